/** Made-up applications: however many instrumentations tell of a call, it counts once, and the sums are the bill. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { batchOf, countedRows, settled, sumsOf, withoutNulls } from '../captures/ingest';
import { split } from '../captures/otlp';
import { randomFrom, shuffled } from '../captures/random';
import { applications, telemetryOf } from './world';

describe('calls told by several instrumentations', () => {
  it('sum up to their bill, each in its session where anybody tells it', () => {
    fc.assert(
      fc.property(applications, (turns) => {
        const { requests, bill, sessions } = telemetryOf(turns);
        const rows = settled(batchOf(requests));
        expect(withoutNulls(sumsOf(rows))).toEqual(bill);
        const shown: Record<string, number> = {};
        for (const { call } of countedRows(rows))
          if (call.sessionId !== null) shown[call.sessionId] = (shown[call.sessionId] ?? 0) + 1;
        expect(shown).toEqual(sessions);
      }),
      { numRuns: 300 },
    );
  });

  it('are settled the same in any order', () => {
    fc.assert(
      fc.property(applications, fc.integer(), (turns, seed) => {
        const { requests } = telemetryOf(turns);
        const other = shuffled(requests.flatMap(split), randomFrom(seed));
        expect(settled(batchOf(other))).toEqual(settled(batchOf(requests)));
      }),
      { numRuns: 100 },
    );
  });
});
