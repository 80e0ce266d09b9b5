/** Everything below needs a caller with this scope. Before the body is read, so that strangers cost nothing. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { requireScope, type Authenticate, type Caller, type Scope } from '../access/caller';
import { authorizationOf } from '../receive/credentials';

const callers = new WeakMap<FastifyRequest, Caller>();

export function authenticateCallers(app: FastifyInstance, authenticate: Authenticate, scope: Scope): void {
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
    requireScope(caller, scope);
    callers.set(request, caller);
  });
}

/** Who asks; only where `authenticateCallers` stands before. */
export function callerOf(request: FastifyRequest): Caller {
  const caller = callers.get(request);
  if (!caller) throw new Error(`${request.url} was answered without asking for a key.`);
  return caller;
}
