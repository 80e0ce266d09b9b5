import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forEachEngine } from '../../../../tests/engines';
import { batch, claim, nano, span, spanId, traceId } from '../../../../tests/records';
import type { PriceBook } from '../../account/prices/priceBook';
import { settle } from '../../account/settle';
import type { CallClaim } from '../../record/call';
import type { ClaimId } from '../../record/ids';
import type { SpanRecord } from '../../record/span';
import type { Engine } from '../engine';
import { createWriter } from '../writer';
import { readSettledUntil, takePortion } from './queue';
import { settlePortion } from './settlePortion';

/** $1 for each million input tokens, $10 for each million output tokens, of gpt-5. */
const prices: PriceBook = {
  find: ({ models }) =>
    models.includes('gpt-5')
      ? {
          id: 'price-1', source: 'shipped', sourceVersion: '1', provider: 'openai', model: 'gpt-5', validFrom: null,
          validUntil: null, dayWindow: null, matcher: null,
          rates: { input: { perMillion: 1_000_000_000_000n }, output: { perMillion: 10_000_000_000_000n } },
        }
      : { reason: 'no price' },
  rows: () => [],
}; // prettier-ignore

const select = async (engine: Engine, sql: string): Promise<(string | null)[][]> =>
  (await engine.run([{ sql }], { lane: 'panel' }))[0]?.rows ?? [];

const settleAll = async (engine: Engine): Promise<number> => {
  let portions = 0;
  while (await settlePortion(engine, (claims, ancestry) => settle(claims, prices, { ancestry }), 1000))
    portions++;
  return portions;
};

const at = (seconds: number): bigint => nano('2026-03-02T10:00:00Z') + BigInt(Math.round(seconds * 1e9));

forEachEngine((_name, database) => {
  const ready = async () => {
    await database().empty();
    const { engine } = database();
    const writer = createWriter(engine);
    const ingest = (spans: SpanRecord[], claims: CallClaim[]) =>
      writer.write(batch({ spans, calls: settle(claims, prices) }));
    return { engine, ingest };
  };

  it('writes one row for a trace: root, times, counts, tokens, cost', async () => {
    const { engine, ingest } = await ready();
    const usage = { input: 1000, output: 100 };
    await ingest(
      [
        span({ spanId: spanId(1), name: 'answer-ticket', startUnixNano: at(0), durationNano: 5_000_000_000n, sessionId: 's1' }),
        span({ spanId: spanId(2), parentSpanId: spanId(1), startUnixNano: at(1), name: 'chat' }),
        span({ spanId: spanId(3), parentSpanId: spanId(1), startUnixNano: at(2), name: 'chat', status: 'error' }),
        span({ spanId: spanId(4), parentSpanId: spanId(99), startUnixNano: at(3), name: 'orphan' }),
      ],
      [
        claim({ spanId: spanId(2), parentSpanId: spanId(1), startUnixNano: at(1), usage, ttftMs: 400 }),
        claim({ spanId: spanId(3), parentSpanId: spanId(1), startUnixNano: at(2), requestModel: 'other', errorType: '429' }),
      ],
    ); // prettier-ignore
    await settleAll(engine);
    const [row] = await select(engine, `SELECT to_jsonb(t) - 'settled_at' - 'trace_id' FROM traces t`);
    expect(JSON.parse(row?.[0] ?? '')).toEqual({
      project: 'default', ts: '2026-03-02T10:00:00+00:00', start_unix_nano: Number(at(0)), end_unix_nano: Number(at(5)),
      duration_ms: 5000, root_span_id: spanId(1), name: 'answer-ticket', service_name: 'support-desk',
      environment: 'production', release: '1.0.0', session_id: 's1', user_id: null, span_count: 4, call_count: 2,
      error_count: 1, models: ['gpt-5', 'other'], input_tokens: 1000, output_tokens: 100, total_cost_usd: 0.002,
      unpriced_calls: 1, unknown_usage_calls: 1, ttft_ms: 1400,
    }); // prettier-ignore
  });

  it('keeps sums NULL when nothing is known, and takes the earliest span as root when parents are missing', async () => {
    const { engine, ingest } = await ready();
    await ingest(
      [
        span({ spanId: spanId(2), parentSpanId: spanId(1), startUnixNano: at(1), name: 'second' }),
        span({ spanId: spanId(3), parentSpanId: spanId(9), startUnixNano: at(0), name: 'first' }),
      ],
      [claim({ spanId: spanId(2), startUnixNano: at(1), requestModel: 'unknown' })],
    );
    await settleAll(engine);
    expect(
      await select(engine, 'SELECT name, input_tokens, total_cost_usd, unpriced_calls, ttft_ms FROM traces'),
    ).toEqual([['first', null, null, '1', null]]);
  });

  it('counts a call once when its span and its log come in requests of their own, whichever is first', async () => {
    const inSpan = claim({ usage: { input: 10, output: 1 } });
    const inLog = claim({
      claimId: 'f'.repeat(32) as ClaimId,
      source: 'log',
      startUnixNano: at(0.5),
      sessionId: 's1',
    });
    for (const order of [
      [inSpan, inLog],
      [inLog, inSpan],
    ]) {
      const { engine, ingest } = await ready();
      for (const one of order) {
        await ingest(one.source === 'span' ? [span()] : [], [one]);
        await settleAll(engine);
      }
      expect(
        await select(
          engine,
          'SELECT source, state, session_id, input_tokens, settled_at >= ingested_at FROM calls ORDER BY source',
        ),
      ).toEqual([
        ['log', 'wrapper', 's1', null, 't'],
        ['span', 'counted', 's1', '10', 't'],
      ]);
      expect(await select(engine, 'SELECT call_count, input_tokens FROM traces')).toEqual([['1', '10']]);
    }
  });

  it('writes down every decision that keeps a claim out of the sums, once, with what stood before', async () => {
    const { engine, ingest } = await ready();
    const usage = { input: 10, output: 1 };
    await ingest([span()], [claim({ usage, responseId: 'resp_1', scopeName: 'outer' })]);
    await settleAll(engine);
    expect(await select(engine, 'SELECT count(*) FROM accounting_log')).toEqual([['0']]);
    const inner = {
      traceId: traceId(2),
      responseId: 'resp_1',
      startUnixNano: at(0.1),
      durationNano: 1_000_000_000n,
    };
    await ingest(
      [span({ traceId: traceId(2), startUnixNano: at(0.1) })],
      [claim({ ...inner, usage, scopeName: 'inner' })],
    );
    await settleAll(engine);
    await settleAll(engine);
    expect(await select(engine, 'SELECT state, count(*) FROM calls GROUP BY state ORDER BY state')).toEqual([
      ['counted', '1'],
      ['duplicate', '1'],
    ]);
    const log = await select(
      engine,
      'SELECT state_before, state, rule <> $$$$ FROM accounting_log ORDER BY id',
    );
    expect(log).toContainEqual(['counted', 'duplicate', 't']);
    expect(log).toHaveLength(1);
    const sums = await select(engine, 'SELECT sum(call_count), sum(input_tokens) FROM traces');
    expect(sums).toEqual([['1', '10']]);
  });

  it('counts once what two instrumentations saw in traces of their own, by counts and time', async () => {
    const { engine, ingest } = await ready();
    const usage = { input: 1234, output: 56 };
    const outer = { startUnixNano: at(0), durationNano: 5_000_000_000n, usage };
    const inner = { startUnixNano: at(1), durationNano: 3_000_000_000n, usage };
    await ingest([], [claim({ ...outer, scopeName: 'langchain' })]);
    await settleAll(engine);
    await ingest([], [claim({ ...inner, traceId: traceId(2), scopeName: 'openai' })]);
    await ingest([], [claim({ ...inner, traceId: traceId(3), scopeName: 'openai', serviceName: 'another' })]);
    await settleAll(engine);
    expect(await select(engine, 'SELECT trace_id, state FROM calls ORDER BY trace_id')).toEqual([
      [expect.stringMatching(/1$/), 'duplicate'],
      [expect.stringMatching(/2$/), 'counted'],
      [expect.stringMatching(/3$/), 'counted'],
    ]);
  });

  it('takes the HTTP status from the request below the call, the last one after retries', async () => {
    const { engine, ingest } = await ready();
    const http = { parentSpanId: spanId(1), traceId: traceId(1) };
    await ingest([span()], [claim(), claim({ spanId: spanId(5), httpStatusCode: 400 })]);
    await ingest(
      [
        span({ ...http, spanId: spanId(11), startUnixNano: at(2), httpStatusCode: 200 }),
        span({ ...http, spanId: spanId(10), startUnixNano: at(1), httpStatusCode: 429 }),
        span({ ...http, spanId: spanId(12), parentSpanId: spanId(5), httpStatusCode: 500 }),
      ],
      [],
    );
    await settleAll(engine);
    expect(await select(engine, 'SELECT span_id, http_status_code FROM calls ORDER BY span_id')).toEqual([
      [spanId(1), '200'],
      [spanId(5), '400'],
    ]);
  });

  it('takes session and user from a span around the call that is no call, also when it comes later', async () => {
    const { engine, ingest } = await ready();
    const usage = { input: 10, output: 1 };
    await ingest(
      [span({ spanId: spanId(2), parentSpanId: spanId(1), startUnixNano: at(1) })],
      [claim({ spanId: spanId(2), parentSpanId: spanId(1), startUnixNano: at(1), usage })],
    );
    await ingest([span({ traceId: traceId(2), sessionId: 'another' })], []);
    await settleAll(engine);
    const read = () => select(engine, 'SELECT session_id, user_id FROM llm_metrics');
    expect(await read()).toEqual([[null, null]]);
    await ingest([span({ sessionId: 's1', userId: 'u1' })], []);
    await settleAll(engine);
    expect(await read()).toEqual([['s1', 'u1']]);
  });

  it('counts a span that was sent again with another start once', async () => {
    const { engine, ingest } = await ready();
    const usage = { input: 10, output: 1 };
    await ingest([span()], [claim({ usage })]);
    await ingest([span({ startUnixNano: at(3) })], [claim({ usage, startUnixNano: at(3) })]);
    await settleAll(engine);
    expect(await select(engine, 'SELECT count(*), sum(prompt_tokens) FROM llm_metrics')).toEqual([
      ['1', '10'],
    ]);
  });

  it('writes nothing when nothing changed', async () => {
    const { engine, ingest } = await ready();
    await ingest([span()], [claim({ usage: { input: 10, output: 1 } })]);
    await settleAll(engine);
    const before = await select(engine, 'SELECT settled_at, xmin FROM calls');
    await engine.run(
      [
        {
          sql: "INSERT INTO settle_queue (project, trace_id, ts) SELECT 'default', trace_id, ts FROM traces",
        },
      ],
      { lane: 'job' },
    );
    expect(await settleAll(engine)).toBe(1);
    expect(await select(engine, 'SELECT settled_at, xmin FROM calls')).toEqual(before);
  });

  it('takes portions of one project and one day, and keeps what comes meanwhile', async () => {
    const { engine, ingest } = await ready();
    const nextDay = { startUnixNano: nano('2026-03-03T00:00:00Z'), traceId: traceId(2) };
    await ingest([span(), span(nextDay), span({ project: 'other', traceId: traceId(3) })], []);
    const first = await takePortion(engine, 100);
    expect(first).toMatchObject({ project: 'default', traceIds: [traceId(1)], responseIds: [] });
    expect(await settleAll(engine)).toBe(3);
    expect(await select(engine, 'SELECT project, trace_id FROM traces ORDER BY trace_id')).toHaveLength(3);
  });

  it('finds the spans of a trace that goes on for days', async () => {
    const { engine, ingest } = await ready();
    for (const day of ['02', '04', '06']) {
      await ingest(
        [span({ spanId: spanId(Number(day)), startUnixNano: nano(`2026-03-${day}T00:00:00Z`) })],
        [],
      );
      await settleAll(engine);
    }
    expect(await select(engine, 'SELECT span_count, ts FROM traces')).toEqual([
      ['3', '2026-03-02 00:00:00+00'],
    ]);
  });

  it('says until when everything is settled', async () => {
    const { engine, ingest } = await ready();
    await ingest([span()], []);
    const [queued] = await select(engine, 'SELECT to_json(queued_at) FROM settle_queue');
    expect(await readSettledUntil(engine)).toEqual(new Date(JSON.parse(queued?.[0] ?? '') as string));
    await settleAll(engine);
    const [now] = await select(engine, 'SELECT to_json(now())');
    const until = await readSettledUntil(engine);
    expect(until.getTime()).toBeGreaterThanOrEqual(
      Math.floor(new Date(JSON.parse(now?.[0] ?? '') as string).getTime()),
    );
  });

  describe('in whatever portions and order records come', () => {
    /** An agent with two calls that two instrumentations saw, one of them in logs too. */
    const usage = { input: 100, output: 10 };
    const spans = [1, 2, 3, 4].map((number) =>
      span({
        spanId: spanId(number),
        parentSpanId: number > 1 ? spanId(number - 1) : null,
        startUnixNano: at(number),
      }),
    );
    const claims = [
      claim({ spanId: spanId(1), startUnixNano: at(1), operation: 'agent', usage: { input: 200, output: 20 } }),
      claim({ spanId: spanId(2), parentSpanId: spanId(1), startUnixNano: at(2), durationNano: 9_000_000_000n, scopeName: 'a', usage, responseId: 'r1' }),
      claim({ spanId: spanId(3), parentSpanId: spanId(2), startUnixNano: at(3), scopeName: 'b', usage, responseId: 'r1', sessionId: 's' }),
      claim({ claimId: 'e'.repeat(32) as ClaimId, spanId: spanId(3), source: 'log', startUnixNano: at(3), userId: 'u' }),
      claim({ traceId: traceId(2), spanId: spanId(7), startUnixNano: at(3.5), scopeName: 'c', usage, responseId: 'r1' }),
    ]; // prettier-ignore
    const read = async (engine: Engine) => ({
      calls: await select(
        engine,
        "SELECT to_jsonb(c) - 'ingested_at' - 'settled_at' FROM calls c ORDER BY claim_id",
      ),
      traces: await select(engine, "SELECT to_jsonb(t) - 'settled_at' FROM traces t ORDER BY trace_id"),
    });

    it('the result is the same', { timeout: 120_000 }, async () => {
      const { engine, ingest } = await ready();
      await ingest(spans, claims);
      await settleAll(engine);
      const expected = await read(engine);
      expect(await select(engine, 'SELECT count(*), sum(prompt_tokens) FROM llm_metrics')).toEqual([
        ['1', '100'],
      ]);
      const all = [...spans.map((one) => ({ span: one })), ...claims.map((one) => ({ claim: one }))];
      await fc.assert(
        fc.asyncProperty(
          fc.shuffledSubarray(all, { minLength: all.length }),
          fc.array(fc.boolean(), { minLength: all.length, maxLength: all.length }),
          async (records, pauses) => {
            await database().empty();
            for (const [index, record] of records.entries()) {
              await ('span' in record ? ingest([record.span], []) : ingest([], [record.claim]));
              if (pauses[index]) await settleAll(engine);
            }
            await settleAll(engine);
            expect(await read(engine)).toEqual(expected);
          },
        ),
        { numRuns: 8 },
      );
    });
  });
});
