import type { FastifyReply } from 'fastify';

/** Fires when the caller goes away before the answer is out: what nobody waits for is not worth a database's time. */
export function abortSignal(reply: FastifyReply): AbortSignal {
  const abort = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) abort.abort();
  });
  return abort.signal;
}
