import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AttributesView } from '../decode/view';
import { FIELD_NAMES } from './fields';
import { partFor } from './shape';
import { COMPILED, SLOT_MAP, slotOf } from './slots';
import { normalise } from './test/records';

const [first, second] = [COMPILED[0]!, COMPILED[1]!];
const viewOf = (slots: readonly number[]) =>
  ({ eachSlot: (visit: (slot: number) => void) => slots.forEach(visit) }) as AttributesView;
const part = (slots: readonly number[], ofResource: readonly number[] = [], compiled = first) =>
  partFor(compiled, { attributes: viewOf(slots), resource: { attributes: viewOf(ofResource) } as never });

const INPUT = slotOf('gen_ai.usage.input_tokens');
const OUTPUT = slotOf('gen_ai.usage.output_tokens');
const USER = slotOf('user.id');

describe('partFor', () => {
  it('leaves out names that were not sent', () => {
    const { sources } = part([INPUT]);
    expect(sources.inputTokens.map(({ slot }) => slot)).toEqual([INPUT]);
    expect(sources.outputTokens).toEqual([]);
  });

  it('keeps names that only the resource has', () => {
    expect(part([INPUT], [USER]).sources.userId.map(({ slot }) => slot)).toEqual([USER]);
  });

  it('keeps the order of precedence, in whatever order names were sent', () => {
    const slots = [...new Set(first.sources.requestModel.map(({ slot }) => slot))];
    expect(part(slots.toReversed()).sources.requestModel).toEqual(first.sources.requestModel);
  });

  it('is made once for a set of names', () => {
    expect(part([INPUT, OUTPUT])).toBe(part([INPUT, OUTPUT]));
  });

  it('is that of the dialect that was asked for', () => {
    expect(part([INPUT], [], second).dialect).toBe(second.dialect);
    expect(part([INPUT], [], first).dialect).toBe(first.dialect);
  });

  it('has what the whole table has of the names that were sent, whatever they are', () => {
    const some = fc.uniqueArray(fc.integer({ min: 0, max: SLOT_MAP.size - 1 }), { maxLength: 40 });
    fc.assert(
      fc.property(some, some, fc.constantFrom(...COMPILED), (slots, ofResource, compiled) => {
        const sent = new Set([...slots, ...ofResource]);
        const { sources, operations } = part(slots, ofResource, compiled);
        for (const field of FIELD_NAMES)
          expect(sources[field]).toEqual(compiled.sources[field].filter(({ slot }) => sent.has(slot)));
        expect(operations).toEqual(compiled.operations.filter(({ slot }) => sent.has(slot)));
      }),
      // More shapes than are kept.
      { numRuns: 3_000 },
    );
  });
});

it('records after one another do not see each other’s names', () => {
  const attributes = { 'gen_ai.operation.name': 'chat', 'gen_ai.request.model': 'gpt-5' };
  const withUser = () => normalise({ attributes: { ...attributes, 'user.id': 'ada' } }).claim?.userId;
  const without = () => normalise({ attributes }).claim?.userId;
  expect([withUser(), without(), withUser(), without()]).toEqual(['ada', null, 'ada', null]);
});
