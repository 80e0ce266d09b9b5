/**
 * Serves the built workbench with canned answers instead of a backend: for the browser tests, and to look at by hand.
 *
 *   npx tsx tests/workbench/server.ts [port]
 */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WORKBENCH_DIST } from './build';
import { answerQueries, GET_ANSWERS } from './fixtures/answers';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
};

export interface CannedServer {
  /** "http://127.0.0.1:PORT" */
  url: string;
  close: () => Promise<void>;
}

/** Port 0: any free one. */
export async function startCannedServer(port = 0): Promise<CannedServer> {
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => send(response, 500, 'text/plain', String(error)));
  });
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://workbench');
  if (pathname === '/api/v1/query' && request.method === 'POST') {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const asked = JSON.parse(Buffer.concat(chunks).toString()) as Parameters<typeof answerQueries>[0];
    return send(response, 200, TYPES['.json']!, JSON.stringify(await answerQueries(asked)));
  }
  const canned = GET_ANSWERS[pathname];
  if (canned !== undefined) return send(response, 200, TYPES['.json']!, JSON.stringify(canned));
  if (pathname === '/workbench' || pathname === '/workbench/') return file(response, 'index.html');
  if (pathname.startsWith('/workbench/')) return file(response, pathname.slice('/workbench/'.length));
  return send(response, 404, 'text/plain', 'Not found');
}

async function file(response: ServerResponse, path: string): Promise<void> {
  const safe = normalize(`/${decodeURIComponent(path)}`);
  try {
    send(
      response,
      200,
      TYPES[extname(safe)] ?? 'application/octet-stream',
      await readFile(join(WORKBENCH_DIST, safe)),
    );
  } catch {
    send(response, 404, 'text/plain', 'Not found');
  }
}

function send(response: ServerResponse, status: number, type: string, body: string | Buffer): void {
  response.writeHead(status, { 'content-type': type });
  response.end(body);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { url } = await startCannedServer(Number(process.argv[2] ?? 8090));
  process.stdout.write(`${url}/workbench\n`);
}
