/** Measures and dimensions that look further than at one column of a call. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENGINES, openTestDatabase } from '../../../tests/engines';
import type { Queries } from './run';
import { call, context, insertRows, queriesOn, span, spanId, traceId, valuesOf } from './testing';

describe.each(ENGINES)('measures on %s', (name) => {
  let db: Awaited<ReturnType<typeof openTestDatabase>>;
  let queries: Queries;

  beforeAll(async () => {
    db = await openTestDatabase(name);
    queries = queriesOn(db.engine);
    await insertRows(db.engine, 'model_prices', [
      {
        id: 'tiered', source: 'shipped', source_version: '1', provider: 'anthropic', model: 'claude-4', matcher: {}, added_at: '2026-01-01',
        // $2 a million, $4 above 1000 tokens.
        prices: { input: { perMillion: '2000000000000', tiers: [{ above: 1000, perMillion: '4000000000000' }] } },
      },
    ]); // prettier-ignore
    const cached = {
      price_id: 'tiered',
      model_name: 'claude-4',
      user_id: 'ada',
      session_id: 'c-1',
      cache_write_tokens: 0,
    };
    const plain = { price_id: null, user_id: 'bob', session_id: 'c-2', cache_write_tokens: null };
    await insertRows(db.engine, 'calls', [
      // 1000 tokens at $2: 500 of them cached for $0.0001 instead of $0.001.
      call({ ts: '2026-11-20T10:00:00Z', ...cached, input_tokens: 1000, cache_read_tokens: 500, cache_read_cost_usd: 0.0001, cache_write_cost_usd: 0, tags: ['vip', 'beta'] }),
      // 2000 tokens at $4: 500 of them cached for $0.0004 instead of $0.002.
      call({ ts: '2026-11-20T10:01:00Z', ...cached, input_tokens: 2000, cache_read_tokens: 500, cache_read_cost_usd: 0.0004, cache_write_cost_usd: 0, tags: ['vip'] }),
      // Failed, tried again, and tried again under another parent.
      call({ ts: '2026-11-20T10:02:00Z', ...plain, trace_id: traceId(9), parent_span_id: spanId(1), error_code: '429', total_cost_usd: 0.5, finish_reasons: [] }),
      call({ ts: '2026-11-20T10:02:01Z', ...plain, trace_id: traceId(9), parent_span_id: spanId(1), span_id: spanId(77), finish_reasons: ['length'], reasoning_tokens: 15 }),
      call({ ts: '2026-11-20T10:02:02Z', ...plain, trace_id: traceId(9), parent_span_id: spanId(2), finish_reasons: ['content_filter'] }),
      call({ ts: '2026-11-20T10:03:00Z', ...plain, user_id: null, session_id: null, usage_state: 'unknown', input_tokens: null, output_tokens: null, total_cost_usd: null, cost_state: 'unknown' }),
    ].map((row) => ({ cache_read_cost_usd: null, cache_write_cost_usd: null, ...row }))); // prettier-ignore
    await insertRows(db.engine, 'spans', [
      span({ ts: '2026-11-20T10:02:01Z', trace_id: traceId(9), span_id: spanId(77), attributes: { team: 'blue' } }),
      span({ ts: '2026-11-20T10:02:03Z', trace_id: traceId(9), span_id: spanId(78), operation: 'tool', tool_name: 'orders.lookup' }),
    ]); // prettier-ignore
    await insertRows(db.engine, 'span_content', [
      {
        project: 'default', trace_id: traceId(9), span_id: spanId(77), ts: '2026-11-20T10:02:01Z', ingested_at: '2026-11-20T10:02:01Z',
        carriers: { 'gen_ai.input.messages': [{ role: 'user', content: 'Where is my refund for order 8812?' }] },
      },
    ]); // prettier-ignore
  });
  afterAll(() => db?.dispose());

  const total = async (query: object) => {
    const [frame] = await queries.run({ shape: 'total', ...query }, context());
    return valuesOf(frame);
  };

  it.each([
    ['cost_saved_by_cache', 0.001 - 0.0001 + (0.002 - 0.0004)],
    ['success_rate', 5 / 6],
    ['retries', 1],
    ['error_cost', 0.5],
    // Of the five calls that ended with a reason: the failed one has none.
    ['refusal_rate', 1 / 5],
    ['length_rate', 1 / 5],
    ['cut_offs', 1],
    ['active_users', 2],
    ['conversations', 2],
    // Three calls of one trace, and three traces of their own.
    ['traces', 4],
    ['calls_per_user', 5 / 2],
    ['cost_per_user', (0.001 * 4 + 0.5) / 2],
    ['unknown_usage_calls', 1],
    ['input_per_call', (1000 + 2000 + 300) / 5],
    ['uncached_input_tokens', 500 + 1500 + 300],
    ['answer_tokens', 5 * 20 - 15],
    ['reasoning_share', 15 / 100],
    // The call without tokens has no cost either.
    ['cost_per_1k_output', (1000 * (0.001 * 4 + 0.5)) / 100],
  ])('%s is %d', async (measure, expected) => {
    const { [measure]: values } = await total({ measures: [measure] });
    expect(values?.[0]).toBeCloseTo(expected, 10);
  });

  it.each([
    [{ key: 'tag', operator: '=', value: 'vip' }, 2],
    [{ key: 'tag', operator: '!=', value: 'beta' }, 5],
    [{ key: 'tag', operator: 'in', values: ['beta', ''] }, 5],
    [{ key: 'tag', operator: 'contains', value: 'VI' }, 2],
    [{ key: 'team', operator: '=', value: 'blue' }, 1],
    [{ key: 'tool', operator: '=', value: 'orders.lookup' }, 3],
    [{ key: 'tool', operator: '!=', value: 'orders.lookup' }, 3],
    [{ key: 'finish_reason', operator: '=', value: 'length' }, 1],
    [{ key: 'content', operator: 'search', value: 'order REFUND' }, 1],
    [{ key: 'content', operator: 'search', value: 'order invoice' }, 0],
    [{ key: 'content', operator: 'contains', value: 'my refund' }, 1],
    [{ key: 'model', operator: 'search', value: '4 claude' }, 2],
  ])('filters by %j', async (filter, calls) => {
    const { calls: found = [0] } = await total({ filters: [filter] });
    expect(found).toEqual([calls]);
  });

  it('counts a call once, whatever its tags', async () =>
    expect(await total({ groupBy: ['tag'] })).toEqual({ tag: ['', 'vip', 'vip, beta'], calls: [4, 1, 1] }));

  it('groups by an attribute that no column has', async () =>
    expect(await total({ groupBy: ['team'] })).toEqual({ team: ['', 'blue'], calls: [5, 1] }));

  it('groups by any attribute as sent', async () =>
    expect(await total({ groupBy: ['attributes.team'] })).toEqual({
      'attributes.team': ['', 'blue'],
      calls: [5, 1],
    }));

  it.each([
    ['tag', ['vip', 'beta']],
    ['team', ['blue']],
    ['tool', ['orders.lookup']],
    ['content', []],
  ])('knows the values of %s', async (key, values) => {
    const { caller, signal, from, to } = context();
    expect((await queries.tagValues({ caller, signal, from, to, key })).map(({ text }) => text)).toEqual(
      values,
    );
  });
});
