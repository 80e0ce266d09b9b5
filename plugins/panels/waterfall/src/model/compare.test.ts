import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignTraces, differenceOf, largestDifferences } from './compare';
import type { Pair } from './compare';
import { chatOf, traceOf } from './frame.fixture';
import type { SpanRow } from './frame.fixture';

/** A root with these steps, each 10 ms long unless said otherwise, and their own steps. */
type Step = string | { name: string; ms?: number; steps?: Step[]; usd?: number };
function traceWith(steps: Step[]) {
  const rows: SpanRow[] = [{ spanID: 'root', operationName: 'run', duration: 1000 }];
  const add = (list: Step[], parent: string) =>
    list.forEach((step, index) => {
      const { name, ms = 10, steps = [], usd = undefined } = typeof step === 'string' ? { name: step } : step;
      const spanID = `${parent}/${index}`;
      const llm = usd === undefined ? null : chatOf({ totalCostUsd: usd });
      rows.push({ spanID, parentSpanID: parent, operationName: name, startTime: index, duration: ms, llm });
      add(steps, spanID);
    });
  add(steps, 'root');
  return traceOf(rows);
}
const shown = ({ a, b, level }: Pair) => `${level} ${a?.span.name ?? '–'}|${b?.span.name ?? '–'}`;
const aligned = (a: Step[], b: Step[]) => alignTraces(traceWith(a), traceWith(b)).map(shown);

describe('alignTraces', () => {
  it('pairs equal traces span by span', () =>
    expect(aligned(['plan', 'answer'], ['plan', 'answer'])).toEqual([
      '1 run|run',
      '2 plan|plan',
      '2 answer|answer',
    ]));

  it('lets a step that was added stand alone, and pairs what follows it', () =>
    expect(aligned(['plan', 'answer'], ['plan', 'look up', 'answer'])).toEqual([
      '1 run|run',
      '2 plan|plan',
      '2 –|look up',
      '2 answer|answer',
    ]));

  it('keeps what is below a step that only one trace has', () =>
    expect(aligned([{ name: 'plan', steps: ['think'] }], [])).toEqual([
      '1 run|run',
      '2 plan|–',
      '3 think|–',
    ]));

  it('aligns the children of a pair in turn', () =>
    expect(aligned([{ name: 'plan', steps: ['x', 'y'] }], [{ name: 'plan', steps: ['y'] }])).toEqual([
      '1 run|run',
      '2 plan|plan',
      '3 x|–',
      '3 y|y',
    ]));

  it('does not pair a call with a tool of the same name', () =>
    expect(aligned([{ name: 'search', usd: 1 }], ['search'])).toEqual([
      '1 run|run',
      '2 search|–',
      '2 –|search',
    ]));

  const steps: fc.Arbitrary<Step[]> = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 });

  it('shows every span of both traces exactly once', () =>
    fc.assert(
      fc.property(steps, steps, (a, b) => {
        const pairs = alignTraces(traceWith(a), traceWith(b));
        expect(pairs.filter((pair) => pair.a)).toHaveLength(a.length + 1);
        expect(pairs.filter((pair) => pair.b)).toHaveLength(b.length + 1);
      }),
    ));

  it('keeps the order of both traces', () =>
    fc.assert(
      fc.property(steps, steps, (a, b) => {
        const pairs = alignTraces(traceWith(a), traceWith(b)).slice(1);
        expect(pairs.flatMap((pair) => pair.a?.span.name ?? [])).toEqual(a);
        expect(pairs.flatMap((pair) => pair.b?.span.name ?? [])).toEqual(b);
      }),
    ));

  it('pairs thousands of equal siblings', () => {
    const many = Array.from({ length: 3000 }, () => 'step');
    expect(alignTraces(traceWith(many), traceWith(many.slice(1))).filter(({ a, b }) => a && b)).toHaveLength(
      3000,
    );
  });
});

describe('differenceOf', () => {
  const rows = (a: Step, b: Step) => alignTraces(traceWith([a]), traceWith([b]));

  it('is the second less the first', () => {
    const [, call] = rows({ name: 'chat', ms: 40, usd: 0.25 }, { name: 'chat', ms: 100, usd: 0.75 });
    expect(differenceOf(call!)).toEqual({ ms: 60, usd: 0.5, tokens: 0 });
  });

  it('is not known where one side is missing', () => {
    const [, call] = rows({ name: 'chat', usd: 1 }, 'other');
    expect(differenceOf(call!)).toEqual({ ms: null, usd: null, tokens: null });
  });
});

it('the largest differences are those of a span’s own time, not of what is below it', () => {
  const slow = traceWith([{ name: 'plan', ms: 500, steps: [{ name: 'think', ms: 500 }] }, 'answer']);
  const fast = traceWith([{ name: 'plan', ms: 20, steps: [{ name: 'think', ms: 20 }] }, 'answer']);
  const [first] = largestDifferences(alignTraces(fast, slow));
  expect(first?.a?.span.name).toBe('run');
  expect(largestDifferences(alignTraces(fast, slow)).map(({ a }) => a?.span.name)).toContain('think');
});
