/**
 * Evaluates an alert rule of provisioning/ at a moment: its queries on the real query path, its expressions as Grafana
 * calculates them. What `for` and the notification do is Grafana's own.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import type { Queries } from '../../backend/src/query/run';
import { context } from '../../backend/src/query/testing';
import { calculate } from './mathExpression';
import { hasLabels, numbersOf, sameLabels, type Labelled, type Labels, type Numbers } from './numbers';

export interface ProvisionedRule {
  uid: string;
  title: string;
  condition: string;
  annotations: Record<string, string>;
  data: {
    refId: string;
    datasourceUid: string;
    relativeTimeRange?: { from: number; to: number };
    model: Record<string, unknown> & Partial<Expression>;
  }[];
}

interface Expression {
  type: string;
  expression: string;
  conditions: { evaluator: { type: string; params: number[] } }[];
  intervalMs: number;
  maxDataPoints: number;
}

export interface Instance {
  labels: Labels;
  state: 'alerting' | 'normal' | 'unknown';
  /** Of each step, what `$values` gives; absent where the step has nothing for these labels. */
  values: Record<string, number | null>;
}

export function provisionedRules(): ProvisionedRule[] {
  const text = readFileSync(resolve(import.meta.dirname, '../../provisioning/alerting/llm.yaml'), 'utf8');
  const { groups } = parse(text) as { groups: { rules: ProvisionedRule[] }[] };
  return groups.flatMap(({ rules }) => rules);
}

/** @throws Error where the rule would be in error: it would never fire, as errors keep the last state */
export async function evaluate(
  rule: ProvisionedRule,
  queries: Queries,
  now: Date,
  caller = context().caller,
): Promise<Instance[]> {
  const steps = new Map<string, Numbers>();
  for (const { refId, datasourceUid, relativeTimeRange, model } of rule.data) {
    if (datasourceUid === '__expr__') {
      steps.set(refId, expressionOf(model, steps));
      continue;
    }
    const ago = (seconds = 0) => new Date(now.getTime() - seconds * 1000);
    const frames = await queries.run(
      model,
      context({
        caller,
        from: ago(relativeTimeRange?.from),
        to: ago(relativeTimeRange?.to),
        intervalMs: model.intervalMs,
        maxDataPoints: model.maxDataPoints,
        fromAlert: true,
      }),
    );
    steps.set(refId, numbersOf(frames));
  }
  const decided = steps.get(rule.condition) ?? 'no data';
  return decided === 'no data' ? [] : instancesOf(decided, steps);
}

const COMPARE: Record<string, (value: number, than: number) => boolean> = {
  gt: (value, than) => value > than,
  lt: (value, than) => value < than,
};

function expressionOf(model: Partial<Expression>, steps: ReadonlyMap<string, Numbers>): Numbers {
  const { type, expression = '', conditions = [] } = model;
  if (type === 'math') return calculate(expression, steps);
  const numbers = steps.get(expression);
  const { type: comparison = '', params = [] } = conditions[0]?.evaluator ?? {};
  const isOver = COMPARE[comparison];
  const than = params[0];
  if (type !== 'threshold' || !numbers || !isOver || than === undefined)
    throw new Error(`This expression is not known here: ${JSON.stringify(model)}`);
  if (numbers === 'no data') return numbers;
  return numbers.map(({ labels, value }) => ({
    labels,
    value: value === null ? null : Number(isOver(value, than)),
  }));
}

function instancesOf(decided: readonly Labelled[], steps: ReadonlyMap<string, Numbers>): Instance[] {
  return decided.map(({ labels, value }, index) => {
    if (decided.some((other, place) => place < index && sameLabels(other.labels, labels)))
      throw new Error(`Two results with the labels ${JSON.stringify(labels)}: Grafana refuses them.`);
    return {
      labels,
      state: value === null ? 'unknown' : value === 0 ? 'normal' : 'alerting',
      values: Object.fromEntries(
        [...steps].flatMap(([refId, numbers]) => {
          const own = numbers === 'no data' ? [] : numbers.filter((one) => hasLabels(labels, one.labels));
          return own.slice(0, 1).map((one) => [refId, one.value]);
        }),
      ),
    };
  });
}

/** What a summary refers to, unless it asks first, and an instance does not have: `$labels.app`, `$values.B`. */
export const missingIn = (text: string, { labels, values }: Instance): string[] =>
  [...text.replaceAll(/\{\{ if .*?\{\{ end \}\}/g, '').matchAll(/\$(labels|values)\.(\w+)/g)]
    .filter(([, kind, name = '']) => (kind === 'labels' ? !labels[name] : typeof values[name] !== 'number'))
    .map(([whole]) => whole);
