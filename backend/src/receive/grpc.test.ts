/** What only OTLP/gRPC has: messages that grpc-js itself limits and decompresses, calls that are no unary Export. */
import { gzipSync } from 'node:zlib';
import http2 from 'node:http2';
import { Client, credentials, Metadata } from '@grpc/grpc-js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAdmission } from './admission';
import { startOtlpGrpc } from './grpc';
import { exportGrpc, KEY, startServers, type Servers } from './test/servers';

const MAX = 1024 * 1024;
let servers: Servers;
beforeEach(async () => {
  servers = await startServers({ maxRequestBytes: MAX });
});
afterEach(() => servers.close());

describe('a message', () => {
  it('compressed with gzip is decompressed', async () => {
    const body = Buffer.from('some telemetry '.repeat(1000));
    expect(await exportGrpc(servers.grpc, 'traces', body, { gzip: true })).toEqual({ ok: {} });
    expect(Buffer.from(servers.stored[0]!.body)).toEqual(body);
  });

  it('of exactly the largest size is taken, plain and compressed', async () => {
    expect(await exportGrpc(servers.grpc, 'traces', Buffer.alloc(MAX))).toEqual({ ok: {} });
    expect(await exportGrpc(servers.grpc, 'traces', Buffer.alloc(MAX), { gzip: true })).toEqual({ ok: {} });
  });

  it.each([
    ['plain', false],
    ['compressed to a thousandth of it', true],
  ])('one byte larger is RESOURCE_EXHAUSTED without RetryInfo, %s', async (_, gzip) => {
    expect(await exportGrpc(servers.grpc, 'traces', Buffer.alloc(MAX + 1), { gzip })).toMatchObject({
      error: { code: 8 },
      failure: null,
    });
    expect(servers.stored).toEqual([]);
  });

  it('that is no gzip although it says so is not to be retried', async () => {
    const answer = await rawCall(servers.grpc, frame(Buffer.from('garbage'), true), 'gzip');
    expect(answer).toBe('13');
    expect(servers.stored).toEqual([]);
  });

  it('that is a zip bomb is stopped at the limit', async () => {
    const answer = await rawCall(servers.grpc, frame(gzipSync(Buffer.alloc(100_000_000)), true), 'gzip');
    expect(answer).toBe('8');
    expect(servers.stored).toEqual([]);
  });
});

describe('a call', () => {
  it('is refused before its message is there when its key is wrong', async () => {
    expect(await rawCall(servers.grpc, null, 'identity', 'Bearer wrong')).toBe('16');
  });

  it('is refused before its message is there when there is no room', async () => {
    await servers.close();
    const admission = createAdmission({ maxInflightBytes: 8 * MAX });
    servers = await startServers({ admission, maxRequestBytes: 64 * MAX });
    const other = admission.admit(6 * MAX);
    expect(await rawCall(servers.grpc, null, 'identity')).toBe('14');
    other.release();
  });

  it('whose message turns out too large for the room is told to retry', async () => {
    await servers.close();
    const admission = createAdmission({ maxInflightBytes: 12 * MAX });
    servers = await startServers({ admission, maxRequestBytes: 64 * MAX });
    const other = admission.admit(6 * MAX);
    expect(await exportGrpc(servers.grpc, 'traces', Buffer.alloc(7 * MAX))).toMatchObject({
      error: { code: 14 },
      failure: { retrySeconds: 5 },
    });
    expect(admission.bytesInFlight).toBe(6 * MAX);
    other.release();
  });

  it('without a message, or with two, is INVALID_ARGUMENT', async () => {
    expect(await rawCall(servers.grpc, Buffer.alloc(0), 'identity')).toBe('3');
    const two = Buffer.concat([frame(Buffer.from('a'), false), frame(Buffer.from('b'), false)]);
    expect(await rawCall(servers.grpc, two, 'identity')).toBe('3');
    expect(servers.stored).toEqual([]);
  });

  it('of a service that is not here is UNIMPLEMENTED', async () => {
    const client = new Client(`127.0.0.1:${servers.grpc}`, credentials.createInsecure());
    const code = await new Promise((resolve) => {
      const raw = (bytes: Buffer) => bytes;
      client.makeUnaryRequest(
        '/opentelemetry.proto.collector.profiles.v1development.ProfilesService/Export',
        raw,
        raw,
        Buffer.alloc(0),
        new Metadata(),
        (error) => resolve(error?.code),
      );
    });
    client.close();
    expect(code).toBe(12);
  });

  it('that ends in the middle of its message leaves nothing behind', async () => {
    const session = http2.connect(`http://127.0.0.1:${servers.grpc}`);
    const stream = session.request(headersOf('identity', `Bearer ${KEY}`));
    stream.once('error', () => {});
    stream.write(frame(Buffer.alloc(100), false).subarray(0, 50));
    while (servers.options.admission.bytesInFlight === 0)
      await new Promise((resolve) => setTimeout(resolve, 5));
    stream.close(http2.constants.NGHTTP2_CANCEL);
    while (servers.refused.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    session.close();
    expect(servers.options.admission.bytesInFlight).toBe(0);
    expect(servers.stored).toEqual([]);
  });
});

describe('a port that is taken', () => {
  it('is named, with the setting that changes it', async () => {
    await expect(startOtlpGrpc({ ...servers.options, port: servers.grpc })).rejects.toThrow(
      new RegExp(`OTLP/gRPC can't listen on 127.0.0.1:${servers.grpc}: .*OBSERVATORY_OTLP_GRPC_PORT`),
    );
  });
});

const headersOf = (encoding: string, authorization: string) => ({
  ':method': 'POST',
  ':path': '/opentelemetry.proto.collector.trace.v1.TraceService/Export',
  'content-type': 'application/grpc',
  te: 'trailers',
  'grpc-encoding': encoding,
  authorization,
});

/** A call made by hand: `body` null sends the headers and then nothing. Returns grpc-status. */
function rawCall(
  port: number,
  body: Buffer | null,
  encoding: string,
  authorization = `Bearer ${KEY}`,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const session = http2.connect(`http://127.0.0.1:${port}`);
    session.once('error', reject);
    const stream = session.request(headersOf(encoding, authorization));
    const done = (headers: http2.IncomingHttpHeaders) => {
      if (headers['grpc-status'] === undefined) return;
      resolve(String(headers['grpc-status']));
      stream.close();
      session.close();
    };
    stream.once('response', done);
    stream.once('trailers', done);
    stream.once('error', reject);
    stream.resume();
    if (body !== null) stream.end(body);
  });
}

/** Length-prefixed message of gRPC. */
function frame(message: Buffer, compressed: boolean): Buffer {
  const head = Buffer.alloc(5);
  head[0] = compressed ? 1 : 0;
  head.writeUInt32BE(message.length, 1);
  return Buffer.concat([head, message]);
}
