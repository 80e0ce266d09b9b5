import type { Conversation } from '@llmobservatory/model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENGINES, openTestDatabase } from '../../../tests/engines';
import type { SentContent } from './content';
import type { Queries } from './run';
import { call, context, insertRows, log, queriesOn, span, spanId, trace, traceId, valuesOf } from './testing';

const nano = (ts: string, more = 0n) => (BigInt(Date.parse(ts)) * 1_000_000n + more).toString();

describe.each(ENGINES)('traces, trace and logs on %s', (name) => {
  let db: Awaited<ReturnType<typeof openTestDatabase>>;
  let queries: Queries;
  const asked: SentContent[] = [];
  const nothing: Conversation = { system: [], input: [], output: [], toolDefinitions: [] };
  const conversation: Conversation = { ...nothing, system: [{ type: 'text', content: 'Be kind.' }] };

  beforeAll(async () => {
    db = await openTestDatabase(name);
    queries = queriesOn(db.engine, {
      conversationOf: (content) => {
        asked.push(content);
        return content.dialect ? conversation : nothing;
      },
    });
    const { engine } = db;
    await insertRows(engine, 'traces', [
      trace({ ts: '2026-11-20T10:00:00Z', trace_id: traceId(1), duration_ms: 5000, error_count: 1, models: ['gpt-5', 'claude-4'], call_count: 2, total_cost_usd: 0.5, unpriced_calls: 1, end_unix_nano: nano('2026-11-20T10:00:05Z'), user_id: 'u-1', ttft_ms: 620 }),
      trace({ ts: '2026-11-20T11:00:00Z', trace_id: traceId(2), duration_ms: 100, total_cost_usd: 2, input_tokens: 5 }),
      trace({ ts: '2026-11-20T12:00:00Z', trace_id: traceId(3), duration_ms: 200, call_count: 0, models: [], total_cost_usd: null, input_tokens: null, output_tokens: null, service_name: 'batch' }),
      trace({ ts: '2026-11-20T12:00:00Z', trace_id: traceId(4), project: 'other' }),
      trace({ ts: '2026-11-19T12:00:00Z', trace_id: traceId(5) }),
    ]); // prettier-ignore
    await insertRows(engine, 'calls', [
      call({ ts: '2026-11-20T10:00:01Z', trace_id: traceId(1), span_id: spanId(2), model_name: 'gpt-5', release: '1.2', duration_ms: 1900, input_tokens: 5000, output_tokens: 740, reasoning_tokens: 320 }),
      call({ ts: '2026-11-20T10:00:01Z', trace_id: traceId(1), span_id: spanId(3), state: 'wrapper', counted_by: '0'.repeat(32), state_rule: 'LangChain wraps the same call' }),
      call({ ts: '2026-11-20T10:00:03Z', trace_id: traceId(1), span_id: spanId(4), model_name: 'claude-4', total_cost_usd: null, cost_state: 'unknown', state_reason: 'no price' }),
      call({ ts: '2026-11-20T11:00:00Z', trace_id: traceId(2), span_id: spanId(9), model_name: 'gpt-5' }),
      call({ ts: '2026-11-20T10:00:03Z', trace_id: traceId(1), span_id: spanId(1), project: 'other', model_name: 'secret' }),
    ]); // prettier-ignore
    const [counted] = (
      await engine.run(
        [{ sql: `UPDATE calls SET counted_by = (SELECT claim_id FROM calls WHERE span_id = $1 AND project = 'default') WHERE state = 'wrapper' RETURNING claim_id`, params: [spanId(2)] }],
        { lane: 'job' },
      )
    ).map((result) => result.rowCount); // prettier-ignore
    expect(counted).toBe(1);
    await engine.run(
      [{ sql: `INSERT INTO resources (id, attributes) VALUES (1, '{"service.name": "support-desk"}')` }],
      {
        lane: 'job',
      },
    );
    await insertRows(engine, 'spans', [
      span({ ts: '2026-11-20T10:00:00Z', span_id: spanId(1), start_unix_nano: nano('2026-11-20T10:00:00Z', 250_500n), duration_nano: 5_000_000_000, name: 'answer-ticket', kind: 'server', status: 'ok', links: [{ traceId: traceId(9), spanId: spanId(9) }] }),
      span({ ts: '2026-11-20T10:00:01Z', span_id: spanId(2), parent_span_id: spanId(1), name: 'chat', kind: 'client', dialect: 'otel', operation: 'chat', model_name: 'gpt-5', content_state: 'present', attributes: { team: 'blue', 'gen_ai.usage.input_tokens': 5000 } }),
      span({ ts: '2026-11-20T10:00:01Z', span_id: spanId(3), parent_span_id: spanId(1), start_unix_nano: nano('2026-11-20T10:00:01Z', 1n) }),
      span({ ts: '2026-11-20T10:00:03Z', span_id: spanId(4), parent_span_id: spanId(1), status: 'error', status_message: 'overloaded' }),
      span({ ts: '2026-11-20T10:00:03Z', span_id: spanId(5), project: 'other' }),
      span({ ts: '2025-01-05T10:00:00Z', span_id: spanId(6), trace_id: traceId(6), name: 'long ago' }),
    ]); // prettier-ignore
    await insertRows(engine, 'span_content', [
      {
        project: 'default', trace_id: traceId(1), span_id: spanId(2), ts: '2026-11-20T10:00:01Z',
        carriers: { 'gen_ai.input.messages': '[]' }, events: null,
      },
      {
        project: 'default', trace_id: traceId(1), span_id: spanId(4), ts: '2026-11-20T10:00:03Z', carriers: null,
        events: [{ name: 'exception', timeUnixNano: nano('2026-11-20T10:00:03.500Z'), attributes: { 'exception.stacktrace': 'at main.ts:1' } }],
      },
    ]); // prettier-ignore
    await insertRows(engine, 'logs', [
      log({ ts: '2026-11-20T10:00:02Z', id: 1, trace_id: traceId(1), span_id: spanId(2), event_name: 'gen_ai.choice', body: '{"a": 1}', body_is_json: true, attributes: { n: 1 } }),
      log({ ts: '2026-11-20T10:05:00Z', id: '-9007199254740993', time_unix_nano: nano('2026-11-20T10:05:00Z', 123_456n), severity_number: 17, severity_text: 'ERROR', body: 'Rate LIMIT of 50% hit', attributes: { team: 'blue', list: [1] } }),
      log({ ts: '2026-11-20T10:06:00Z', id: 3, body: null, event_name: 'tick', severity_number: 0, severity_text: null }),
      log({ ts: '2026-11-20T10:06:00Z', id: 4, project: 'other', body: 'secret' }),
    ]); // prettier-ignore
  });
  afterAll(() => db?.dispose());

  describe('traces', () => {
    const ids = async (query: object) => {
      const [frame] = await queries.run({ queryType: 'traces', ...query }, context());
      return (valuesOf(frame).traceID ?? []).map((id) => Number(`0x${id as string}`));
    };

    it('lists one row a trace, newest first, with the figures of its calls', async () => {
      const [frame] = await queries.run({ queryType: 'traces' }, context());
      expect(valuesOf(frame)).toEqual({
        traceID: [traceId(3), traceId(2), traceId(1)],
        startTime: [12, 11, 10].map((hour) => Date.UTC(2026, 10, 20, hour)),
        name: ['answer-ticket', 'answer-ticket', 'answer-ticket'],
        app: ['batch', 'support-desk', 'support-desk'],
        models: ['', 'gpt-5', 'gpt-5, claude-4'],
        calls: [0, 1, 2],
        duration: [200, 100, 5000],
        ttft: [null, null, 620],
        cost: [null, 2, 0.5],
        cost_state: ['none', 'complete', 'partial'],
        input_tokens: [null, 5, 100],
        output_tokens: [null, 20, 20],
        errors: [0, 0, 1],
        user: [null, null, 'u-1'],
        conversation: [null, null, null],
        environment: ['production', 'production', 'production'],
        release: [null, null, null],
        spans: [1, 1, 1],
        lowest_score: [null, null, null],
        scores: [null, null, null],
      });
      expect(frame?.meta).toMatchObject({ preferredVisualisationType: 'table', uniqueRowIdFields: [0] });
    });

    it.each([
      ['slowest', [1, 3, 2]],
      ['dearest', [2, 1, 3]],
      ['most_tokens', [1, 2, 3]],
      ['most_errors', [1, 3, 2]],
    ])('sorts by %s', async (sort, expected) => expect(await ids({ sort })).toEqual(expected));

    it('says that there are more than it shows', async () => {
      const [frame] = await queries.run({ queryType: 'traces', limit: 2 }, context());
      expect(frame?.fields[0]?.values.length).toBe(2);
      expect(frame?.meta?.notices?.[0]?.text).toBe(
        'Showing the first 2 traces, newest first. Narrow the range or the filters to see the others.',
      );
    });

    it.each([
      [{ key: 'app', value: 'batch' }, [3]],
      [{ key: 'duration', operator: '>', value: '150' }, [3, 1]],
      [{ key: 'errors', operator: '>', value: '0' }, [1]],
      [{ key: 'model', value: 'gpt-5' }, [2, 1]],
      [{ key: 'model', value: 'claude-4' }, [1]],
      [{ key: 'model', operator: '!=', value: 'claude-4' }, [3, 2]],
      [{ key: 'model', value: 'secret' }, []],
      [{ key: 'release', value: '1.2' }, []],
      [{ key: 'call.release', value: '1.2' }, [1]],
      [{ key: 'call.app', value: 'batch' }, []],
      [{ key: 'call.team', value: 'blue' }, [1]],
      [{ key: 'trace', value: traceId(2) }, [2]],
      [{ key: 'attributes.team', value: 'blue' }, [1]],
      [{ key: 'attributes.gen_ai.usage.input_tokens', operator: '>', value: '4999' }, [1]],
    ])('filters by %j', async (filter, expected) =>
      expect(await ids({ filters: [filter] })).toEqual(expected),
    );

    it('wants one call that meets all conditions on calls', async () =>
      expect(
        await ids({ filters: [{ key: 'model', value: 'claude-4' }, { key: 'release', value: '' }, { key: 'cost_state', value: 'computed' }] }),
      ).toEqual([])); // prettier-ignore

    it('takes what stands after "call." for a condition on that same call', async () => {
      const withRelease = (model: string) =>
        ids({
          filters: [
            { key: 'call.release', value: '1.2' },
            { key: 'model', value: model },
          ],
        });
      expect(await withRelease('gpt-5')).toEqual([1]);
      expect(await withRelease('claude-4')).toEqual([]);
    });
  });

  describe('trace', () => {
    const read = async (query: object) => (await queries.run({ queryType: 'trace', ...query }, context()))[0];

    it('gives Grafana’s trace frame, spans in order of their start', async () => {
      const frame = await read({ traceId: traceId(1) });
      expect(frame?.meta).toMatchObject({
        preferredVisualisationType: 'trace',
        custom: { traceFormat: 'otlp' },
      });
      const values = valuesOf(frame);
      expect(values).toMatchObject({
        traceID: Array(4).fill(traceId(1)),
        spanID: [1, 2, 3, 4].map(spanId),
        parentSpanID: [null, spanId(1), spanId(1), spanId(1)],
        operationName: ['answer-ticket', 'chat', 'span', 'span'],
        kind: ['server', 'client', 'internal', 'internal'],
        statusCode: [1, 0, 0, 2],
        statusMessage: [null, null, null, 'overloaded'],
        duration: [5000, 1000, 1000, 1000],
        stackTraces: [[], [], [], ['at main.ts:1']],
        warnings: [
          [],
          [],
          [`Not counted (wrapper): LangChain wraps the same call. Span ${spanId(2)} counts instead.`],
          [],
        ],
      });
      expect(values.startTime?.[0]).toBeCloseTo(Date.UTC(2026, 10, 20, 10) + 0.2505, 3);
      expect(values.serviceTags?.[0]).toEqual([{ key: 'service.name', value: 'support-desk' }]);
      expect(values.tags?.[1]).toContainEqual({ key: 'team', value: 'blue' });
      expect(values.references?.[0]).toEqual([{ traceID: traceId(9), spanID: spanId(9), tags: [] }]);
      expect(values.logs?.[1]).toEqual([
        { timestamp: Date.UTC(2026, 10, 20, 10, 0, 2), name: 'gen_ai.choice', fields: [{ key: 'body', value: '{"a": 1}' }, { key: 'n', value: 1 }] },
      ]); // prettier-ignore
      expect(values.logs?.[3]).toEqual([
        { timestamp: Date.UTC(2026, 10, 20, 10, 0, 3, 500), name: 'exception', fields: [{ key: 'exception.stacktrace', value: 'at main.ts:1' }] },
      ]); // prettier-ignore
    });

    it('tells what a call cost, said and why it counts', async () => {
      const llm = valuesOf(await read({ traceId: traceId(1) })).llm ?? [];
      expect(llm[1]).toMatchObject({
        operation: 'chat',
        model: 'gpt-5',
        release: '1.2',
        contentState: 'present',
        messages: conversation,
        call: {
          state: 'counted',
          inputTokens: 5000,
          outputTokens: 740,
          reasoningTokens: 320,
          totalCostUsd: 0.001,
        },
      });
      expect(llm[2]).toMatchObject({ call: { state: 'wrapper', countedBySpanId: spanId(2) } });
      expect(llm[3]).toMatchObject({
        call: { totalCostUsd: null, costState: 'unknown', reason: 'no price' },
      });
      expect(llm[0]).not.toHaveProperty('call');
      expect(llm[0]).not.toHaveProperty('messages');
    });

    it('hands over content as it was sent, with the logs of the span', async () => {
      asked.length = 0;
      await read({ traceId: traceId(1) });
      expect(asked[1]).toEqual({
        dialect: 'otel',
        operation: 'chat',
        toolName: null,
        carriers: { 'gen_ai.input.messages': '[]' },
        events: null,
        logs: [
          {
            eventName: 'gen_ai.choice',
            body: { a: 1 },
            attributes: { n: 1 },
            timeUnixNano: BigInt(nano('2026-11-20T10:00:02Z')),
          },
        ],
      });
    });

    it('leaves messages out when they are not asked for', async () => {
      asked.length = 0;
      const llm = valuesOf(await read({ traceId: traceId(1), content: false })).llm ?? [];
      expect(llm.some((value) => Object.hasOwn(value as object, 'messages'))).toBe(false);
      expect(asked).toEqual([]);
    });

    it('finds a trace outside of the range, settled or not, also by its uuid', async () => {
      expect(valuesOf(await read({ traceId: traceId(6) })).operationName).toEqual(['long ago']);
      expect(valuesOf(await read({ traceId: '00000000-0000-0000-0000-000000000001' })).spanID?.length).toBe(
        4,
      );
    });

    it.each([
      [traceId(99), /^TRACE_NOT_FOUND: No trace 0+63\. It may have expired, or belong to another project\.$/],
      [traceId(4), /^TRACE_NOT_FOUND/],
      ['', /^No trace chosen\./],
    ])('answers %s with an empty frame and why', async (id, text) => {
      const frame = await read({ traceId: id });
      expect(frame?.fields).toEqual([]);
      expect(frame?.meta?.notices?.[0]?.text).toMatch(text);
    });

    it('refuses what is no trace id', async () =>
      expect(read({ traceId: "x' OR 1=1" })).rejects.toMatchObject({ code: 'TRACE_ID_INVALID' }));
  });

  describe('logs', () => {
    const bodies = async (query: object) =>
      valuesOf((await queries.run({ queryType: 'logs', ...query }, context()))[0]).body ?? [];

    it('gives Grafana’s log lines, newest first, to the nanosecond', async () => {
      const [frame] = await queries.run({ queryType: 'logs' }, context());
      expect(frame?.meta).toMatchObject({
        type: 'log-lines',
        typeVersion: [0, 0],
        preferredVisualisationType: 'logs',
      });
      expect(valuesOf(frame)).toEqual({
        timestamp: [nano('2026-11-20T10:06:00Z'), nano('2026-11-20T10:05:00Z', 123_456n), nano('2026-11-20T10:00:02Z')].map(BigInt),
        body: ['tick', 'Rate LIMIT of 50% hit', '{"a": 1}'],
        severity: ['unknown', 'error', 'info'],
        id: ['3', '-9007199254740993', '1'],
        labels: [
          { app: 'support-desk', environment: 'production', event: 'tick' },
          { app: 'support-desk', environment: 'production', team: 'blue', list: '[1]' },
          { app: 'support-desk', environment: 'production', event: 'gen_ai.choice', n: '1' },
        ],
        traceID: [null, null, traceId(1)],
        spanID: [null, null, spanId(2)],
      }); // prettier-ignore
    });

    it.each([
      [{ search: 'rate limit' }, ['Rate LIMIT of 50% hit']],
      [{ search: '50% h' }, ['Rate LIMIT of 50% hit']],
      [{ search: '5_% h' }, []],
      [{ filters: [{ key: 'severity', value: 'ERROR' }] }, ['Rate LIMIT of 50% hit']],
      [{ filters: [{ key: 'event', operator: '=~', value: '^gen_ai' }] }, ['{"a": 1}']],
      [{ filters: [{ key: 'attributes.team', value: 'blue' }] }, ['Rate LIMIT of 50% hit']],
      [{ filters: [{ key: 'model', value: 'gpt-5' }] }, ['{"a": 1}']],
      [{ limit: 1 }, ['tick']],
      [{ limit: 1, order: 'oldest' }, ['{"a": 1}']],
      [{ filters: [{ key: 'content', operator: 'search', value: 'hit RATE' }] }, ['Rate LIMIT of 50% hit']],
    ])('finds by %j', async (query, expected) => expect(await bodies(query)).toEqual(expected));

    it('counts lines of each severity over time, with zeros between', async () => {
      const frames = await queries.run(
        { queryType: 'logs', shape: 'volume', stepSeconds: 60 },
        context({ maxDataPoints: 2000 }),
      );
      const minute = (of: number) => Date.UTC(2026, 10, 20, 10, of);
      const time = [0, 1, 2, 3, 4, 5, 6].map(minute);
      expect(frames.map((frame) => [frame.fields[1]?.labels, valuesOf(frame)])).toEqual([
        [{ level: 'info' }, { time, lines: [1, 0, 0, 0, 0, 0, 0] }],
        [{ level: 'error' }, { time, lines: [0, 0, 0, 0, 0, 1, 0] }],
        [{ level: 'unknown' }, { time, lines: [0, 0, 0, 0, 0, 0, 1] }],
      ]);
    });
  });
});
