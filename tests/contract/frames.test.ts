/** The contract of frames on the ways that this backend has itself; scripts/check-grafana.ts runs it in a Grafana. */
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAuthenticate } from '../../backend/src/access/authenticate';
import { startHttp, type HttpServer } from '../../backend/src/api/server';
import { frameToJson } from '../../backend/src/encode/json';
import { createCallTail } from '../../backend/src/grafana/callTail';
import { startPluginServer, type PluginServer } from '../../backend/src/grafana/server';
import { queriesOn } from '../../backend/src/query/testing';
import { saveScores } from '../../backend/src/store/scores';
import { openTestDatabase, ENGINES, type TestDatabase } from '../engines';
import { CONTRACT, fillIn, problemsOf, type Answer } from './checkFrames';
import { connectPlugin, contextWith, dataQuery, type PluginClient } from './pluginClient';
import { readArrow } from './readArrow';
import { fill, RANGE, RESOLUTION, TRACE_ID } from './rows';

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
    http = await startHttp({
      host: '127.0.0.1',
      port: 0,
      saveScores: (scores) => saveScores(database.engine, scores),
      retainSeconds: 90 * 86_400,
      ...shared,
    });
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
    const query = fillIn(expected.query, { traceId: TRACE_ID, conversationId: 'c-1' });

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
