/**
 * OTLP/gRPC on grpc-js. Export is declared as client-streaming although senders call it as unary: on the wire both are
 * the same, but a unary handler is called with the whole body, a streaming one with the headers alone, and the body must
 * not be read before the caller is known and there is room. Messages stay raw bytes.
 */
import {
  Metadata,
  Server,
  ServerCredentials,
  type handleClientStreamingCall,
  type ServerReadableStream,
  type ServiceDefinition,
} from '@grpc/grpc-js';
import type { Signal } from '../record/batch';
import { ObservatoryError } from '../record/errors';
import { authorizationOf } from './credentials';
import { receiveExport, type OtlpOptions, type OtlpServer } from './export';
import { portUnavailable } from './listening';
import { statusProtobuf, successProtobuf } from './reply';
import { statusOf } from './status';

const SERVICES: Readonly<Record<Signal, string>> = {
  traces: 'opentelemetry.proto.collector.trace.v1.TraceService',
  metrics: 'opentelemetry.proto.collector.metrics.v1.MetricsService',
  logs: 'opentelemetry.proto.collector.logs.v1.LogsService',
};

/** Connections live for months otherwise, and stay with the replica that was there first. */
const MAX_CONNECTION_AGE_MS = 5 * 60_000;
const MAX_CONNECTION_AGE_GRACE_MS = 60_000;
const KEEPALIVE_MS = 60_000;
/** How long requests under way may take when the server closes. */
const DRAIN_MS = 30_000;

/**
 * Room taken while a message comes in: grpc-js tells its length only when it is whole. 4 MiB is the limit that gRPC
 * receivers have by default, so nearly all senders stay below it; the true size is taken when it is known.
 */
const UNKNOWN_MESSAGE_BYTES = 4 * 1024 * 1024;

/** @throws ObservatoryError PORT_UNAVAILABLE */
export async function startOtlpGrpc(options: OtlpOptions): Promise<OtlpServer> {
  const server = new Server({
    // Holds for the message as sent and after decompression.
    'grpc.max_receive_message_length': options.maxRequestBytes,
    'grpc.max_connection_age_ms': MAX_CONNECTION_AGE_MS,
    'grpc.max_connection_age_grace_ms': MAX_CONNECTION_AGE_GRACE_MS,
    'grpc.keepalive_time_ms': KEEPALIVE_MS,
  });
  for (const [signal, service] of Object.entries(SERVICES) as [Signal, string][]) {
    server.addService(serviceDefinition(service), { Export: exportHandler(options, signal) });
  }
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync(addressOf(options), ServerCredentials.createInsecure(), (error, bound) => {
      if (!error) resolve(bound);
      else
        reject(portUnavailable('OTLP/gRPC', 'OBSERVATORY_OTLP_GRPC_PORT', options.host, options.port, error));
    });
  });
  return { port, close: () => drain(server) };
}

function serviceDefinition(service: string): ServiceDefinition {
  const asSent = (bytes: Buffer): Buffer => bytes;
  return {
    Export: {
      path: `/${service}/Export`,
      requestStream: true,
      responseStream: false,
      requestSerialize: asSent,
      requestDeserialize: asSent,
      responseSerialize: asSent,
      responseDeserialize: asSent,
    },
  };
}

function exportHandler(options: OtlpOptions, signal: Signal): handleClientStreamingCall<Buffer, Buffer> {
  return (call, respond) => {
    const gone = new AbortController();
    call.once('cancelled', () => gone.abort());
    receiveExport(options, signal, () => ({
      format: 'protobuf',
      credentials: {
        authorization: authorizationOf(headerOf(call, 'authorization'), headerOf(call, 'x-api-key')),
        remoteAddress: withoutPort(call.getPeer()),
        host: call.getHost(),
        origin: headerOf(call, 'origin'),
      },
      expectedBytes: Math.min(UNKNOWN_MESSAGE_BYTES, options.maxRequestBytes),
      readBody: () => readMessage(call),
      abort: gone.signal,
    })).then(
      (result) => respond(null, successProtobuf(result)),
      (error: ObservatoryError) => {
        const status = statusOf(error);
        const metadata = new Metadata();
        metadata.set('grpc-status-details-bin', statusProtobuf(status));
        respond({ code: status.grpc, details: status.message, metadata });
      },
    );
  };
}

/** The one message of the call. Too large and badly compressed ones are answered by grpc-js, which then cancels the call. */
function readMessage(call: ServerReadableStream<Buffer, Buffer>): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    let message: Buffer | undefined;
    call.on('data', (bytes: Buffer) => {
      if (message === undefined) message = bytes;
      else reject(notOneMessage('more than one message'));
    });
    call.once('end', () => {
      if (message === undefined) reject(notOneMessage('no whole message'));
      else resolve(message);
    });
    const onGone = () =>
      reject(
        new ObservatoryError('cancelled', 'CALLER_GONE', 'The call ended before its message was there.'),
      );
    call.once('cancelled', onGone);
    call.once('error', onGone);
    if (call.cancelled) onGone();
  });
}

function notOneMessage(what: string): ObservatoryError {
  return new ObservatoryError(
    'caller',
    'OTLP_MALFORMED',
    `The call carried ${what}; Export takes exactly one.`,
  );
}

function headerOf(call: ServerReadableStream<Buffer, Buffer>, name: string): string | undefined {
  const value = call.metadata.get(name)[0];
  return value === undefined ? undefined : String(value);
}

/** "127.0.0.1:5000", "::1:5000" or "[::1]:5000" without the port. */
function withoutPort(peer: string): string {
  return peer.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');
}

const addressOf = ({ host, port }: OtlpOptions): string =>
  host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;

function drain(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => server.forceShutdown(), DRAIN_MS);
    server.tryShutdown(() => {
      clearTimeout(force);
      resolve();
    });
  });
}
