import { once } from 'node:events';
import { connect } from 'node:net';
import { pino } from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import type { Authenticate, Scope } from '../access/caller';
import type { Queries, Readiness } from '../query/run';
import type { QueryContext } from '../query/session';
import { ObservatoryError } from '../record/errors';
import type { Score } from '../record/score';
import type { SaveScores } from './routes/scores';
import { startHttp, type HttpServer } from './server';

const now = new Date('2026-11-21T12:00:00Z');
const keys: Record<string, Scope[]> = { 'Bearer reader': ['read'], 'Bearer sender': ['ingest'] };

const authenticate: Authenticate = async ({ authorization }) => {
  const scopes = keys[authorization ?? ''];
  if (scopes) return { name: 'test', scopes: new Set(scopes), projects: ['default'] };
  throw new ObservatoryError('unauthenticated', 'KEY_MISSING', 'Send a key.');
};

const unused = async (): Promise<never> => {
  throw new Error('not asked for in this test');
};

let server: HttpServer | undefined;
afterEach(() => server?.close());

async function start(
  queries: Partial<Queries & Readiness> = {},
  saveScores: SaveScores = unused,
): Promise<HttpServer> {
  server = await startHttp({
    host: '127.0.0.1',
    port: 0,
    authenticate,
    queries: {
      run: unused,
      tagKeys: unused,
      tagValues: unused,
      facts: unused,
      ready: async () => {},
      ...queries,
    },
    saveScores,
    retainSeconds: 30 * 86_400,
    metricsText: async () => 'up 1\n',
    now: () => now,
    logger: pino({ level: 'silent' }),
  });
  return server;
}

const ask = async (path: string, init: RequestInit = {}) => {
  const headers = { authorization: 'Bearer reader', ...init.headers };
  const response = await fetch(`http://127.0.0.1:${server?.port}${path}`, { ...init, headers });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text.startsWith('{') || text.startsWith('[') ? (JSON.parse(text) as unknown) : text,
  };
};

const post = (body: unknown, headers: Record<string, string> = {}) =>
  ask('/api/v1/query', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

describe('POST /api/v1/query', () => {
  it('answers each query on its own, a failure beside a frame', async () => {
    await start({
      run: async (raw) => {
        if ((raw as { queryType?: string }).queryType !== 'sql') {
          return [{ refId: 'A', fields: [{ name: 'calls', type: 'number', values: [3] }] }];
        }
        throw new ObservatoryError('caller', 'SQL_SYNTAX', 'Line 1, column 8: no.', {
          position: { line: 1, column: 8 },
        });
      },
    });
    expect(await post({ queries: [{}, { queryType: 'sql' }] })).toMatchObject({
      status: 200,
      body: {
        results: {
          A: {
            status: 200,
            frames: [
              {
                schema: {
                  refId: 'A',
                  fields: [{ name: 'calls', type: 'number', typeInfo: { frame: 'float64' } }],
                },
                data: { values: [[3]] },
              },
            ],
          },
          B: {
            status: 400,
            frames: [],
            error: 'SQL_SYNTAX: Line 1, column 8: no.',
            errorSource: 'downstream',
            position: { line: 1, column: 8 },
          },
        },
      },
    });
  });

  it('hands over who asks, the range and its resolution', async () => {
    const asked: [unknown, QueryContext][] = [];
    await start({ run: async (raw, context) => (asked.push([raw, context]), []) });
    await post({
      from: 'now-1h',
      to: 1_795_262_400_000,
      maxDataPoints: 100,
      queries: [{ refId: 'X', limit: 3 }],
    });
    expect(asked[0]?.[0]).toEqual({ refId: 'X', limit: 3 });
    expect(asked[0]?.[1]).toMatchObject({
      caller: { projects: ['default'] },
      from: new Date('2026-11-21T11:00:00Z'),
      to: now,
      intervalMs: 36_000,
      maxDataPoints: 100,
    });
  });

  it('asks for the last day when nothing is said', async () => {
    let context: QueryContext | undefined;
    await start({ run: async (_, asked) => ((context = asked), []) });
    await post({ queries: [{}] });
    expect(context).toMatchObject({ from: new Date('2026-11-20T12:00:00Z'), to: now, maxDataPoints: 1000 });
  });

  it('hides what it does not know behind a plain text', async () => {
    await start({ run: async () => Promise.reject(new Error('secret detail')) });
    expect(await post({ queries: [{}] })).toMatchObject({
      status: 200,
      body: {
        results: { A: { status: 500, error: expect.not.stringContaining('secret'), errorSource: 'plugin' } },
      },
    });
  });

  it.each([
    ['no JSON', '{"queries":', 400, 'BODY_INVALID', /no JSON/],
    ['nothing', '', 400, 'BODY_INVALID', /empty/],
    [
      'no queries',
      { from: 'now-1h' },
      400,
      'QUERY_REQUEST_INVALID',
      /queries: .*Expected \{"from": "now-1h"/,
    ],
    ['an empty list', { queries: [] }, 400, 'QUERY_REQUEST_INVALID', /queries: /],
    ['too many', { queries: Array(51).fill({}) }, 400, 'QUERY_REQUEST_INVALID', /queries: .*50/],
    [
      'one name twice',
      { queries: [{ refId: 'B' }, {}] },
      400,
      'QUERY_REQUEST_INVALID',
      /two of them have the refId "B"/,
    ],
    [
      'no time',
      { from: 'yesterday', queries: [{}] },
      400,
      'QUERY_REQUEST_INVALID',
      /from: "yesterday" is no time; use milliseconds/,
    ],
    ['a list', [], 400, 'QUERY_REQUEST_INVALID', /body: /],
    ['too much', { queries: [{ rawSql: 'x'.repeat(2 * 1024 * 1024) }] }, 413, 'BODY_TOO_LARGE', /2 MiB/],
  ])('refuses a body with %s', async (_, body, status, code, message) => {
    await start();
    expect(await post(body)).toMatchObject({
      status,
      body: { code, message: expect.stringMatching(message) },
    });
  });

  it('refuses a body that is not called JSON', async () => {
    await start();
    expect(await post('a=1', { 'content-type': 'text/csv' })).toMatchObject({
      status: 415,
      body: { code: 'CONTENT_TYPE_UNSUPPORTED' },
    });
  });

  it('aborts the query when the caller goes away', async () => {
    const happened = new EventTarget();
    const aborted = once(happened, 'aborted');
    const started = once(happened, 'started');
    await start({
      run: (_, { signal }) =>
        new Promise((_resolve, reject) => {
          happened.dispatchEvent(new Event('started'));
          signal.addEventListener('abort', () => {
            happened.dispatchEvent(new Event('aborted'));
            reject(new ObservatoryError('cancelled', 'CANCELLED', 'gone'));
          });
        }),
    });
    const body = '{"queries":[{}]}';
    const socket = connect(server!.port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write(
      `POST /api/v1/query HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer reader\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
    await started;
    socket.destroy();
    expect(await aborted).toHaveLength(1);
  });

  it('does not abort a query that was answered', async () => {
    let signal: AbortSignal | undefined;
    await start({ run: async (_, context) => ((signal = context.signal), []) });
    await post({ queries: [{}] });
    await server?.close();
    expect(signal?.aborted).toBe(false);
  });
});

describe('who may read', () => {
  it.each([
    '/api/v1/query',
    '/api/v1/info',
    '/api/v1/catalogue',
    '/api/v1/tag-keys',
    '/api/v1/tag-values?key=model',
  ])('asks for a key at %s', async (path) => {
    await start();
    const method = path.endsWith('query') ? 'POST' : 'GET';
    const without = await ask(path, { method, headers: { authorization: '' } });
    expect([without.status, without.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    expect(without.body).toEqual({ code: 'KEY_MISSING', message: 'Send a key.' });
    expect(await ask(path, { method, headers: { authorization: 'Bearer sender' } })).toMatchObject({
      status: 403,
      body: { code: 'SCOPE_MISSING' },
    });
  });

  it('takes the key from x-api-key too', async () => {
    await start({ tagKeys: async () => [{ text: 'model' }] });
    expect(
      await ask('/api/v1/tag-keys', { headers: { authorization: '', 'x-api-key': 'reader' } }),
    ).toMatchObject({
      status: 200,
      body: [{ text: 'model' }],
    });
  });
});

describe('POST /api/v1/scores', () => {
  const send = (body: unknown, key = 'Bearer sender') =>
    ask('/api/v1/scores', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: key },
      body: JSON.stringify(body),
    });
  const TRACE = '0af7651916cd43dd8448eb211c80319c';
  const thumb = { name: 'thumbs', value: true, traceId: TRACE };

  it('takes one, and says what became of it', async () => {
    const saved: Score[] = [];
    await start({}, async (scores) => (saved.push(...scores), { stored: 1 }));
    const { status, body } = await send({ ...thumb, explanation: 'it helped' });
    expect([status, body]).toEqual([
      200,
      { stored: 1, known: 0, ids: [expect.stringMatching(/^[0-9a-f]{32}$/)] },
    ]);
    expect(saved).toEqual([
      {
        project: 'default',
        id: (body as { ids: string[] }).ids[0],
        timeUnixNano: BigInt(now.getTime()) * 1_000_000n,
        target: 'trace',
        traceId: TRACE,
        spanId: null,
        sessionId: null,
        responseId: null,
        name: 'thumbs',
        value: 1,
        label: null,
        passed: true,
        explanation: 'it helped',
        annotator: null,
        errorType: null,
        source: 'api',
        attributes: '{}',
      },
    ]);
  });

  it('names a score by the id that it was given, so that a repetition is known', async () => {
    const seen = new Set<string>();
    await start({}, async (scores) => {
      const fresh = scores.filter(({ id }) => !seen.has(id));
      for (const { id } of fresh) seen.add(id);
      return { stored: fresh.length };
    });
    const first = await send({ ...thumb, id: 'vote-1' });
    const again = await send({ ...thumb, id: 'vote-1', time: '2026-11-21T11:00:00Z' });
    expect(again.body).toEqual({ ...(first.body as object), stored: 0, known: 1 });
  });

  it.each([
    ['an answer', { responseId: 'resp_1' }, { target: 'span', responseId: 'resp_1' }],
    [
      'a span',
      { traceId: TRACE, spanId: 'b7ad6b7169203331' },
      { target: 'span', spanId: 'b7ad6b7169203331' },
    ],
    ['a conversation', { sessionId: 'c1' }, { target: 'session', sessionId: 'c1' }],
  ])('may judge %s', async (_, place, expected) => {
    const saved: Score[] = [];
    await start({}, async (scores) => (saved.push(...scores), { stored: 1 }));
    await send({ scores: [{ name: 'stars', value: 4, time: 1_795_000_000_000, ...place }] });
    expect(saved).toMatchObject([
      { ...expected, value: 4, passed: null, timeUnixNano: 1_795_000_000_000_000_000n },
    ]);
  });

  it.each([
    ['without a name', { value: 1, traceId: TRACE }, /scores\[0\]\.name/],
    ['about nothing', { name: 'x', value: 1 }, /needs traceId, responseId or sessionId/],
    ['that says nothing', { name: 'x', traceId: TRACE }, /needs a value, a label or an explanation/],
    ['with a trace id that is none', { ...thumb, traceId: 'abc' }, /scores\[0\]\.traceId/],
    ['with a span id alone', { name: 'x', value: 1, sessionId: 's', spanId: 'b7ad6b7169203331' }, /spanId needs a traceId/],
    ['with a word that is no field', { ...thumb, trace_id: TRACE }, /trace_id/],
    ['that is too long', { ...thumb, explanation: 'x'.repeat(4001) }, /explanation/],
    ['of no time', { ...thumb, time: 'yesterday' }, /time: "yesterday" is no time/],
    ['more than a thousand', { scores: Array(1001).fill(thumb) }, /scores: .*1000/],
  ])('refuses a score %s, and all that came with it', async (_, body, message) => {
    await start();
    expect(await send(body)).toMatchObject({
      status: 400,
      body: { code: 'SCORES_INVALID', message: expect.stringMatching(message) },
    });
  }); // prettier-ignore

  it('refuses what is older than anything that is kept', async () => {
    await start();
    expect(await send({ ...thumb, time: '2026-01-01' })).toMatchObject({
      status: 400,
      body: { code: 'TIME_OUT_OF_RANGE' },
    });
  });

  it('needs a key that may send', async () => {
    await start();
    expect(await send(thumb, 'Bearer reader')).toMatchObject({
      status: 403,
      body: { code: 'SCOPE_MISSING' },
    });
  });
});

describe('the other routes', () => {
  it('hands over what the editors ask', async () => {
    const asked: unknown[] = [];
    await start({ tagValues: async (question) => (asked.push(question), [{ text: 'gpt-5' }]) });
    expect(
      (await ask('/api/v1/tag-values?key=model&search=gpt&queryType=traces&from=0&limit=5')).body,
    ).toEqual([{ text: 'gpt-5' }]);
    expect(asked[0]).toMatchObject({
      key: 'model',
      search: 'gpt',
      queryType: 'traces',
      from: new Date(0),
      limit: 5,
    });
    expect(await ask('/api/v1/tag-values')).toMatchObject({
      status: 400,
      body: { code: 'TAG_QUESTION_INVALID' },
    });
  });

  it('lists what can be asked for', async () => {
    await start();
    expect((await ask('/api/v1/catalogue')).body).toMatchObject({
      measures: expect.arrayContaining([expect.objectContaining({ id: 'cost', unit: 'currencyUSD' })]),
      views: expect.arrayContaining([expect.objectContaining({ name: 'llm_metrics' })]),
    });
  });

  it('is healthy while it runs, ready while its database answers', async () => {
    await start({
      ready: async () => {
        throw new ObservatoryError('unavailable', 'DATABASE_UNAVAILABLE', 'The database is away.', {
          retryAfterSeconds: 5,
        });
      },
    });
    expect(await ask('/health', { headers: { authorization: '' } })).toMatchObject({
      status: 200,
      body: { status: 'ok' },
    });
    const ready = await ask('/ready', { headers: { authorization: '' } });
    expect(ready).toMatchObject({ status: 503, body: { code: 'DATABASE_UNAVAILABLE' } });
    expect(ready.headers.get('retry-after')).toBe('5');
  });

  it('shows its own metrics', async () => {
    await start();
    expect(await ask('/metrics')).toMatchObject({ status: 200, body: 'up 1\n' });
  });

  it('says what to ask where nothing is', async () => {
    await start();
    expect(await ask('/api/v2/query')).toMatchObject({
      status: 404,
      body: {
        code: 'PATH_UNKNOWN',
        message: expect.stringMatching(/^There is nothing at GET \/api\/v2\/query\./),
      },
    });
  });

  it('says which setting to change when its port is taken', async () => {
    await start();
    await expect(
      startHttp({
        host: '127.0.0.1',
        port: server!.port,
        authenticate,
        queries: { run: unused, tagKeys: unused, tagValues: unused, facts: unused, ready: async () => {} },
        saveScores: unused,
        retainSeconds: 86_400,
        metricsText: async () => '',
        now: () => now,
        logger: pino({ level: 'silent' }),
      }),
    ).rejects.toMatchObject({
      code: 'PORT_UNAVAILABLE',
      message: expect.stringMatching(/OBSERVATORY_HTTP_PORT/),
    });
  });
});
