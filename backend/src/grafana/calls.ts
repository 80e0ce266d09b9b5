/** gRPC calls as plain functions: request in, answer or error out, and a signal that fires when the caller goes away. */
import { setMaxListeners } from 'node:events';
import {
  status,
  type handleServerStreamingCall,
  type handleUnaryCall,
  type ServerUnaryCall,
  type ServerWritableStream,
} from '@grpc/grpc-js';
import type { Logger } from '../observe/logger';
import { ObservatoryError } from '../record/errors';
import { failureOf } from './failure';

export interface CallContext {
  /** Aborted when the caller goes away. */
  signal: AbortSignal;
  /** Of the peer; "unknown" for a unix socket, which so counts as not loopback. */
  remoteAddress: string;
}

/** The services answer failures in their own words; what still throws here is a fault of ours. */
export function unary<Request, Response>(
  logger: Logger,
  answer: (request: Request, context: CallContext) => Promise<Response>,
): handleUnaryCall<Request, Response> {
  return (call, callback) => {
    const { context, finish } = contextOf(call);
    answer(call.request, context).then(
      (response) => {
        finish();
        callback(null, response);
      },
      (error: unknown) => {
        finish();
        callback(statusOf(error, logger));
      },
    );
  };
}

/** `closing` ends streams that would otherwise run until nobody watches. */
export function serverStream<Request, Response>(
  logger: Logger,
  closing: AbortSignal,
  answer: (request: Request, write: (response: Response) => void, context: CallContext) => Promise<void>,
): handleServerStreamingCall<Request, Response> {
  return (call) => {
    const { context, finish } = contextOf(call);
    const signal = AbortSignal.any([context.signal, closing]);
    answer(call.request, (response) => call.write(response), { ...context, signal }).then(
      () => {
        finish();
        call.end();
      },
      (error: unknown) => {
        finish();
        // grpc-js makes the status of it; destroy() would end the call without one.
        call.emit('error', statusOf(error, logger));
      },
    );
  };
}

function contextOf(call: ServerUnaryCall<unknown, unknown> | ServerWritableStream<unknown, unknown>) {
  const abort = new AbortController();
  setMaxListeners(0, abort.signal); // every query of the call listens
  let done = false;
  // grpc-js reports a cancel after normal answers too.
  call.on('cancelled', () => {
    if (!done) abort.abort();
  });
  const context: CallContext = { signal: abort.signal, remoteAddress: withoutPort(call.getPeer()) };
  return { context, finish: () => void (done = true) };
}

/** "127.0.0.1:5000", "::1:5000" or "[::1]:5000" without the port. */
const withoutPort = (peer: string): string => peer.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');

function statusOf(error: unknown, logger: Logger): { code: status; details: string } {
  if (!(error instanceof ObservatoryError)) logger.error({ err: error }, 'a pluginv2 call failed');
  const failure = failureOf(error);
  const code =
    failure.status === 401
      ? status.UNAUTHENTICATED
      : failure.status === 403
        ? status.PERMISSION_DENIED
        : failure.status === 499
          ? status.CANCELLED
          : failure.status >= 500
            ? status.UNAVAILABLE
            : status.INVALID_ARGUMENT;
  return { code, details: failure.text };
}
