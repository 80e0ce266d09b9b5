/** The contract of frames on the ways that this backend has itself; scripts/check-grafana.ts runs it in a Grafana. */
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAuthenticate } from '../../backend/src/access/authenticate';
import { startHttp, type HttpServer } from '../../backend/src/api/server';
import { frameToJson } from '../../backend/src/encode/json';
import { createCallTail } from '../../backend/src/grafana/callTail';
import { startPluginServer, type PluginServer } from '../../backend/src/grafana/server';
import {
  call,
  insertRows,
  log,
  queriesOn,
  span,
  spanId,
  trace,
  traceId,
} from '../../backend/src/query/testing';
import { openTestDatabase, ENGINES, type TestDatabase } from '../engines';
import { CONTRACT, fillIn, problemsOf, type Answer } from './checkFrames';
import { connectPlugin, contextWith, dataQuery, type PluginClient } from './pluginClient';
import { readArrow } from './readArrow';

/** Of dataQuery. */
const RESOLUTION = { intervalMs: 60_000, maxDataPoints: 500 };
const RANGE = { from: new Date('2026-11-20T00:00:00Z'), to: new Date('2026-11-21T00:00:00Z') };

describe.each(ENGINES)('the contract of frames on %s', (name) => {
  let database: TestDatabase;
  let server: PluginServer;
  let client: PluginClient;
  let http: HttpServer;

  beforeAll(async () => {
    database = await openTestDatabase(name);
    await fill(database);
    const logger = pino({ level: 'silent' });
    const shared = {
      authenticate: createAuthenticate({
        findKey: () => Promise.resolve(null),
        loopbackOnly: true,
        now: () => RANGE.to,
      }),
      queries: { ...queriesOn(database.engine), ready: () => Promise.resolve() },
      metricsText: () => Promise.resolve(''),
      now: () => RANGE.to,
      logger,
    };
    const tail = createCallTail({ engine: database.engine, logger });
    server = await startPluginServer({ host: '127.0.0.1', port: 0, tail, ...shared });
    client = connectPlugin(server.port);
    http = await startHttp({ host: '127.0.0.1', port: 0, ...shared });
  }, 120_000);

  afterAll(async () => {
    client?.close();
    await server?.close();
    await http?.close();
    await database?.dispose();
  });

  async function askPlugin(query: Record<string, unknown>): Promise<Answer> {
    const request = { pluginContext: contextWith(), queries: [dataQuery(query, RANGE)] };
    const { responses } = await client.queryData(request).response;
    const { status, error, frames } = responses['A'] ?? { status: 0, error: 'no answer', frames: [] };
    return { status, error, frames: frames.map((bytes) => frameToJson(readArrow(bytes))) };
  }

  async function askHttp(query: Record<string, unknown>): Promise<Answer> {
    const response = await fetch(`http://127.0.0.1:${http.port}/api/v1/query`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        from: RANGE.from.getTime(),
        to: RANGE.to.getTime(),
        ...RESOLUTION,
        queries: [{ refId: 'A', ...query }],
      }),
    });
    const { results } = (await response.json()) as { results: { A: Answer } };
    return results.A;
  }

  describe.each(CONTRACT)('$name', (expected) => {
    const query = fillIn(expected.query, traceId(1));

    it('holds for pluginv2', async () => expect(problemsOf(expected, await askPlugin(query))).toEqual([]));

    it('holds for the HTTP twin', async () => expect(problemsOf(expected, await askHttp(query))).toEqual([]));

    it('is the same on both ways', async () => {
      const [plugin, twin] = [await askPlugin(query), await askHttp(query)];
      expect(comparable(plugin)).toEqual(comparable(twin));
    });
  });
});

/** Without what another run of the same query changes: how long it took. */
function comparable({ status, error, frames }: Answer): unknown {
  return {
    status,
    error: error || undefined,
    frames: frames.map(({ schema, data }) => ({
      schema: {
        ...schema,
        meta: { ...schema.meta, stats: schema.meta?.stats?.map((stat) => stat.displayName) },
      },
      data,
    })),
  };
}

/** A trace with two models, each called twice, one call without a price; and two log lines. */
async function fill({ engine }: TestDatabase): Promise<void> {
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
    call({ ts: first, trace_id: traceId(1), span_id: spanId(2) }),
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
  await insertRows(engine, 'logs', [
    log({ ts: first, trace_id: traceId(1), span_id: spanId(2) }),
    log({ ts: second, severity_number: 17 }),
  ]);
}
