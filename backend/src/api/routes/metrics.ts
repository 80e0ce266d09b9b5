/** GET /metrics: counts of the backend itself, for Prometheus. */
import type { FastifyInstance } from 'fastify';

export const metricsRoute =
  ({ metricsText }: { metricsText: () => Promise<string> }) =>
  async (app: FastifyInstance) => {
    app.get('/metrics', async (_request, reply) =>
      reply.type('text/plain; version=0.0.4; charset=utf-8').send(await metricsText()),
    );
  };
