/** What only OTLP/HTTP has: content types, content encodings, paths, bodies in pieces. */
import http from 'node:http';
import { deflateSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAdmission } from './admission';
import { startOtlpHttp } from './http';
import { decodeFailure } from './test/replySchema';
import { KEY, post, postHeadersOnly, startServers, type Servers } from './test/servers';

const MAX = 1024 * 1024;
let servers: Servers;
beforeEach(async () => {
  servers = await startServers({ maxRequestBytes: MAX });
});
afterEach(() => servers.close());

describe('the content type', () => {
  it.each([
    ['application/json', 'json'],
    ['application/json; charset=utf-8', 'json'],
    ['Application/X-Protobuf', 'protobuf'],
  ])('%s is read as %s, and answered in kind', async (type, format) => {
    const answer = await post(servers.http, '/v1/metrics', '{}', { 'content-type': type });
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toContain(
      format === 'json' ? 'application/json' : 'application/x-protobuf',
    );
    expect(answer.body.toString()).toBe(format === 'json' ? '{}' : '');
    expect(servers.stored).toMatchObject([{ format, signal: 'metrics' }]);
  });

  it.each(['text/plain', 'application/grpc', 'application/protobuf-x', undefined])(
    '%s is refused with 415 and what is allowed',
    async (type) => {
      const answer = await post(servers.http, '/v1/traces', '{}', { 'content-type': type });
      expect(answer.status).toBe(415);
      expect(JSON.parse(answer.body.toString())).toMatchObject({
        message: `OTLP_CONTENT_TYPE_UNSUPPORTED: Content-Type "${type ?? ''}" is not OTLP. Send application/x-protobuf or application/json.`,
      });
      expect(servers.stored).toEqual([]);
      expect(servers.refused).toEqual([{ signal: 'traces', code: 'OTLP_CONTENT_TYPE_UNSUPPORTED' }]);
    },
  );
});

describe('the content encoding', () => {
  const body = Buffer.from('some telemetry '.repeat(1000));

  it.each([
    ['gzip', gzipSync(body)],
    ['deflate', deflateSync(body)],
    ['identity', body],
    ['GZIP', gzipSync(body)],
  ])('%s is undone', async (encoding, sent) => {
    expect(await post(servers.http, '/v1/traces', sent, { 'content-encoding': encoding })).toMatchObject({
      status: 200,
    });
    expect(Buffer.from(servers.stored[0]!.body)).toEqual(body);
  });

  it.each(['br', 'zstd', 'gzip, gzip'])('%s is refused with 415 and what is allowed', async (encoding) => {
    const answer = await post(servers.http, '/v1/traces', body, { 'content-encoding': encoding });
    expect(answer).toMatchObject({ status: 415, headers: { 'accept-encoding': 'identity, gzip, deflate' } });
    expect(decodeFailure(answer.body).message).toBe(
      `OTLP_ENCODING_UNSUPPORTED: Content-Encoding "${encoding}" is not understood. Use one of identity, gzip, deflate, applied once.`,
    );
  });

  it.each([
    ['garbage', Buffer.from('not compressed at all')],
    ['a cut stream', gzipSync(body).subarray(0, -20)],
    ['an empty body', Buffer.alloc(0)],
  ])('gzip with %s is the sender’s fault: 400', async (_, sent) => {
    const answer = await post(servers.http, '/v1/traces', sent, { 'content-encoding': 'gzip' });
    expect(answer.status).toBe(400);
    expect(decodeFailure(answer.body).message).toMatch(/^OTLP_BAD_COMPRESSION: .*Content-Encoding "gzip"/);
    expect(servers.stored).toEqual([]);
  });
});

describe('the size limit', () => {
  it('lets a request of exactly that size in', async () => {
    expect(await post(servers.http, '/v1/traces', Buffer.alloc(MAX))).toMatchObject({ status: 200 });
    expect(
      await post(servers.http, '/v1/traces', gzipSync(Buffer.alloc(MAX)), { 'content-encoding': 'gzip' }),
    ).toMatchObject({ status: 200 });
    expect(servers.stored.map((request) => request.body.length)).toEqual([MAX, MAX]);
  });

  it('refuses one byte more with 413, not to be retried, whether it is announced, comes in pieces, or is compressed', async () => {
    const large = Buffer.alloc(MAX + 1);
    const answers = [
      await post(servers.http, '/v1/traces', large),
      await post(servers.http, '/v1/traces', large, {
        'content-length': undefined,
        'transfer-encoding': 'chunked',
      }),
      await post(servers.http, '/v1/traces', gzipSync(large), { 'content-encoding': 'gzip' }),
      await post(servers.http, '/v1/traces', deflateSync(large), { 'content-encoding': 'deflate' }),
    ];
    for (const answer of answers) {
      expect([answer.status, answer.headers['retry-after']]).toEqual([413, undefined]);
      expect(decodeFailure(answer.body)).toMatchObject({ code: 8, retrySeconds: null });
      expect(decodeFailure(answer.body).message).toMatch(/^OTLP_TOO_LARGE: .*1048576 bytes/);
    }
    expect(servers.stored).toEqual([]);
  });

  it('stops a zip bomb at the limit: 200 MB of zeros never exist', async () => {
    const bomb = gzipSync(Buffer.alloc(200_000_000));
    const held: number[] = [];
    const admission = createAdmission({ maxInflightBytes: 64 * MAX });
    const watched = {
      ...admission,
      admit: (bytes: number) => {
        const hold = admission.admit(bytes);
        return { ...hold, resize: (next: number) => (held.push(next), hold.resize(next)) };
      },
    };
    await servers.close();
    servers = await startServers({ maxRequestBytes: MAX, admission: watched });
    expect(await post(servers.http, '/v1/traces', bomb, { 'content-encoding': 'gzip' })).toMatchObject({
      status: 413,
    });
    expect(Math.max(...held)).toBeLessThanOrEqual(MAX);
  });
});

describe('a request that will be refused', () => {
  it.each([
    ['because it is too large', MAX + 1, {}, 413],
    ['because its key is wrong', 100, { authorization: 'Bearer wrong' }, 401],
    ['because its type is wrong', 100, { 'content-type': 'text/html' }, 415],
  ])('%s is answered before its body is there', async (_, length, headers, status) => {
    expect(await postHeadersOnly(servers.http, '/v1/traces', length, headers)).toMatchObject({ status });
  });

  it('because there is no room is answered before its body is there', async () => {
    await servers.close();
    const admission = createAdmission({ maxInflightBytes: 1000 });
    servers = await startServers({ admission });
    const other = admission.admit(900);
    expect(await postHeadersOnly(servers.http, '/v1/traces', 101)).toMatchObject({ status: 429 });
    other.release();
  });

  it('when its inflated body outgrows the room is answered with a retry', async () => {
    await servers.close();
    const admission = createAdmission({ maxInflightBytes: 10_000 });
    servers = await startServers({ admission });
    const other = admission.admit(5_000);
    const sent = gzipSync(Buffer.alloc(50_000));
    expect(sent.length).toBeLessThan(1_000);
    expect(await post(servers.http, '/v1/traces', sent, { 'content-encoding': 'gzip' })).toMatchObject({
      status: 429,
    });
    expect(admission.bytesInFlight).toBe(5_000);
    other.release();
  });
});

describe('a sender that goes away in the middle of its body', () => {
  it('leaves nothing behind', async () => {
    const request = http.request({
      port: servers.http,
      path: '/v1/traces',
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${KEY}`, 'content-length': 1000 },
    });
    request.once('error', () => {});
    request.write('{');
    while (servers.options.admission.bytesInFlight === 0)
      await new Promise((resolve) => setTimeout(resolve, 5));
    request.destroy();
    while (servers.refused.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(servers.refused).toEqual([{ signal: 'traces', code: 'CALLER_GONE' }]);
    expect(servers.options.admission.bytesInFlight).toBe(0);
    expect(servers.stored).toEqual([]);
  });
});

describe('a wrong address', () => {
  it.each([
    ['POST', '/v1/trace'],
    ['POST', '/'],
    ['GET', '/v1/traces'],
  ])('%s %s is answered with the right ones', async (method, path) => {
    const response = await fetch(`http://127.0.0.1:${servers.http}${path}`, { method });
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      code: 5,
      message: expect.stringContaining(
        `OTLP_PATH_UNKNOWN: ${method} ${path} is nothing here. POST to /v1/traces, /v1/metrics, /v1/logs;`,
      ) as string,
    });
  });

  it('that can’t even be decoded is the sender’s fault', async () => {
    expect(await post(servers.http, '/v1/%ff', 'x')).toMatchObject({ status: 400 });
  });
});

describe('one connection', () => {
  it('serves request after request, also after an error', async () => {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    const send = (contentType: string) =>
      new Promise<[number, boolean]>((resolve, reject) => {
        const request = http.request(
          {
            port: servers.http,
            path: '/v1/logs',
            method: 'POST',
            agent,
            headers: { 'content-type': contentType, authorization: `Bearer ${KEY}` },
          },
          (response) => {
            response.resume();
            response.once('end', () => resolve([response.statusCode!, request.reusedSocket]));
          },
        );
        request.once('error', reject);
        request.end('{}');
      });
    expect(await send('application/json')).toEqual([200, false]);
    expect(await send('text/plain')).toEqual([415, true]);
    expect(await send('application/json')).toEqual([200, true]);
    agent.destroy();
  });
});

describe('a port that is taken', () => {
  it('is named, with the setting that changes it', async () => {
    await expect(startOtlpHttp({ ...servers.options, port: servers.http })).rejects.toThrow(
      new RegExp(
        `OTLP/HTTP can't listen on 127.0.0.1:${servers.http}: .*EADDRINUSE.*OBSERVATORY_OTLP_HTTP_PORT`,
      ),
    );
  });
});
