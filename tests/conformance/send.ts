/** Sends captures as their instrumentations did: OTLP over HTTP as protobuf or JSON, plain or gzip, and over gRPC. */
import { gzipSync } from 'node:zlib';
import { Client, credentials, Metadata } from '@grpc/grpc-js';
import { decodeSuccess } from '../../backend/src/receive/test/replySchema';
import type { CaptureFile } from '../captures/capture';
import type { Backend } from './backend';

export const TRANSPORTS = ['http', 'http+gzip', 'grpc'] as const;
export type Transport = (typeof TRANSPORTS)[number];

/**
 * One file as one export request. JSON has no gRPC: it goes over HTTP.
 * @throws when the request is refused, or a part of it
 */
export async function send(
  backend: Backend,
  key: string,
  file: CaptureFile,
  transport: Transport,
): Promise<void> {
  const reply =
    transport === 'grpc' && file.format === 'protobuf'
      ? await sendGrpc(backend.otlpGrpc, key, file)
      : await sendHttp(backend.otlpHttp, key, file, transport === 'http+gzip');
  if (reply !== '') throw new Error(`a record was refused: ${reply}`);
}

async function sendHttp(
  url: string,
  key: string,
  { signal, format, bytes }: CaptureFile,
  gzip: boolean,
): Promise<string> {
  const response = await fetch(`${url}/v1/${signal}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': format === 'json' ? 'application/json' : 'application/x-protobuf',
      ...(gzip && { 'content-encoding': 'gzip' }),
    },
    body: gzip ? gzipSync(bytes) : Buffer.from(bytes),
  });
  const body = Buffer.from(await response.arrayBuffer());
  if (!response.ok) return `HTTP ${response.status}`;
  if (format === 'protobuf') return decodeSuccess(body).partialSuccess?.errorMessage ?? '';
  const { partialSuccess } = JSON.parse(body.toString()) as { partialSuccess?: { errorMessage?: string } };
  return partialSuccess?.errorMessage ?? '';
}

const SERVICES = {
  traces: 'opentelemetry.proto.collector.trace.v1.TraceService',
  metrics: 'opentelemetry.proto.collector.metrics.v1.MetricsService',
  logs: 'opentelemetry.proto.collector.logs.v1.LogsService',
} as const;

function sendGrpc(url: string, key: string, { signal, bytes }: CaptureFile): Promise<string> {
  const client = new Client(new URL(url).host, credentials.createInsecure());
  const metadata = new Metadata();
  metadata.set('authorization', `Bearer ${key}`);
  return new Promise<string>((resolve) => {
    client.makeUnaryRequest(
      `/${SERVICES[signal]}/Export`,
      (message: Uint8Array) => Buffer.from(message),
      (message: Buffer) => decodeSuccess(message).partialSuccess?.errorMessage ?? '',
      bytes,
      metadata,
      (error, refused) => resolve(error ? error.message : (refused ?? '')),
    );
  }).finally(() => client.close());
}
