/** Claims of log records that stand in no trace: found for their spans whenever they come, and never a group of a session. */
import { describe, expect, it } from 'vitest';
import { forEachEngine } from '../../../../tests/engines';
import { batch, claim, nano, spanId, traceId } from '../../../../tests/records';
import { settle } from '../../account/settle';
import type { PriceBook } from '../../account/prices/priceBook';
import type { CallClaim } from '../../record/call';
import type { ClaimId } from '../../record/ids';
import type { Engine } from '../engine';
import { createWriter } from '../writer';
import { readGroups } from './claims';
import { takePortion } from './queue';
import { settlePortion } from './settlePortion';

const prices: PriceBook = { find: () => ({ reason: 'no price' }), rows: () => [] };
const at = (seconds: number): bigint => nano('2026-03-02T10:00:00Z') + BigInt(Math.round(seconds * 1e9));

/** A record that ended at `end` seconds, after two seconds. */
const log = (id: number, end: number, fields: Partial<CallClaim> = {}): CallClaim =>
  claim({
    claimId: `f${id.toString(16).padStart(31, '0')}` as ClaimId,
    source: 'log',
    traceId: null,
    spanId: null,
    dialect: 'gemini_cli',
    scopeName: 'logs',
    sessionId: 's1',
    startUnixNano: at(end - 2),
    durationNano: 2_000_000_000n,
    usage: { input: 100, output: 10 },
    ...fields,
  });
const inSpan = (fields: Partial<CallClaim> = {}): CallClaim =>
  claim({
    dialect: 'gemini_cli',
    sessionId: 's1',
    startUnixNano: at(0),
    durationNano: 2_000_000_000n,
    ...fields,
  });

const settleAll = async (engine: Engine): Promise<void> => {
  while (await settlePortion(engine, (claims, ancestry) => settle(claims, prices, { ancestry }), 1000))
    continue;
};

forEachEngine((_name, database) => {
  const ready = async () => {
    await database().empty();
    const { engine } = database();
    const writer = createWriter(engine);
    return {
      engine,
      ingest: (claims: CallClaim[]) => writer.write(batch({ calls: settle(claims, prices) })),
    };
  };
  const counted = async (engine: Engine): Promise<(string | null)[][]> =>
    (
      await engine.run(
        [
          {
            sql: 'SELECT span_id, prompt_tokens, completion_tokens, duration_ms FROM llm_metrics ORDER BY ts',
          },
        ],
        { lane: 'panel', readOnly: true },
      )
    )[0]?.rows ?? [];

  describe('a log record in no trace', () => {
    const declared = { outputIncludesReasoning: false, source: 'test' };
    it.each<[string, CallClaim, CallClaim, (string | null)[]]>([
      [
        'with the counts of a span',
        inSpan({ usage: { input: 100, output: 10 } }),
        log(1, 1.9),
        [spanId(1), '100', '10', '2000'],
      ],
      [
        'with the input of a span, and more of its output',
        inSpan({ usage: { input: 100, output: 10 }, declared }),
        log(1, 1.9, { usage: { input: 100, output: 10, reasoning: 30 }, declared }),
        [spanId(1), '100', '40', '2000'],
      ],
      [
        'with the counts that the span of the request does not have',
        inSpan({ usage: null }),
        log(1, 1.9),
        [spanId(1), '100', '10', '2000'],
      ],
      [
        'of the session of a turn that has the sum of its calls',
        inSpan({ operation: 'agent', durationNano: 900_000_000_000n, usage: { input: 500, output: 50 } }),
        log(1, 700),
        [null, '100', '10', '2000'],
      ],
    ])('%s is the same call, whichever comes first', async (_what, span, record, row) => {
      for (const order of [
        [span, record],
        [record, span],
      ]) {
        const { engine, ingest } = await ready();
        for (const one of order) {
          await ingest([one]);
          await settleAll(engine);
        }
        expect(await counted(engine)).toEqual([row]);
      }
    });

    it('is a call of its own beside a span of another session', async () => {
      const { engine, ingest } = await ready();
      await ingest([inSpan({ sessionId: 's2', usage: { input: 100, output: 11 }, traceId: traceId(2) })]);
      await ingest([log(1, 1.9)]);
      await settleAll(engine);
      expect(await counted(engine)).toHaveLength(2);
    });

    it('has no duration when it does not say how long the call took', async () => {
      const { engine, ingest } = await ready();
      await ingest([log(1, 2, { durationNano: 0n })]);
      await settleAll(engine);
      expect(await counted(engine)).toEqual([[null, '100', '10', null]]);
    });

    it('is settled by itself, however many its session has', async () => {
      const { engine, ingest } = await ready();
      await ingest(Array.from({ length: 300 }, (_, i) => log(i, 10 + i)));
      await settleAll(engine);
      expect(await counted(engine)).toHaveLength(300);
      await ingest([log(1000, 150.5)]);
      const portion = await takePortion(engine, 1000);
      expect((await readGroups(engine, portion!)).claims).toHaveLength(1);
    });
  });
});
