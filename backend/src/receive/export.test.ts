/** What both transports have in common: the way of a request and the status of every fault. */
import http from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { SIGNALS } from '../record/batch';
import { ObservatoryError, type Fault } from '../record/errors';
import { createAdmission } from './admission';
import { decodeFailure, decodeSuccess } from './test/replySchema';
import { CALLER, exportGrpc, NOW, post, startServers, type Servers } from './test/servers';

let servers: Servers;
afterEach(() => servers.close());

describe('an export request', () => {
  it.each(SIGNALS)(
    'of %s reaches the store unchanged over gRPC and over HTTP, and is answered with success',
    async (signal) => {
      servers = await startServers();
      const body = Buffer.from([0, 1, 2, 0xff]);
      const grpc = await exportGrpc(servers.grpc, signal, body);
      const http = await post(servers.http, `/v1/${signal}`, body);

      expect(grpc).toEqual({ ok: {} });
      expect(http).toMatchObject({ status: 200, headers: { 'content-type': 'application/x-protobuf' } });
      expect(http.body).toHaveLength(0);
      const expected = { signal, format: 'protobuf', caller: CALLER, receivedAt: NOW };
      expect(servers.stored).toMatchObject([expected, expected]);
      expect(servers.stored.map((request) => [...request.body])).toEqual([[...body], [...body]]);
    },
  );

  it('without any data is a success', async () => {
    servers = await startServers();
    expect(await exportGrpc(servers.grpc, 'traces', Buffer.alloc(0))).toEqual({ ok: {} });
    expect(await post(servers.http, '/v1/traces', '')).toMatchObject({ status: 200 });
    expect(servers.stored.map((request) => request.body.length)).toEqual([0, 0]);
  });

  it('is answered only after the commit', async () => {
    let commit = () => {};
    const committed = new Promise<void>((resolve) => (commit = resolve));
    servers = await startServers({ consume: () => committed.then(() => ({ rejected: 0, message: '' })) });
    const order: string[] = [];
    const replies = [
      exportGrpc(servers.grpc, 'traces', Buffer.alloc(1)).then(() => order.push('reply')),
      post(servers.http, '/v1/traces', 'x').then(() => order.push('reply')),
    ];
    await until(() => servers.stored.length === 2);
    order.push('commit');
    commit();
    await Promise.all(replies);
    expect(order).toEqual(['commit', 'reply', 'reply']);
  });

  it('with rejected records is a success that names their number and the reason', async () => {
    servers = await startServers({ consume: async () => ({ rejected: 3, message: 'SPAN_ID_INVALID: …' }) });
    const partialSuccess = { rejected: 3, errorMessage: 'SPAN_ID_INVALID: …' };
    expect(await exportGrpc(servers.grpc, 'logs', Buffer.alloc(1))).toEqual({ ok: { partialSuccess } });

    const protobuf = await post(servers.http, '/v1/logs', 'x');
    expect([protobuf.status, decodeSuccess(protobuf.body)]).toEqual([200, { partialSuccess }]);

    for (const [signal, field] of [
      ['traces', 'rejectedSpans'],
      ['metrics', 'rejectedDataPoints'],
      ['logs', 'rejectedLogRecords'],
    ]) {
      const json = await post(servers.http, `/v1/${signal}`, '{}', { 'content-type': 'application/json' });
      expect([json.status, JSON.parse(json.body.toString())]).toEqual([
        200,
        { partialSuccess: { [field!]: '3', errorMessage: 'SPAN_ID_INVALID: …' } },
      ]);
    }
  });
});

interface Row {
  fault: Fault;
  grpc: number;
  http: number;
  /** Null: not to be sent again. */
  retrySeconds: number | null;
}

const FAULTS: Row[] = [
  { fault: 'caller', grpc: 3, http: 400, retrySeconds: null },
  { fault: 'unauthenticated', grpc: 16, http: 401, retrySeconds: null },
  { fault: 'forbidden', grpc: 7, http: 403, retrySeconds: null },
  { fault: 'not_found', grpc: 5, http: 404, retrySeconds: null },
  { fault: 'too_large', grpc: 8, http: 413, retrySeconds: null },
  { fault: 'unsupported', grpc: 3, http: 415, retrySeconds: null },
  { fault: 'busy', grpc: 14, http: 429, retrySeconds: 7 },
  { fault: 'unavailable', grpc: 14, http: 503, retrySeconds: 7 },
  { fault: 'timeout', grpc: 14, http: 503, retrySeconds: 7 },
  { fault: 'cancelled', grpc: 1, http: 503, retrySeconds: 7 },
  { fault: 'internal', grpc: 13, http: 500, retrySeconds: null },
];

describe.each(FAULTS)('an error of fault $fault', ({ fault, grpc, http, retrySeconds }) => {
  const message = 'SOME_CODE: Something is wrong.';
  const start = async () => {
    servers = await startServers({
      consume: async () => {
        throw new ObservatoryError(fault, 'SOME_CODE', 'Something is wrong.', { retryAfterSeconds: 6.2 });
      },
    });
  };
  const violations = fault === 'caller' ? [message] : [];

  it(`is gRPC status ${grpc}, ${retrySeconds === null ? 'without' : 'with'} RetryInfo`, async () => {
    await start();
    expect(await exportGrpc(servers.grpc, 'traces', Buffer.alloc(1))).toMatchObject({
      error: { code: grpc, details: message },
      failure: { code: grpc, message, retrySeconds, violations },
    });
    expect(servers.refused).toEqual([{ signal: 'traces', code: 'SOME_CODE' }]);
  });

  it(`is HTTP status ${http}, ${retrySeconds === null ? 'without' : 'with'} Retry-After, in protobuf and in JSON`, async () => {
    await start();
    const retryAfter = retrySeconds === null ? undefined : String(retrySeconds);
    const protobuf = await post(servers.http, '/v1/traces', 'x');
    expect([protobuf.status, protobuf.headers['retry-after']]).toEqual([http, retryAfter]);
    expect(protobuf.headers['content-type']).toBe('application/x-protobuf');
    expect(decodeFailure(protobuf.body)).toEqual({ code: grpc, message, retrySeconds, violations });

    const json = await post(servers.http, '/v1/traces', '{}', { 'content-type': 'application/json' });
    expect([json.status, json.headers['retry-after']]).toEqual([http, retryAfter]);
    expect(json.headers['content-type']).toMatch(/^application\/json/);
    const status = JSON.parse(json.body.toString()) as { details?: object[] };
    expect(status).toMatchObject({ code: grpc, message });
    expect(status.details ?? []).toEqual([
      ...(retrySeconds === null
        ? []
        : [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: `${retrySeconds}s` }]),
      ...(fault === 'caller'
        ? [
            {
              '@type': 'type.googleapis.com/google.rpc.BadRequest',
              fieldViolations: [{ description: message }],
            },
          ]
        : []),
    ]);
  });
});

describe('an error that nobody foresaw', () => {
  it('is INTERNAL and 500, and says nothing of its cause to the sender', async () => {
    servers = await startServers({
      consume: async () => {
        throw new TypeError('password=hunter2');
      },
    });
    const message =
      'INTERNAL_ERROR: The backend failed on this request; its log says why. Nothing of the request was stored.';
    expect(await exportGrpc(servers.grpc, 'traces', Buffer.alloc(1))).toMatchObject({
      error: { code: 13, details: message },
    });
    const http = await post(servers.http, '/v1/traces', 'x');
    expect([http.status, decodeFailure(http.body).message]).toEqual([500, message]);
  });
});

describe('a caller', () => {
  it.each([
    ['no key', {}, 16, 401, 'KEY_MISSING'],
    ['a wrong key', { authorization: 'Bearer wrong' }, 16, 401, 'KEY_MISSING'],
    ['a key without the scope ingest', { authorization: 'Bearer reader' }, 7, 403, 'SCOPE_MISSING'],
  ])('with %s is refused and nothing of its request is read', async (_, headers, grpc, http, code) => {
    servers = await startServers();
    expect(await exportGrpc(servers.grpc, 'traces', Buffer.alloc(1), { headers })).toMatchObject({
      error: { code: grpc },
    });
    const answer = await post(servers.http, '/v1/traces', 'x', { authorization: undefined, ...headers });
    expect(answer.status).toBe(http);
    expect(decodeFailure(answer.body).message).toContain(`${code}: `);
    expect(servers.stored).toEqual([]);
    expect(servers.refused.map((refusal) => refusal.code)).toEqual([code, code]);
  });

  it('may send its key as x-api-key as well', async () => {
    servers = await startServers();
    const headers = { 'x-api-key': 'a-key-of-the-tests' };
    expect(await exportGrpc(servers.grpc, 'traces', Buffer.alloc(1), { headers })).toEqual({ ok: {} });
    expect(
      await post(servers.http, '/v1/traces', 'x', { authorization: undefined, ...headers }),
    ).toMatchObject({ status: 200 });
  });

  it('is judged by its address, the host it asked for and the page it came from', async () => {
    const seen: object[] = [];
    servers = await startServers({
      authenticate: async (credentials) => {
        seen.push(credentials);
        return CALLER;
      },
    });
    await exportGrpc(servers.grpc, 'traces', Buffer.alloc(1), { headers: { origin: 'http://evil.example' } });
    await post(servers.http, '/v1/traces', 'x', { host: 'evil.example', origin: 'http://evil.example' });
    expect(seen).toMatchObject([
      { remoteAddress: '127.0.0.1', host: `127.0.0.1:${servers.grpc}`, origin: 'http://evil.example' },
      { remoteAddress: '127.0.0.1', host: 'evil.example', origin: 'http://evil.example' },
    ]);
  });

  it('that goes away aborts the work on its request', async () => {
    const aborted: string[] = [];
    servers = await startServers({
      consume: (request, abort) =>
        new Promise((_, reject) => {
          abort.addEventListener('abort', () => {
            aborted.push(request.signal);
            reject(new ObservatoryError('cancelled', 'CALLER_GONE', 'gone'));
          });
        }),
    });
    let cancel = () => {};
    const grpc = exportGrpc(servers.grpc, 'traces', Buffer.alloc(1), { onStart: (stop) => (cancel = stop) });
    const leaving = new AbortController();
    const http = fetch(`http://127.0.0.1:${servers.http}/v1/logs`, {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json', authorization: 'Bearer a-key-of-the-tests' },
      signal: leaving.signal,
    });
    await until(() => servers.stored.length === 2);
    cancel();
    leaving.abort();
    await expect(http).rejects.toThrow();
    expect(await grpc).toMatchObject({ error: { code: 1 } });
    await until(() => aborted.length === 2);
    expect(aborted.sort()).toEqual(['logs', 'traces']);
  });
});

describe('a caller that goes away while its key is looked up', () => {
  it('leaves nothing behind', async () => {
    let lookUp = () => {};
    const lookedUp = new Promise<void>((resolve) => (lookUp = resolve));
    let waiting = 0;
    servers = await startServers({
      authenticate: async () => {
        waiting++;
        await lookedUp;
        return CALLER;
      },
    });
    let cancel = () => {};
    const grpc = exportGrpc(servers.grpc, 'traces', Buffer.alloc(1), { onStart: (stop) => (cancel = stop) });
    const request = http.request({
      port: servers.http,
      path: '/v1/logs',
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': 100 },
    });
    request.once('error', () => {});
    request.write('{');
    await until(() => waiting === 2);
    cancel();
    request.destroy();
    expect(await grpc).toMatchObject({ error: { code: 1 } });
    await new Promise((resolve) => setTimeout(resolve, 50));
    lookUp();
    await until(() => servers.refused.length === 2);
    expect(servers.refused.map(({ code }) => code)).toEqual(['CALLER_GONE', 'CALLER_GONE']);
    expect(servers.options.admission.bytesInFlight).toBe(0);
    expect(servers.stored).toEqual([]);
  });
});

describe('a request that is not committed in time', () => {
  it('is answered with a retry, its work is aborted, and its bytes are held until the work has ended', async () => {
    let finish = () => {};
    const work = new Promise<void>((resolve) => (finish = resolve));
    const aborts: AbortSignal[] = [];
    servers = await startServers({
      timeoutMs: 50,
      consume: (_, abort) => {
        aborts.push(abort);
        return work.then(() => ({ rejected: 0, message: '' }));
      },
    });
    const answer = await post(servers.http, '/v1/traces', 'twelve bytes');
    expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '5' } });
    expect(decodeFailure(answer.body).message).toMatch(/^INGEST_TIMEOUT: .* within 0.05 s/);
    expect(await exportGrpc(servers.grpc, 'traces', Buffer.alloc(8))).toMatchObject({
      error: { code: 14 },
      failure: { retrySeconds: 5 },
    });
    expect(aborts.map((abort) => abort.aborted)).toEqual([true, true]);
    expect(servers.options.admission.bytesInFlight).toBe(20);
    finish();
    await until(() => servers.options.admission.bytesInFlight === 0);
  });
});

describe('bytes in flight', () => {
  it('above the budget make senders wait, and are given back when the commit is done', async () => {
    let commit = () => {};
    const committed = new Promise<void>((resolve) => (commit = resolve));
    const consume = () => committed.then(() => ({ rejected: 0, message: '' }));
    servers = await startServers({ consume, admission: createAdmission({ maxInflightBytes: 1000 }) });
    const first = post(servers.http, '/v1/traces', Buffer.alloc(600));
    await until(() => servers.stored.length === 1);
    expect(servers.options.admission.bytesInFlight).toBe(600);

    const http = await post(servers.http, '/v1/traces', Buffer.alloc(600));
    expect(http).toMatchObject({ status: 429, headers: { 'retry-after': '5' } });
    expect(decodeFailure(http.body).message).toMatch(/^INGEST_BUSY: The backend holds 600 OTLP bytes/);
    expect(await exportGrpc(servers.grpc, 'traces', Buffer.alloc(600))).toMatchObject({
      error: { code: 14 },
      failure: { retrySeconds: 5 },
    });
    expect(servers.stored).toHaveLength(1);

    commit();
    expect(await first).toMatchObject({ status: 200 });
    expect(servers.options.admission.bytesInFlight).toBe(0);
    expect(await exportGrpc(servers.grpc, 'traces', Buffer.alloc(600))).toEqual({ ok: {} });
    expect(servers.options.admission.bytesInFlight).toBe(0);
  });

  it('are given back after every kind of failure', async () => {
    servers = await startServers({
      consume: async () => {
        throw new Error('no');
      },
    });
    await post(servers.http, '/v1/traces', 'x');
    await post(servers.http, '/v1/traces', 'garbage', { 'content-encoding': 'gzip' });
    await post(servers.http, '/v1/traces', Buffer.alloc(2_000_000));
    await exportGrpc(servers.grpc, 'traces', Buffer.alloc(1));
    await exportGrpc(servers.grpc, 'traces', Buffer.alloc(2_000_000));
    await until(() => servers.options.admission.bytesInFlight === 0);
  });
});

describe('closing', () => {
  it('answers what is under way, then lets nobody in', async () => {
    let commit = () => {};
    const committed = new Promise<void>((resolve) => (commit = resolve));
    servers = await startServers({ consume: () => committed.then(() => ({ rejected: 0, message: '' })) });
    const http = post(servers.http, '/v1/traces', 'x');
    const grpc = exportGrpc(servers.grpc, 'traces', Buffer.alloc(1));
    await until(() => servers.stored.length === 2);
    const closed = servers.close();
    commit();
    expect(await http).toMatchObject({ status: 200 });
    expect(await grpc).toEqual({ ok: {} });
    await closed;
    await expect(post(servers.http, '/v1/traces', 'x')).rejects.toThrow('ECONNREFUSED');
    servers = await startServers();
  });
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}
