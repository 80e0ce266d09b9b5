/**
 * GET /api/v1/info: what runs here and how fresh it is. GET /api/v1/health: the same in words, as Save & test shows it.
 * GET /api/v1/catalogue: what can be asked for.
 */
import { DIMENSIONS, MEASURES, QUANTITIES, VIEWS } from '@llmobservatory/model';
import type { FastifyInstance } from 'fastify';
import { healthReport } from '../../query/healthReport';
import type { Queries } from '../../query/run';
import { abortSignal } from '../abortSignal';
import { callerOf } from '../authenticateCallers';

export const infoRoute =
  ({ queries, now }: { queries: Queries; now: () => Date }) =>
  async (app: FastifyInstance) => {
    app.get('/info', (request, reply) =>
      queries.facts({ caller: callerOf(request), signal: abortSignal(reply) }),
    );
    app.get('/health', async (request, reply) => {
      const facts = await queries.facts({ caller: callerOf(request), signal: abortSignal(reply) });
      return { status: 'OK', ...healthReport(facts, now()) };
    });
    app.get('/catalogue', async () => ({
      measures: MEASURES,
      dimensions: DIMENSIONS,
      quantities: QUANTITIES,
      views: VIEWS,
    }));
  };
