/** How the services talk to each other: JSON over HTTP, with the trace context and baggage in the headers. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { context, propagation, SpanKind, SpanStatusCode, type Tracer } from '@opentelemetry/api';
import type { Telemetry } from './telemetry';

type Handler = (body: never) => Promise<unknown>;

/** Serves `POST <path>`; tells the parent process the address; ends when the parent says so. */
export function serve(telemetry: Telemetry, routes: Record<string, Handler>): void {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const remote = propagation.extract(context.active(), request.headers);
      const route = request.url ?? '';
      const handler = routes[route];
      const reply = (status: number, body: unknown) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      if (!handler) return reply(404, { error: `no such path: ${route}` });
      context.with(remote, () =>
        inSpan(
          telemetry.tracer,
          `POST ${route}`,
          SpanKind.SERVER,
          { 'http.route': route, 'http.request.method': 'POST' },
          () => handler(JSON.parse(Buffer.concat(chunks).toString()) as never),
        ).then(
          (body) => reply(200, body),
          (error: unknown) => reply(502, { error: error instanceof Error ? error.message : String(error) }),
        ),
      );
    });
  });
  server.listen(0, '127.0.0.1', () =>
    process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }),
  );
  process.on('message', (message) => {
    if (message !== 'stop') return;
    server.closeAllConnections();
    server.close(() => void telemetry.shutdown().finally(() => process.exit(0)));
  });
  process.on('disconnect', () => process.exit(0));
}

/** Calls another service within a client span. */
export function call<T>(tracer: Tracer, url: string, body: unknown): Promise<T> {
  const { pathname, hostname } = new URL(url);
  return inSpan(
    tracer,
    `POST ${pathname}`,
    SpanKind.CLIENT,
    { 'http.request.method': 'POST', 'server.address': hostname, 'url.full': url },
    async (setAttribute) => {
      const headers: Record<string, string> = { 'content-type': 'application/json' };
      propagation.inject(context.active(), headers);
      const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
      setAttribute('http.response.status_code', response.status);
      const answer = (await response.json()) as T & { error?: string };
      if (!response.ok) throw new Error(answer.error ?? `HTTP ${response.status}`);
      return answer;
    },
  );
}

/** Runs `work` in a span that ends with it and carries its error. */
export function inSpan<T>(
  tracer: Tracer,
  name: string,
  kind: SpanKind,
  attributes: Record<string, string | number>,
  work: (setAttribute: (key: string, value: string | number) => void) => Promise<T>,
): Promise<T> {
  return tracer.startActiveSpan(name, { kind, attributes }, async (span) => {
    try {
      return await work((key, value) => void span.setAttribute(key, value));
    } catch (error) {
      span.recordException(error as Error);
      span.setStatus({
        code: SpanStatusCode.ERROR,
        message: error instanceof Error ? error.message : String(error),
      });
      throw error;
    } finally {
      span.end();
    }
  });
}
