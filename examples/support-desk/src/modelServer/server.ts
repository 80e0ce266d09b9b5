/**
 * A local stand-in for the model providers. It speaks their HTTP protocols, keeps a bill, and is moody on purpose:
 * now and then it is overloaded (429, the client retries) and refuses a message that talks of "explosives".
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createAnthropic } from './anthropic';
import { createBill, type Bill } from './bill';
import { chat, embeddings } from './openai';
import { createDice } from './script';

/** A whole answer, or one in server-sent events. */
export type Reply = { json: unknown } | { events: string[] };

export interface ModelServer {
  url: string;
  bill: Bill;
  close(): Promise<void>;
}

/** One request in this many is answered with 429 first. */
const OVERLOADED_ONE_IN = 9;
const FIRST_TOKEN_MS = 60;
const EACH_TOKEN_MS = 4;

export async function startModelServer(seed = 20_261_121): Promise<ModelServer> {
  const bill = createBill();
  const dice = createDice(seed);
  const messages = createAnthropic(bill);
  let requests = 0;

  const routes: Record<string, (body: never) => Reply> = {
    '/v1/chat/completions': (body) => chat(body, bill),
    '/v1/embeddings': (body) => embeddings(body, bill),
    '/v1/messages': (body) => messages(body),
  };

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) =>
      refuse(response, 500, `the stand-in failed: ${String(error)}`),
    );
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = (await bodyOf(request)) as { messages?: unknown };
    const route = routes[new URL(request.url ?? '', 'http://stand-in').pathname];
    if (!route) return refuse(response, 404, `no such path: ${request.url}`);
    requests++;
    if (requests % OVERLOADED_ONE_IN === 0 && !request.headers['x-stainless-retry-count']?.includes('1')) {
      bill.fail(429);
      return refuse(response, 429, 'The model is overloaded. Try again.', { 'retry-after-ms': '40' });
    }
    if (JSON.stringify(body.messages ?? '').includes('explosives')) {
      bill.fail(400);
      return refuse(response, 400, 'This request was blocked by the content filter.', {}, 'content_filter');
    }
    await sleep(FIRST_TOKEN_MS + dice() * FIRST_TOKEN_MS);
    const reply = route(body as never);
    if ('json' in reply) return send(response, 200, reply.json);
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const event of reply.events) {
      response.write(event);
      await sleep(EACH_TOKEN_MS);
    }
    response.end();
  }

  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bill,
    close: () => new Promise((done) => void server.close(() => done()).closeAllConnections()),
  };
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString() || '{}');
}

function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

/** Both providers' clients find what they look for in this body. */
function refuse(
  response: ServerResponse,
  status: number,
  message: string,
  headers: Record<string, string> = {},
  code = 'error',
): void {
  send(response, status, { type: 'error', error: { type: code, code, message } }, headers);
}
