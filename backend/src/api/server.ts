/**
 * The HTTP door for people and programs: queries as Grafana asks them, filter keys, scores, health, metrics. A thin door:
 * routes read the request, the query room answers, and one place says what an error looks like.
 */
import type { AddressInfo } from 'node:net';
import fastify, { type FastifyInstance } from 'fastify';
import type { Authenticate } from '../access/caller';
import type { Logger } from '../observe/logger';
import type { Queries, Readiness } from '../query/run';
import { portUnavailable } from '../receive/listening';
import { authenticateCallers } from './authenticateCallers';
import { sendErrors } from './errors';
import { healthRoutes } from './routes/health';
import { infoRoute } from './routes/info';
import { metricsRoute } from './routes/metrics';
import { queryRoute } from './routes/query';
import { scoresRoute, type SaveScores } from './routes/scores';
import { tagRoutes } from './routes/tags';

export interface HttpOptions {
  host: string;
  /** 0 = any free port. */
  port: number;
  authenticate: Authenticate;
  queries: Queries & Readiness;
  saveScores: SaveScores;
  /** Scores older than this are refused. */
  retainSeconds: number;
  /** Prometheus text. */
  metricsText: () => Promise<string>;
  now: () => Date;
  logger: Logger;
  /** Adds what is no API: the workbench. */
  extend?: (app: FastifyInstance) => Promise<void>;
}

export interface HttpServer {
  port: number;
  app: FastifyInstance;
  /** Running queries are cut off: nothing is lost by that. */
  close(): Promise<void>;
}

/** A query with 100 000 characters of SQL, a few times over. */
const MAX_BODY_BYTES = 2 * 1024 * 1024;

/** @throws ObservatoryError PORT_UNAVAILABLE */
export async function startHttp(options: HttpOptions): Promise<HttpServer> {
  const app = fastify({ bodyLimit: MAX_BODY_BYTES, forceCloseConnections: true });
  sendErrors(app, options.logger);
  await app.register(healthRoutes(options));
  await app.register(metricsRoute(options));
  await app.register(
    async (api) => {
      authenticateCallers(api, options.authenticate, 'read');
      await api.register(queryRoute(options));
      await api.register(tagRoutes(options));
      await api.register(infoRoute(options));
    },
    { prefix: '/api/v1' },
  );
  await app.register(
    async (api) => {
      authenticateCallers(api, options.authenticate, 'ingest');
      await api.register(scoresRoute(options));
    },
    { prefix: '/api/v1' },
  );
  await options.extend?.(app);
  try {
    await app.listen({ host: options.host, port: options.port });
  } catch (error) {
    throw portUnavailable('The API', 'OBSERVATORY_HTTP_PORT', options.host, options.port, error);
  }
  return { port: (app.server.address() as AddressInfo).port, app, close: () => app.close() };
}
