import { describe, expect, it } from 'vitest';
import { answerHint } from './answerHint';

const clock = (time: Date) => time.toISOString().slice(11, 16);
const frame = (custom: object, refId = 'A') => ({
  refId,
  length: 2,
  meta: {
    custom,
    stats: [
      { displayName: 'Rows', value: 480 },
      { displayName: 'Query time', value: 41 },
    ],
  },
});

describe('the line about an answer', () => {
  it('says from where, how much, how long, and until when the figures stay', () => {
    const facts = {
      source: 'rollup',
      sourceReason: 'Read from the hourly rollup: the step is 1 h.',
      settledUntil: '2026-11-21T14:05:00Z',
    };
    expect(answerHint([frame(facts)], 'A', clock)).toBe(
      'Read from the hourly rollup: the step is 1 h · 480 rows · 41 ms · may still change after 14:05',
    );
  });

  it('says "settled" where nothing is to come', () => {
    expect(answerHint([frame({ source: 'raw', settledUntil: null })], 'A', clock)).toBe(
      'Read from single rows · 480 rows · 41 ms · settled',
    );
  });

  it('is about this query alone, and empty without an answer', () => {
    expect(answerHint([frame({ source: 'raw' }, 'B')], 'A', clock)).toBe('');
    expect(answerHint([], 'A', clock)).toBe('');
  });
});
