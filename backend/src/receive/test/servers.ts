/** Both real servers on free ports around a fake store, and small clients for them. */
import http from 'node:http';
import { Client, credentials, Metadata, type ServiceError } from '@grpc/grpc-js';
import type { Authenticate, Caller } from '../../access/caller';
import type { Signal } from '../../record/batch';
import { ObservatoryError } from '../../record/errors';
import { createAdmission, startOtlpGrpc, startOtlpHttp, type OtlpOptions, type OtlpRequest } from '../index';
import { decodeFailure, decodeSuccess, type Failure, type Success } from './replySchema';

export const KEY = 'a-key-of-the-tests';
export const CALLER: Caller = { name: 'tests', scopes: new Set(['ingest']), projects: ['shop'] };
export const NOW = new Date('2026-08-01T12:00:00Z');

export const authenticate: Authenticate = async ({ authorization }) => {
  if (authorization === `Bearer ${KEY}`) return CALLER;
  if (authorization === 'Bearer reader') return { ...CALLER, name: 'reader', scopes: new Set(['read']) };
  throw new ObservatoryError('unauthenticated', 'KEY_MISSING', 'An API key is needed.');
};

export interface Servers {
  http: number;
  grpc: number;
  /** What reached the store. */
  stored: OtlpRequest[];
  refused: { signal: Signal; code: string }[];
  options: OtlpOptions;
  close(): Promise<void>;
}

export async function startServers(changes: Partial<OtlpOptions> = {}): Promise<Servers> {
  const stored: OtlpRequest[] = [];
  const refused: Servers['refused'] = [];
  const options: OtlpOptions = {
    host: '127.0.0.1',
    port: 0,
    authenticate,
    consume: async () => ({ rejected: 0, message: '' }),
    maxRequestBytes: 1024 * 1024,
    timeoutMs: 10_000,
    admission: createAdmission({ maxInflightBytes: 64 * 1024 * 1024 }),
    now: () => NOW,
    onRefused: (signal, error) => refused.push({ signal, code: error.code }),
    ...changes,
  };
  const { consume } = options;
  options.consume = (request, abort) => {
    stored.push(request);
    return consume(request, abort);
  };
  const [httpServer, grpcServer] = await Promise.all([startOtlpHttp(options), startOtlpGrpc(options)]);
  return {
    http: httpServer.port,
    grpc: grpcServer.port,
    stored,
    refused,
    options,
    close: async () => {
      await Promise.all([httpServer.close(), grpcServer.close()]);
    },
  };
}

export interface HttpAnswer {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: Buffer;
}

/** POST; the content length is that of `body` unless said otherwise, a header that is undefined is not sent. */
export function post(
  port: number,
  path: string,
  body: Uint8Array | string,
  headers: http.OutgoingHttpHeaders = {},
): Promise<HttpAnswer> {
  return exchange(port, path, { 'content-length': Buffer.byteLength(body), ...headers }, (request) =>
    request.end(body),
  );
}

/** Sends the headers of a request that announces `contentLength` bytes, and never the body. */
export function postHeadersOnly(
  port: number,
  path: string,
  contentLength: number,
  headers: http.OutgoingHttpHeaders = {},
): Promise<HttpAnswer> {
  return exchange(port, path, { 'content-length': contentLength, ...headers }, (request) =>
    request.flushHeaders(),
  );
}

function exchange(
  port: number,
  path: string,
  headers: http.OutgoingHttpHeaders,
  send: (request: http.ClientRequest) => void,
): Promise<HttpAnswer> {
  const all = { 'content-type': 'application/x-protobuf', authorization: `Bearer ${KEY}`, ...headers };
  const sent = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  return new Promise((resolve, reject) => {
    const request = http.request({ port, path, method: 'POST', agent: false, headers: sent }, (response) =>
      answerOf(response)
        .then(resolve, reject)
        .finally(() => request.destroy()),
    );
    request.once('error', reject);
    send(request);
  });
}

async function answerOf(response: http.IncomingMessage): Promise<HttpAnswer> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return { status: response.statusCode!, headers: response.headers, body: Buffer.concat(chunks) };
}

export type GrpcAnswer = { ok: Success } | { error: ServiceError; failure: Failure | null };

const SERVICES: Readonly<Record<Signal, string>> = {
  traces: 'opentelemetry.proto.collector.trace.v1.TraceService',
  metrics: 'opentelemetry.proto.collector.metrics.v1.MetricsService',
  logs: 'opentelemetry.proto.collector.logs.v1.LogsService',
};

export interface GrpcCall {
  headers?: Record<string, string>;
  gzip?: boolean;
  /** Gets the function that cancels the call. */
  onStart?: (cancel: () => void) => void;
}

/** A unary Export, as every exporter makes it. */
export async function exportGrpc(
  port: number,
  signal: Signal,
  message: Uint8Array,
  { headers = { authorization: `Bearer ${KEY}` }, gzip = false, onStart }: GrpcCall = {},
): Promise<GrpcAnswer> {
  const client = new Client(`127.0.0.1:${port}`, credentials.createInsecure(), {
    ...(gzip && { 'grpc.default_compression_algorithm': 2 }),
    'grpc.max_send_message_length': -1,
    // The client of the tests must not retry by itself.
    'grpc.enable_retries': 0,
  });
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(headers)) metadata.set(name, value);
  try {
    return await new Promise<GrpcAnswer>((resolve) => {
      const call = client.makeUnaryRequest(
        `/${SERVICES[signal]}/Export`,
        (bytes: Uint8Array) => Buffer.from(bytes),
        (bytes: Buffer) => bytes,
        message,
        metadata,
        (error, reply) => {
          if (!error) return resolve({ ok: decodeSuccess(reply!) });
          const details = error.metadata.get('grpc-status-details-bin')[0];
          resolve({ error, failure: details instanceof Buffer ? decodeFailure(details) : null });
        },
      );
      onStart?.(() => call.cancel());
    });
  } finally {
    client.close();
  }
}
