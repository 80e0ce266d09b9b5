/**
 * OTLP/HTTP. The body stays on its stream until the caller is known and there is room for it,
 * so fastify's body parsers are switched off. Answers come in the encoding of the request, as the specification asks.
 */
import type { AddressInfo } from 'node:net';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { SIGNALS, type Signal } from '../record/batch';
import { ObservatoryError } from '../record/errors';
import { ENCODINGS, readBody, type Encoding } from './body';
import { authorizationOf } from './credentials';
import {
  asObservatoryError,
  receiveExport,
  type Arrival,
  type OtlpOptions,
  type OtlpRequest,
  type OtlpServer,
} from './export';
import { portUnavailable } from './listening';
import { statusJson, statusProtobuf, successJson, successProtobuf } from './reply';
import { statusOf } from './status';

type Format = OtlpRequest['format'];

const CONTENT_TYPES: Readonly<Record<Format, string>> = {
  protobuf: 'application/x-protobuf',
  json: 'application/json',
};

/** Longer than the 60 s after which load balancers and exporters close idle connections, so that they close first. */
const KEEP_ALIVE_MS = 75_000;
/** For a whole request; a sender slower than this holds memory for nothing. */
const REQUEST_MS = 60_000;

/** @throws ObservatoryError PORT_UNAVAILABLE */
export async function startOtlpHttp(options: OtlpOptions): Promise<OtlpServer> {
  const app = fastify({
    keepAliveTimeout: KEEP_ALIVE_MS,
    requestTimeout: REQUEST_MS,
    bodyLimit: options.maxRequestBytes,
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, _body, done) => done(null));
  const close = closeWhenAnswered(app);
  for (const signal of SIGNALS) {
    app.post(`/v1/${signal}`, (request, reply) => handle(options, signal, request, reply));
  }
  app.setNotFoundHandler((request, reply) => sendError(request, reply, notFound(request)));
  app.setErrorHandler((error, request, reply) => sendError(request, reply, unreadable(error)));
  try {
    await app.listen({ host: options.host, port: options.port });
  } catch (error) {
    throw portUnavailable('OTLP/HTTP', 'OBSERVATORY_OTLP_HTTP_PORT', options.host, options.port, error);
  }
  return { port: (app.server.address() as AddressInfo).port, close };
}

/**
 * Ends all connections once the last request is answered. Node alone would wait for connections on which nothing was
 * ever sent, which clients open in advance, until they time out.
 */
function closeWhenAnswered(app: FastifyInstance): () => Promise<void> {
  let underWay = 0;
  let closing = false;
  const endIfDone = () => {
    if (closing && underWay === 0) app.server.closeAllConnections();
  };
  app.addHook('onRequest', (_request, reply, done) => {
    underWay++;
    reply.raw.once('close', () => {
      underWay--;
      endIfDone();
    });
    done();
  });
  return () => {
    closing = true;
    const closed = app.close();
    endIfDone();
    return closed.then(() => undefined);
  };
}

async function handle(
  options: OtlpOptions,
  signal: Signal,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  try {
    const result = await receiveExport(options, signal, () =>
      arrivalOf(request, reply, options.maxRequestBytes),
    );
    const json = formatOf(request) === 'json';
    const body = json ? successJson(signal, result) : successProtobuf(result);
    return reply
      .code(200)
      .type(CONTENT_TYPES[json ? 'json' : 'protobuf'])
      .send(body);
  } catch (error) {
    return sendError(request, reply, asObservatoryError(error));
  }
}

/** @throws ObservatoryError OTLP_CONTENT_TYPE_UNSUPPORTED, OTLP_ENCODING_UNSUPPORTED */
function arrivalOf(request: FastifyRequest, reply: FastifyReply, maxBytes: number): Arrival {
  const format = formatOf(request);
  if (format === null) throw unsupportedType(request);
  const encoding = encodingOf(request);
  const contentLength = contentLengthOf(request);
  return {
    format,
    credentials: {
      authorization: authorizationOf(request.headers.authorization, headerOf(request, 'x-api-key')),
      remoteAddress: request.raw.socket.remoteAddress ?? '',
      host: request.headers.host,
      origin: request.headers.origin,
    },
    expectedBytes: contentLength ?? 0,
    readBody: (hold) => readBody(request.raw, { encoding, contentLength, hold, maxBytes }),
    abort: whenGone(reply),
  };
}

/** In the encoding of the request; JSON, which people can read, when that is none of OTLP's. */
function sendError(request: FastifyRequest, reply: FastifyReply, error: ObservatoryError): FastifyReply {
  const format = formatOf(request) ?? 'json';
  const status = statusOf(error);
  if (status.retryAfterSeconds !== null) reply.header('retry-after', String(status.retryAfterSeconds));
  if (status.http === 401) reply.header('www-authenticate', 'Bearer');
  if (status.http === 415) reply.header('accept-encoding', ENCODINGS.join(', '));
  const body = format === 'json' ? statusJson(status) : statusProtobuf(status);
  return reply.code(status.http).type(CONTENT_TYPES[format]).send(body);
}

/** Null when the content type is none of OTLP's. */
function formatOf(request: FastifyRequest): Format | null {
  const type = (request.headers['content-type'] ?? '').split(';', 1)[0]!.trim().toLowerCase();
  return type === CONTENT_TYPES.protobuf ? 'protobuf' : type === CONTENT_TYPES.json ? 'json' : null;
}

function encodingOf(request: FastifyRequest): Encoding {
  const sent = (request.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  const encoding = ENCODINGS.find((known) => known === sent);
  if (encoding) return encoding;
  throw new ObservatoryError(
    'unsupported',
    'OTLP_ENCODING_UNSUPPORTED',
    `Content-Encoding "${sent}" is not understood. Use one of ${ENCODINGS.join(', ')}, applied once.`,
  );
}

function contentLengthOf(request: FastifyRequest): number | null {
  const length = request.headers['content-length'];
  // Node has checked that it is a decimal number.
  return length === undefined ? null : Number(length);
}

function headerOf(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function whenGone(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort();
  });
  return gone.signal;
}

function unsupportedType(request: FastifyRequest): ObservatoryError {
  const sent = request.headers['content-type'] ?? '';
  return new ObservatoryError(
    'unsupported',
    'OTLP_CONTENT_TYPE_UNSUPPORTED',
    `Content-Type "${sent}" is not OTLP. Send ${CONTENT_TYPES.protobuf} or ${CONTENT_TYPES.json}.`,
  );
}

/** What fastify itself refuses: a malformed URL, a duplicate Content-Type. */
function unreadable(error: unknown): ObservatoryError {
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (status >= 500) return asObservatoryError(error);
  const reason = error instanceof Error ? error.message : String(error);
  return new ObservatoryError('caller', 'HTTP_MALFORMED', `The HTTP request can't be read: ${reason}.`);
}

function notFound(request: FastifyRequest): ObservatoryError {
  return new ObservatoryError(
    'not_found',
    'OTLP_PATH_UNKNOWN',
    `${request.method} ${request.url.slice(0, 200)} is nothing here. POST to ${SIGNALS.map((s) => `/v1/${s}`).join(', ')}; ` +
      'most exporters want the address without the path as their endpoint.',
  );
}
