/**
 * The part of Grafana's math expressions that the rules use: + - * / comparisons && || over labelled numbers. Two sides
 * are joined by their labels; a number without labels joins with all.
 */
import { hasLabels, sameLabels, type Labelled, type Labels, type Numbers } from './numbers';

type Tree = { number: number } | { step: string } | { operator: string; left: Tree; right: Tree };

export const calculate = (expression: string, steps: ReadonlyMap<string, Numbers>): Numbers =>
  evaluate(parse(expression), steps);

/** Weakest first; those of one line are read from left to right. */
const OPERATORS = [['||'], ['&&'], ['==', '!=', '>=', '<=', '>', '<'], ['+', '-'], ['*', '/']];
const TOKEN = /\s*(\$\{?\w+\}?|\d+(?:\.\d+)?|\|\||&&|[=!<>]=|[-+*/<>()])/y;

function parse(text: string): Tree {
  const tokens = tokensOf(text);
  const tree = level(0);
  if (tokens.length > 0) throw new Error(`"${tokens[0]}" is not expected in: ${text}`);
  return tree;

  function level(index: number): Tree {
    const operators = OPERATORS[index];
    if (!operators) return operand();
    let left = level(index + 1);
    for (let operator = tokens[0]; operator && operators.includes(operator); operator = tokens[0]) {
      tokens.shift();
      left = { operator, left, right: level(index + 1) };
    }
    return left;
  }

  function operand(): Tree {
    const token = tokens.shift() ?? '';
    if (token === '(') {
      const inner = level(0);
      if (tokens.shift() !== ')') throw new Error(`A bracket is not closed in: ${text}`);
      return inner;
    }
    if (token.startsWith('$')) return { step: token.replace(/\W/g, '') };
    if (/^\d/.test(token)) return { number: Number(token) };
    throw new Error(`A number or a step is expected, not "${token}", in: ${text}`);
  }
}

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  for (let at = 0; at < text.trimEnd().length; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const [, token] = TOKEN.exec(text) ?? [];
    if (token === undefined) throw new Error(`Can't be read from "${text.slice(at)}" on: ${text}`);
    tokens.push(token);
  }
  return tokens;
}

function evaluate(tree: Tree, steps: ReadonlyMap<string, Numbers>): Numbers {
  if ('number' in tree) return [{ labels: {}, value: tree.number }];
  if ('step' in tree) {
    const numbers = steps.get(tree.step);
    if (!numbers) throw new Error(`There is no step ${tree.step}.`);
    return numbers;
  }
  const [left, right] = [evaluate(tree.left, steps), evaluate(tree.right, steps)];
  // One side without data: the answer has none, whatever the other says.
  if (left === 'no data' || right === 'no data') return 'no data';
  return joined(left, right).map(([a, b, labels]) => ({
    labels,
    value: a === null || b === null ? null : apply(tree.operator, a, b),
  }));
}

type Pair = [left: number | null, right: number | null, labels: Labels];

function joined(left: readonly Labelled[], right: readonly Labelled[]): Pair[] {
  const pairs = left.flatMap((a) =>
    right.flatMap((b): Pair[] => {
      const labels = joinedLabels(a.labels, b.labels);
      return labels ? [[a.value, b.value, labels]] : [];
    }),
  );
  const [a, b] = [left[0], right[0]];
  // Grafana's own: one number on each side fits, whatever the labels, which are lost.
  if (pairs.length === 0 && left.length === 1 && right.length === 1 && a && b)
    return [[a.value, b.value, {}]];
  return pairs;
}

/** The larger set, where it has all of the smaller one. */
function joinedLabels(a: Labels, b: Labels): Labels | null {
  if (sameLabels(a, b) || hasLabels(a, b)) return a;
  return hasLabels(b, a) ? b : null;
}

const APPLY: Record<string, (a: number, b: number) => number> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '==': (a, b) => Number(a === b),
  '!=': (a, b) => Number(a !== b),
  '>': (a, b) => Number(a > b),
  '<': (a, b) => Number(a < b),
  '>=': (a, b) => Number(a >= b),
  '<=': (a, b) => Number(a <= b),
  '&&': (a, b) => Number(a !== 0 && b !== 0),
  '||': (a, b) => Number(a !== 0 || b !== 0),
};

function apply(operator: string, a: number, b: number): number {
  // 0 / 0 is neither above nor below anything; Grafana goes on with NaN.
  const isShort = (operator === '&&' && a === 0) || (operator === '||' && a !== 0);
  if (!isShort && (Number.isNaN(a) || Number.isNaN(b))) return Number.NaN;
  return APPLY[operator]?.(a, b) ?? Number.NaN;
}
