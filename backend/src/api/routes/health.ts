/** GET /health: the process lives. GET /ready: it can answer, because its database does. For probes, without a key. */
import type { FastifyInstance } from 'fastify';
import type { Readiness } from '../../query/run';
import { abortSignal } from '../abortSignal';

export const healthRoutes =
  ({ queries }: { queries: Readiness }) =>
  async (app: FastifyInstance) => {
    app.get('/health', async () => ({ status: 'ok' }));
    app.get('/ready', async (_request, reply) => {
      await queries.ready(abortSignal(reply));
      return { status: 'ready' };
    });
  };
