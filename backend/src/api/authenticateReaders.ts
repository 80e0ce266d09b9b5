/** Everything below needs a caller who may read. Before the body is read, so that strangers cost nothing. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { requireScope, type Authenticate, type Caller } from '../access/caller';
import { authorizationOf } from '../receive/credentials';

const callers = new WeakMap<FastifyRequest, Caller>();

export function authenticateReaders(app: FastifyInstance, authenticate: Authenticate): void {
  app.addHook('onRequest', async (request) => {
    const apiKey = request.headers['x-api-key'];
    const caller = await authenticate({
      authorization: authorizationOf(
        request.headers.authorization,
        typeof apiKey === 'string' ? apiKey : undefined,
      ),
      remoteAddress: request.raw.socket.remoteAddress ?? '',
      host: request.headers.host,
      origin: request.headers.origin,
    });
    requireScope(caller, 'read');
    callers.set(request, caller);
  });
}

/** Who asks; only where `authenticateReaders` stands before. */
export function callerOf(request: FastifyRequest): Caller {
  const caller = callers.get(request);
  if (!caller) throw new Error(`${request.url} was answered without asking for a key.`);
  return caller;
}
