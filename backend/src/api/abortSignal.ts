import { setMaxListeners } from 'node:events';
import type { FastifyReply } from 'fastify';

/** Fires when the caller goes away before the answer is out: what nobody waits for is not worth a database's time. */
export function abortSignal(reply: FastifyReply): AbortSignal {
  const abort = new AbortController();
  // Each query of a request listens, and a dashboard may ask for many at once: Node would warn of a leak.
  setMaxListeners(0, abort.signal);
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) abort.abort();
  });
  return abort.signal;
}
