import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Frame } from '@llmobservatory/model';
import {
  connectPlugin,
  contextWith,
  dataQuery,
  type PluginClient,
} from '../../../tests/contract/pluginClient';
import { readArrow } from '../../../tests/contract/readArrow';
import { createAuthenticate } from '../access/authenticate';
import { hashKey, type ApiKey } from '../access/keys';
import { ObservatoryError } from '../record/errors';
import type { QueryContext } from '../query/session';
import type { Queries } from '../query/run';
import type { ValuesQuestion } from '../query/tags';
import { startPluginServer, type PluginServer, type PluginServerOptions } from './server';

const NOW = new Date('2026-11-21T12:00:00Z');
const RANGE = { from: new Date('2026-11-21T11:00:00Z'), to: NOW };
const KEY = '0123456789abcdef';

const keys: Record<string, Partial<ApiKey>> = {
  [KEY]: { name: 'grafana', scopes: ['read'], projects: ['alpha'] },
  'only-for-ingest-key': { name: 'sender', scopes: ['ingest'], projects: ['alpha'] },
};

const costFrame: Frame = {
  meta: { type: 'timeseries-multi', typeVersion: [0, 1] },
  fields: [
    { name: 'time', type: 'time', values: [1_763_722_800_000] },
    { name: 'cost', type: 'number', labels: { model: 'gpt-5' }, values: [0.5] },
  ],
};

let client: PluginClient;
let server: PluginServer;
/** What the query room was asked. */
let asked: QueryContext[];
let askedFor: unknown[];
let questions: ValuesQuestion[];

const fakeQueries: Queries = {
  async run(raw, context) {
    asked.push(context);
    askedFor.push(raw);
    const { queryType } = raw as { queryType?: string };
    if (queryType === 'sql')
      throw new ObservatoryError('caller', 'SQL_SYNTAX', 'Line 1, column 8: no such column.');
    if (queryType === 'trace') throw new TypeError('a fault of ours');
    if (queryType === 'logs') await untilAborted(context.signal);
    return [costFrame];
  },
  tagKeys: () => Promise.resolve([{ text: 'Model', value: 'model' }]),
  tagValues: (question) => {
    questions.push(question);
    return Promise.resolve([{ text: 'gpt-5' }]);
  },
  facts: () =>
    Promise.resolve({
      version: '0.1.0',
      engine: 'postgres',
      edition: 'community',
      postgresVersion: '17.6',
      timescaleVersion: '2.23.0',
      readerRole: 'llm_observatory_reader',
      newestSpanAt: new Date('2026-11-21T11:59:48Z'),
      newestCallAt: null,
      ingestLagMs: 1200,
      settledUntil: null,
    }),
};

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new ObservatoryError('cancelled', 'CANCELLED', 'gone')));
  });
}

async function start(changes: Partial<PluginServerOptions> = {}): Promise<void> {
  server = await startPluginServer({
    host: '127.0.0.1',
    port: 0,
    authenticate: createAuthenticate({
      findKey: (hash) => {
        const token = Object.keys(keys).find((key) => hashKey(key).equals(hash));
        return Promise.resolve(
          token === undefined
            ? null
            : ({ hash, ratePerSecond: null, expiresAt: null, revokedAt: null, ...keys[token] } as ApiKey),
        );
      },
      loopbackOnly: true,
      now: () => NOW,
    }),
    queries: fakeQueries,
    tail: {
      newest: () => Promise.resolve(costFrame),
      async *follow(_, signal) {
        for (let call = 1; !signal.aborted; call++) {
          yield { fields: [{ name: 'call', type: 'number', values: [call] }] };
          await sleep(5);
        }
      },
    },
    metricsText: () => Promise.resolve('observatory_up 1\n'),
    now: () => NOW,
    logger: pino({ level: 'silent' }),
    ...changes,
  });
  client = connectPlugin(server.port);
}

beforeEach(() => {
  asked = [];
  askedFor = [];
  questions = [];
});

afterEach(async () => {
  client.close();
  await server.close();
});

const ask = (stored: Record<string, unknown>, apiKey?: string) =>
  client.queryData({ pluginContext: contextWith(apiKey), queries: [dataQuery(stored, RANGE)] }).response;

describe('QueryData', () => {
  it('answers each query on its own: one that fails leaves the others as they are', async () => {
    await start();
    const { responses } = await client.queryData({
      pluginContext: contextWith(KEY),
      queries: [
        dataQuery({ queryType: 'metrics' }, { ...RANGE, refId: 'A' }),
        dataQuery({ queryType: 'sql' }, { ...RANGE, refId: 'B' }),
        dataQuery({ queryType: 'trace' }, { ...RANGE, refId: 'C' }),
      ],
    }).response;
    expect(responses['A']).toMatchObject({ status: 200, error: '' });
    const [frame] = responses['A']?.frames ?? [];
    expect(readArrow(frame ?? Buffer.alloc(0))).toMatchObject({ refId: 'A', ...costFrame, fields: [{ values: [1_763_722_800_000_000_000n] }, { values: [0.5], labels: { model: 'gpt-5' } }] }); // prettier-ignore
    expect(responses['B']).toMatchObject({
      status: 400,
      error: 'SQL_SYNTAX: Line 1, column 8: no such column.',
      errorSource: 'downstream',
      frames: [],
    });
    expect(responses['C']).toMatchObject({
      status: 500,
      error: 'INTERNAL_ERROR: The backend failed in a way it does not know. Its log has the details.',
      errorSource: 'plugin',
    });
  });

  it('hands on range, resolution, projects of the key, and that an alert rule asks', async () => {
    await start();
    const headers = { FromAlert: 'true' };
    const queries = [dataQuery({ queryType: 'metrics', measures: ['cost'] }, { ...RANGE, refId: 'X' })];
    await client.queryData({ pluginContext: contextWith(KEY), headers, queries }).response;
    expect(asked[0]).toMatchObject({ ...RANGE, intervalMs: 60_000, maxDataPoints: 500, fromAlert: true });
    expect(asked[0]?.caller.projects).toEqual(['alpha']);
    expect(askedFor[0]).toMatchObject({ refId: 'X', queryType: 'metrics', measures: ['cost'] });
  });

  it('tells the query room when the caller goes away, and only then', async () => {
    await start();
    await ask({ queryType: 'metrics' }, KEY);
    const call = client.queryData({
      pluginContext: contextWith(KEY),
      queries: [dataQuery({ queryType: 'logs' }, RANGE)],
    });
    const failed = expect(call.response).rejects.toThrow('CANCELLED');
    while (asked.length < 2) await sleep(5);
    const aborted = new Promise((resolve) => asked[1]?.signal.addEventListener('abort', resolve));
    call.cancel();
    await failed;
    await aborted;
    expect(asked[0]?.signal.aborted).toBe(false);
  });

  it.each([
    ['a key that is not known', 'fedcba9876543210', 401, /^KEY_UNKNOWN: This API key is not known here/],
    [
      'a key that may not read',
      'only-for-ingest-key',
      403,
      /^SCOPE_MISSING: The key "sender" has the scopes ingest/,
    ],
  ])('refuses %s, query by query', async (_, key, status, text) => {
    await start();
    const { responses } = await ask({}, key);
    expect(responses['A']).toMatchObject({
      status,
      error: expect.stringMatching(text),
      errorSource: 'downstream',
    });
    expect(asked).toEqual([]);
  });

  it('lets a caller without a key in on loopback, and else says where to enter one', async () => {
    await start();
    expect((await ask({})).responses['A']?.status).toBe(200);
    expect(asked[0]?.caller.projects).toEqual(['default']);
    await server.close();
    client.close();
    const authenticate = createAuthenticate({
      findKey: () => Promise.resolve(null),
      loopbackOnly: false,
      now: () => NOW,
    });
    await start({ authenticate });
    expect((await ask({})).responses['A']).toMatchObject({
      status: 401,
      error:
        'KEY_MISSING: This data source has no API key, and the backend asks for one. Enter a key with the scope "read" in the settings of the data source, and save.',
    });
  });

  it('refuses what is no JSON', async () => {
    await start();
    const queries = [{ ...dataQuery({}, RANGE), json: Buffer.from('{"a"') }];
    const { responses } = await client.queryData({ pluginContext: contextWith(KEY), queries }).response;
    expect(responses['A']).toMatchObject({ status: 400, error: expect.stringMatching(/^QUERY_INVALID: Query A is no JSON/) }); // prettier-ignore
  });

  it('answers a request without queries, whoever asks', async () => {
    await start();
    expect(await client.queryData({ pluginContext: contextWith('nobody') }).response).toEqual({
      responses: {},
    });
  });
});

describe('CheckHealth', () => {
  const health = (apiKey?: string) => client.checkHealth({ pluginContext: contextWith(apiKey) }).response;
  const details = (json: Buffer) => JSON.parse(json.toString()) as unknown;

  it('tells version, database, edition and the age of the newest span', async () => {
    await start();
    const { status, message, jsonDetails } = await health(KEY);
    expect(status).toBe('OK');
    expect(message).toBe(
      'Connected to LLM Observatory 0.1.0, TimescaleDB 2.23.0 on PostgreSQL 17.6 (community edition). The newest span started 12 seconds ago.',
    );
    expect(details(jsonDetails)).toEqual({
      version: '0.1.0',
      engine: 'postgres',
      edition: 'community',
      postgresVersion: '17.6',
      timescaleVersion: '2.23.0',
      newestSpanAt: '2026-11-21T11:59:48.000Z',
      ingestLagMs: 1200,
      problems: [],
      verboseMessage: '',
    });
  });

  it('says what to do when nothing was sent yet', async () => {
    const facts: Queries['facts'] = async (question) => ({
      ...(await fakeQueries.facts(question)),
      engine: 'embedded',
      readerRole: null,
      newestSpanAt: null,
    });
    await start({ queries: { ...fakeQueries, facts } });
    const { status, message, jsonDetails } = await health(KEY);
    expect(status).toBe('OK');
    expect(message).toBe(
      'Connected to LLM Observatory 0.1.0, embedded TimescaleDB 2.23.0 (community edition). No span has come yet.',
    );
    expect(details(jsonDetails)).toMatchObject({
      problems: [expect.stringContaining('send OTLP to the backend')],
    });
  });

  it('is an error with a text when the key is wrong or the database is away', async () => {
    const facts: Queries['facts'] = () =>
      Promise.reject(
        new ObservatoryError('unavailable', 'DATABASE_UNAVAILABLE', 'The database does not answer.'),
      );
    await start({ queries: { ...fakeQueries, facts } });
    expect(await health('fedcba9876543210')).toMatchObject({
      status: 'ERROR',
      message: expect.stringMatching(/^KEY_UNKNOWN: /),
    });
    expect(await health(KEY)).toMatchObject({
      status: 'ERROR',
      message: 'DATABASE_UNAVAILABLE: The database does not answer.',
    });
  });

  it('gives the metrics of the backend, and serves for the plugin host', async () => {
    await start();
    const { metrics } = await client.collectMetrics({}).response;
    expect(metrics.prometheus.toString()).toBe('observatory_up 1\n');
    expect(await client.health({ service: 'plugin' }).response).toEqual({ status: 'SERVING' });
  });
});

describe('CallResource', () => {
  async function get(
    url: string,
    { apiKey = KEY, method = 'GET' } = {},
  ): Promise<{ code: number; body: unknown }> {
    const request = { pluginContext: contextWith(apiKey), method, url, path: url.replace(/\?.*/, '') };
    for await (const { code, body } of client.callResource(request).packets) {
      return { code, body: JSON.parse(body.toString()) as unknown };
    }
    throw new Error('No answer.');
  }

  it('gives keys and values of filters', async () => {
    await start();
    expect(await get('tag-keys')).toEqual({ code: 200, body: [{ text: 'Model', value: 'model' }] });
    const filters = JSON.stringify([{ key: 'app', operator: '=', value: 'a & b' }]);
    const params = new URLSearchParams({ key: 'model', from: '1763722800000', search: 'gpt', filters });
    expect(await get(`/tag-values?${params}`)).toEqual({ code: 200, body: [{ text: 'gpt-5' }] });
    expect(questions[0]).toMatchObject({
      key: 'model',
      from: new Date(1_763_722_800_000),
      search: 'gpt',
      filters: [{ key: 'app', operator: '=', value: 'a & b' }],
    });
    expect(questions[0]?.caller.projects).toEqual(['alpha']);
  });

  it('gives the catalogue and what the backend is', async () => {
    await start();
    expect((await get('catalogue')).body).toMatchObject({
      measures: expect.arrayContaining([expect.objectContaining({ id: 'cost', unit: 'currencyUSD' })]),
      dimensions: expect.arrayContaining([expect.objectContaining({ id: 'model' })]),
    });
    expect((await get('info')).body).toMatchObject({ version: '0.1.0', edition: 'community' });
  });

  it.each([
    ['tag-values', 400, /^TAG_QUESTION_INVALID: Bad parameters: key: /],
    ['tag-values?key=a&filters=x', 400, /filters: expected JSON/],
    ['tag-keys?from=noon', 400, /^TAG_QUESTION_INVALID: Bad parameters: from: /],
    ['nothing', 404, /^RESOURCE_UNKNOWN: There is no resource GET "nothing". Known ones, all GET: tag-keys/],
    ['__proto__', 404, /^RESOURCE_UNKNOWN/],
  ])('answers %s with %s and a text', async (url, code, message) => {
    await start();
    expect(await get(url)).toEqual({ code, body: { message: expect.stringMatching(message) } });
  });

  it('writes nothing, and asks for a key like everything else', async () => {
    await start();
    expect((await get('tag-keys', { method: 'POST' })).code).toBe(404);
    expect((await get('catalogue', { apiKey: 'fedcba9876543210' })).code).toBe(401);
  });
});

describe('Stream', () => {
  const request = { pluginContext: contextWith(KEY), path: 'tail/calls' };

  it('gives every subscriber the newest calls at once, as data frame JSON', async () => {
    await start();
    const { status, data } = await client.subscribe(request).response;
    expect(status).toBe('OK');
    expect(JSON.parse(data?.toString() ?? '')).toMatchObject({
      data: { values: [[1_763_722_800_000], [0.5]] },
    });
  });

  it('knows one path, and takes nothing in', async () => {
    await start();
    expect(await client.subscribe({ ...request, path: 'tail/logs' }).response).toMatchObject({
      status: 'NOT_FOUND',
    });
    expect(await client.publish(request).response).toMatchObject({ status: 'PERMISSION_DENIED' });
  });

  it('refuses a wrong key', async () => {
    await start();
    const wrong = { ...request, pluginContext: contextWith('fedcba9876543210') };
    expect(await client.subscribe(wrong).response).toMatchObject({ status: 'PERMISSION_DENIED' });
    await expect(collect(wrong, 1)).rejects.toThrow('UNAUTHENTICATED: KEY_UNKNOWN');
  });

  it('sends packets until nobody watches, and ends when the server closes', async () => {
    await start();
    expect(await collect(request, 3)).toEqual([[[1]], [[2]], [[3]]]);
    const open = client.run(request).packets[Symbol.asyncIterator]();
    await open.next();
    await server.close();
    await expect(untilEnd(open)).resolves.toBeUndefined();
    await start();
  });

  async function collect(wanted: Parameters<PluginClient['run']>[0], count: number): Promise<unknown[]> {
    const { packets, cancel } = client.run(wanted);
    const values: unknown[] = [];
    for await (const { data } of packets) {
      values.push((JSON.parse(data.toString()) as { data: { values: unknown } }).data.values);
      if (values.length === count) break;
    }
    cancel();
    return values;
  }

  async function untilEnd(packets: AsyncIterator<unknown>): Promise<void> {
    while (!(await packets.next()).done);
  }
});
