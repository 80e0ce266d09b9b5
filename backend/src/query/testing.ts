/** Rows for tests of queries, written with plain SQL; what a test does not care about is filled in. */
import type { Frame } from '@llmobservatory/model';
import { latencyKey } from '../store/copy/tables';
import type { Engine } from '../store/engine';
import { createQueries, type Queries } from './run';
import type { QueryContext, QueryDeps } from './session';

type Row = Record<string, unknown>;

/** All rows must have the same columns. Values are JSON: times as ISO text, uuids as 32 hex digits. */
export async function insertRows(engine: Engine, table: string, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).join(', ');
  await engine.run(
    [
      {
        sql: `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $1::text::jsonb)`,
        params: [JSON.stringify(rows)],
      },
    ],
    { lane: 'ingest' },
  );
}

const hex = (digits: number, value: number) => value.toString(16).padStart(digits, '0');
const nanos = (ts: string) => `${Date.parse(ts)}000000`;

export const traceId = (number: number): string => hex(32, number);
export const spanId = (number: number): string => hex(16, number);

let claims = 0;

/** A counted call: 100 input, 20 output tokens, $0.001. */
export const call = (fields: Row & { ts: string }): Row => {
  claims += 1;
  const row: Row = {
    project: 'default',
    claim_id: hex(32, claims),
    start_unix_nano: nanos(fields.ts),
    source: 'span',
    state: 'counted',
    counted_by: null,
    state_rule: 'a model call',
    trace_id: traceId(claims),
    span_id: spanId(claims),
    name: 'chat',
    operation: 'chat',
    dialect: 'otel',
    service_name: 'support-desk',
    application_id: null,
    environment: 'production',
    release: null,
    tags: [],
    provider: 'openai',
    model_name: 'gpt-5',
    response_id: null,
    user_id: null,
    session_id: null,
    duration_ms: 1000,
    ttft_ms: null,
    tokens_per_second: null,
    finish_reasons: ['stop'],
    input_tokens: 100,
    output_tokens: 20,
    cache_read_tokens: null,
    cache_write_tokens: null,
    reasoning_tokens: null,
    usage_state: 'reported',
    usage_convention: 'declared',
    cost_state: 'computed',
    input_cost_usd: 0.0006,
    output_cost_usd: 0.0004,
    total_cost_usd: 0.001,
    reported_cost_usd: null,
    price_id: null,
    state_reason: null,
    http_status_code: null,
    error_code: null,
    parent_span_id: null,
    agent_name: null,
    prompt_name: null,
    prompt_version: null,
    input_audio_tokens: null,
    output_audio_tokens: null,
    cache_read_cost_usd: null,
    cache_write_cost_usd: null,
    claim: {},
    ...fields,
  };
  const key = (ms: unknown) => latencyKey(ms as number | null);
  return { ...row, duration_key: key(row.duration_ms), ttft_key: key(row.ttft_ms) };
};

export const span = (fields: Row & { ts: string; span_id: string }): Row => ({
  project: 'default',
  trace_id: traceId(1),
  parent_span_id: null,
  start_unix_nano: nanos(fields.ts),
  duration_nano: 1_000_000_000,
  name: 'span',
  kind: 'internal',
  status: 'unset',
  status_message: null,
  trace_state: null,
  resource_id: 1,
  service_name: 'support-desk',
  environment: 'production',
  scope_name: 'test',
  scope_version: '1',
  dialect: null,
  operation: null,
  provider: null,
  model_name: null,
  agent_name: null,
  tool_name: null,
  session_id: null,
  user_id: null,
  error_type: null,
  attributes: {},
  links: null,
  dropped_attributes: 0,
  content_state: null,
  ...fields,
});

export const trace = (fields: Row & { ts: string; trace_id: string }): Row => ({
  project: 'default',
  start_unix_nano: nanos(fields.ts),
  end_unix_nano: nanos(fields.ts),
  duration_ms: 1000,
  root_span_id: null,
  name: 'answer-ticket',
  service_name: 'support-desk',
  environment: 'production',
  release: null,
  session_id: null,
  user_id: null,
  span_count: 1,
  call_count: 1,
  error_count: 0,
  models: ['gpt-5'],
  input_tokens: 100,
  output_tokens: 20,
  total_cost_usd: 0.001,
  unpriced_calls: 0,
  unknown_usage_calls: 0,
  ttft_ms: null,
  ...fields,
});

let scores = 0;

/** Of no value. */
export const score = (fields: Row & { ts: string; name: string }): Row => {
  scores += 1;
  return {
    project: 'default',
    id: hex(32, scores),
    target: 'span',
    trace_id: null,
    span_id: null,
    session_id: null,
    response_id: null,
    value: null,
    label: null,
    passed: null,
    explanation: null,
    annotator: null,
    error_type: null,
    source: 'otel_genai',
    attributes: {},
    ...fields,
  };
};

let logs = 0;

export const log = (fields: Row & { ts: string }): Row => {
  logs += 1;
  return {
    project: 'default',
    id: logs,
    time_unix_nano: nanos(fields.ts),
    trace_id: null,
    span_id: null,
    severity_number: 9,
    severity_text: 'INFO',
    event_name: null,
    body: 'text',
    body_is_json: false,
    attributes: {},
    resource_id: 1,
    service_name: 'support-desk',
    environment: 'production',
    scope_name: null,
    scope_version: null,
    ...fields,
  };
};

/** 2026-11-20, from midnight to midnight, one point a pixel of a wide panel. */
export const context = (fields: Partial<QueryContext> = {}): QueryContext => ({
  caller: { name: 'test', scopes: new Set(['read']), projects: ['default'] },
  from: new Date('2026-11-20T00:00:00Z'),
  to: new Date('2026-11-21T00:00:00Z'),
  intervalMs: 60_000,
  maxDataPoints: 1000,
  signal: new AbortController().signal,
  ...fields,
});

export const queriesOn = (engine: Engine, deps: Partial<QueryDeps> = {}): Queries =>
  createQueries({
    engine,
    settings: { queryTimeoutSeconds: 120, maxQueryRows: 1000 },
    version: '1.2.3',
    now: () => new Date('2026-11-21T00:00:00Z'),
    settledUntil: () => null,
    conversationOf: () => ({ system: [], input: [], output: [], toolDefinitions: [] }),
    prices: { find: () => ({ reason: 'no price list' }), rows: () => [] },
    ...deps,
  });

/** Values of a frame by field name, without the rest. */
export const valuesOf = (frame: Frame | undefined): Record<string, unknown[]> =>
  Object.fromEntries((frame?.fields ?? []).map((field) => [field.name, field.values]));
