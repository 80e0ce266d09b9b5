/**
 * Grafana's SQL macros. They become plain comparisons with constants, so that chunks outside of the range stay unread.
 * Strings and comments are left as they are.
 */
import { MACRO_DOCS, MACRO_NAMES, type MacroName } from '@llmobservatory/model';
import { skipOpaque } from './lexer';
import { MappedText, type Edit, type Slice } from './mappedText';
import { typedPosition, type Position } from './position';
import { didYouMean, refusal } from './refuse';

export interface MacroContext {
  from: Date;
  to: Date;
  intervalMs: number;
}

interface Use {
  name: string;
  /** Arguments, without the space around them; undefined: used without brackets. */
  args?: Slice[];
  text: (slice: Slice) => string;
  fail: (message: string) => never;
}

type Parts = Edit['parts'];

type Expand = (use: Use, context: MacroContext) => Parts;

/** How they are written and what they stand for: MACRO_DOCS of the model. */
const MACROS: Readonly<Record<MacroName, Expand>> = {
  $__timeFilter: (use, context) => between(column(use), timeLiterals(context)),
  $__timeFrom: (use, context) => [noArgs(use, timeLiterals(context)[0])],
  $__timeTo: (use, context) => [noArgs(use, timeLiterals(context)[1])],
  $__timeGroup: timeGroup,
  $__timeGroupAlias: (use, context) => [...timeGroup(use, context), ' AS "time"'],
  $__time: (use) => [column(use), ' AS "time"'],
  $__interval: (use, context) => [bare(use, intervalLiteral(context.intervalMs))],
  $__interval_ms: (use, context) => [bare(use, String(Math.round(context.intervalMs)))],
  $__unixEpochFilter: (use, { from, to }) => between(column(use), [seconds(from), seconds(to)]),
  $__unixEpochFrom: (use, { from }) => [noArgs(use, seconds(from))],
  $__unixEpochTo: (use, { to }) => [noArgs(use, seconds(to))],
  $__unixEpochNanoFilter: (use, { from, to }) => between(column(use), [nanos(from), nanos(to)]),
  $__unixEpochNanoFrom: (use, { from }) => [noArgs(use, nanos(from))],
  $__unixEpochNanoTo: (use, { to }) => [noArgs(use, nanos(to))],
};

/** @throws ObservatoryError SQL_MACRO (caller), at the macro */
export function expandMacros(typed: string, context: MacroContext): MappedText {
  const source = MappedText.typed(typed);
  const edits: Edit[] = [];
  for (let index = 0; index < typed.length;) {
    const name = macroAt(typed, index);
    if (name === undefined) {
      const skipped = skipOpaque(typed, index);
      index = skipped > index ? skipped : index + 1;
      continue;
    }
    const position = typedPosition(source, { unit: 'codePoints', value: [...typed.slice(0, index)].length });
    const macro = knownMacro(name, position);
    const fail = (message: string): never => {
      throw refusal('SQL_MACRO', `${name} ${message} It is written ${MACRO_DOCS[macro].usage}.`, position);
    };
    const { args, end } = argumentsAfter(typed, index + name.length, fail);
    const use: Use = { name, args, text: ({ start, end }) => typed.slice(start, end), fail };
    edits.push({ start: index, end, parts: MACROS[macro](use, context) });
    index = end;
  }
  return source.edit(edits);
}

const MACRO_NAME = /\$__\w+/y;

function macroAt(text: string, index: number): string | undefined {
  if (text[index] !== '$') return undefined;
  MACRO_NAME.lastIndex = index;
  const name = MACRO_NAME.exec(text)?.[0];
  // $__tag$ opens a dollar-quoted string.
  return name && text[index + name.length] !== '$' ? name : undefined;
}

function knownMacro(name: string, position: Position): MacroName {
  const known = MACRO_NAMES.find((macro) => macro === name);
  if (known) return known;
  throw refusal(
    'SQL_MACRO',
    `there is no macro ${name}.${didYouMean(name, MACRO_NAMES)} Macros are ${MACRO_NAMES.join(', ')}.`,
    position,
  );
}

/** `(a, f(b, c))` → two slices; no bracket → none. */
function argumentsAfter(
  text: string,
  start: number,
  fail: (message: string) => never,
): { args?: Slice[]; end: number } {
  if (text[start] !== '(') return { end: start };
  const args: Slice[] = [];
  let depth = 0;
  let from = start + 1;
  for (let index = start; index < text.length;) {
    const skipped = skipOpaque(text, index);
    if (skipped > index) {
      index = skipped;
      continue;
    }
    const character = text[index];
    if (character === '(' || character === '[') depth += 1;
    if (character === ')' || character === ']') depth -= 1;
    if (depth === 0 || (depth === 1 && character === ',')) {
      args.push(trimmed(text, { start: from, end: index }));
      from = index + 1;
    }
    index += 1;
    if (depth === 0) return { args: isNoArgument(args) ? [] : args, end: index };
  }
  return fail('has a bracket that is not closed.');
}

const isNoArgument = (args: readonly Slice[]): boolean =>
  args.length === 1 && args[0]?.start === args[0]?.end;

function trimmed(text: string, { start, end }: Slice): Slice {
  const raw = text.slice(start, end);
  const lead = raw.length - raw.trimStart().length;
  return { start: start + lead, end: Math.max(start + lead, end - (raw.length - raw.trimEnd().length)) };
}

function column({ args, fail }: Use): Slice {
  const [only] = args ?? [];
  return args?.length === 1 && only && only.end > only.start ? only : fail('needs one column.');
}

const noArgs = ({ args, fail }: Use, text: string): string =>
  args?.length === 0 ? text : fail('takes nothing in its brackets.');
const bare = ({ args, fail }: Use, text: string): string =>
  args === undefined ? text : fail('takes no brackets.');

/** In brackets, because NOT and OR may stand around it. The end is excluded, as everywhere. */
const between = (what: Slice, [from, to]: readonly [string, string]): Parts => [
  '(',
  what,
  ` >= ${from} AND `,
  what,
  ` < ${to})`,
];

const timeLiterals = ({ from, to }: MacroContext): readonly [string, string] => [
  `'${from.toISOString()}'::timestamptz`,
  `'${to.toISOString()}'::timestamptz`,
];
const seconds = (time: Date): string => String(Math.floor(time.getTime() / 1000));
const nanos = (time: Date): string => `${time.getTime()}000000`;
const intervalLiteral = (ms: number): string => `INTERVAL '${Math.max(1, Math.round(ms))} milliseconds'`;

function timeGroup(use: Use, context: MacroContext): Parts {
  const [what, width, ...others] = use.args ?? [];
  if (!what || !width || what.end === what.start) return use.fail('needs a column and a width.');
  if (others.length > 0) {
    return use.fail('fills no gaps: unknown is not 0. Leave the third argument out; panels show the gap.');
  }
  return [`time_bucket(${intervalLiteral(widthMs(use, use.text(width), context))}, `, what, ')'];
}

const UNIT_MS: Record<string, number> = {
  ms: 1, millisecond: 1, s: 1000, second: 1000, m: 60_000, minute: 60_000, h: 3_600_000, hour: 3_600_000,
  d: 86_400_000, day: 86_400_000, w: 604_800_000, week: 604_800_000,
}; // prettier-ignore

const WIDTH = /^'?\s*(\d{1,9})\s*(ms|[smhdw]|(?:milli)?second|minute|hour|day|week)s?\s*'?$/i;

function widthMs({ fail }: Use, text: string, { intervalMs }: MacroContext): number {
  if (text === '$__interval' || text === "'$__interval'") return intervalMs;
  const [, count, unit] = WIDTH.exec(text) ?? [];
  const ms = Number(count) * (UNIT_MS[unit?.toLowerCase() ?? ''] ?? NaN);
  return ms > 0 ? ms : fail(`has the width ${text}; use one such as '30s', '5m', '1h', '1d' or $__interval.`);
}
