/** What the contract of frames is checked on. */
import { call, insertRows, log, span, spanId, trace, traceId } from '../../backend/src/query/testing';
import type { TestDatabase } from '../engines';

/** The day of the rows. */
export const RANGE = { from: new Date('2026-11-20T00:00:00Z'), to: new Date('2026-11-21T00:00:00Z') };

/** Of every query. */
export const RESOLUTION = { intervalMs: 60_000, maxDataPoints: 500 };

/** Stands for `$traceId` of the cases. */
export const TRACE_ID = traceId(1);

/** A trace with two models, each called twice, one call without a price; and two log lines. */
export async function fill({ engine }: TestDatabase): Promise<void> {
  const first = '2026-11-20T10:00:00Z';
  const second = '2026-11-20T10:05:00Z';
  await insertRows(engine, 'resources', [{ id: 1, attributes: { 'service.name': 'support-desk' } }]);
  await insertRows(engine, 'traces', [
    trace({
      ts: first,
      trace_id: traceId(1),
      models: ['gpt-5', 'claude-4'],
      call_count: 4,
      unpriced_calls: 1,
    }),
  ]);
  await insertRows(engine, 'calls', [
    call({
      ts: first,
      trace_id: traceId(1),
      span_id: spanId(2),
      parent_span_id: spanId(1),
      session_id: 'c-1',
      user_id: 'ada',
      release: 'v2',
    }),
    call({ ts: '2026-11-19T10:00:00Z', release: 'v1' }),
    call({ ts: first, trace_id: traceId(1), model_name: 'claude-4', provider: 'anthropic', tags: ['vip'] }),
    call({
      ts: second,
      trace_id: traceId(1),
      total_cost_usd: null,
      cost_state: 'unknown',
      state_reason: 'no price',
    }),
    call({
      ts: second,
      trace_id: traceId(1),
      model_name: 'claude-4',
      provider: 'anthropic',
      error_code: '429',
    }),
  ]);
  await insertRows(engine, 'spans', [
    span({ ts: first, span_id: spanId(1), kind: 'server' }),
    span({ ts: first, span_id: spanId(2), parent_span_id: spanId(1), operation: 'chat', status: 'error' }),
  ]);
  await insertRows(engine, 'spans', [
    span({
      ts: first,
      span_id: spanId(3),
      parent_span_id: spanId(1),
      operation: 'tool',
      tool_name: 'lookup',
    }),
  ]);
  await insertRows(engine, 'budgets', [
    {
      id: '00000000-0000-4000-8000-000000000001',
      project: 'default',
      name: 'all',
      scope: {},
      time_window: 'day',
      time_zone: 'UTC',
      limit_usd: 5,
      source: 'api',
      created_at: first,
    },
  ]);
  await insertRows(engine, 'logs', [
    log({ ts: first, trace_id: traceId(1), span_id: spanId(2) }),
    log({ ts: second, severity_number: 17 }),
  ]);
}
