/** POST /api/v1/query: the twin of Grafana's query call. Every query is answered on its own, failures included. */
import type { Frame } from '@llmobservatory/model';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { frameToJsonText } from '../../encode/jsonText';
import { failureOf } from '../../grafana/failure';
import type { Logger } from '../../observe/logger';
import type { Queries } from '../../query/run';
import type { QueryContext } from '../../query/session';
import { ObservatoryError } from '../../record/errors';
import { abortSignal } from '../abortSignal';
import { callerOf } from '../authenticateCallers';
import { readTime, TIME_FORMS } from '../timeRange';

const MAX_QUERIES = 50;
const DEFAULT_MAX_DATA_POINTS = 1000;

const bodySchema = z.object({
  from: z.union([z.number(), z.string().max(100)]).default('now-24h'),
  to: z.union([z.number(), z.string().max(100)]).default('now'),
  queries: z
    .array(z.looseObject({ refId: z.string().max(100).optional() }))
    .min(1)
    .max(MAX_QUERIES),
  /** Default: the range over maxDataPoints. */
  intervalMs: z.number().positive().optional(),
  maxDataPoints: z.number().int().min(1).max(100_000).default(DEFAULT_MAX_DATA_POINTS),
});

interface Failure {
  /** As HTTP would say it. */
  status: number;
  frames: [];
  /** "CODE: text" */
  error?: string;
  errorSource?: 'plugin' | 'downstream';
  /** Of SQL: 1-based, in what was typed. */
  position?: { line: number; column: number };
}

export interface QueryRouteOptions {
  queries: Queries;
  now: () => Date;
  logger: Logger;
}

export const queryRoute = (options: QueryRouteOptions) => async (app: FastifyInstance) => {
  app.post('/query', async (request, reply): Promise<string> => {
    const { queries, ...context } = readBody(request.body, options.now());
    const asked: QueryContext = { ...context, caller: callerOf(request), signal: abortSignal(reply) };
    const answers = queries.map(async (query): Promise<string> => {
      const answer = await options.queries
        .run(query, asked)
        .then(answerText)
        .catch((error: unknown) => JSON.stringify(failed(error, query.refId, options.logger)));
      return `${JSON.stringify(query.refId)}:${answer}`;
    });
    // Text already, so that nothing large is made into text in one go.
    void reply.type('application/json; charset=utf-8');
    return `{"results":{${(await Promise.all(answers)).join(',')}}}`;
  });
};

async function answerText(frames: Frame[]): Promise<string> {
  const texts: string[] = [];
  for (const frame of frames) texts.push(await frameToJsonText(frame));
  return `{"status":200,"frames":[${texts.join(',')}]}`;
}

function failed(error: unknown, refId: string, logger: Logger): Failure {
  if (!(error instanceof ObservatoryError) || error.fault === 'internal') {
    logger.error({ err: error, refId }, 'a query failed');
  }
  const { status, text, source } = failureOf(error);
  const position = error instanceof ObservatoryError ? error.position : undefined;
  return { status, frames: [], error: text, errorSource: source, ...(position && { position }) };
}

/** @throws ObservatoryError QUERY_REQUEST_INVALID (caller) */
function readBody(body: unknown, now: Date) {
  const result = bodySchema.safeParse(body);
  if (!result.success) {
    throw invalid(
      result.error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`).join('; '),
    );
  }
  const { data } = result;
  const time = (name: 'from' | 'to'): Date => {
    const read = readTime(data[name], now);
    if (read) return read;
    throw invalid(`${name}: "${data[name]}" is no time; use ${TIME_FORMS}`);
  };
  const [from, to] = [time('from'), time('to')];
  const { maxDataPoints } = data;
  const intervalMs = data.intervalMs ?? Math.max(1, (to.getTime() - from.getTime()) / maxDataPoints);
  return { from, to, intervalMs, maxDataPoints, queries: withRefIds(data.queries) };
}

/** A, B, C, … as Grafana does; two queries with one name would be one answer. */
function withRefIds<Query extends { refId?: string }>(
  queries: readonly Query[],
): (Query & { refId: string })[] {
  const named = queries.map((query, index) => ({ ...query, refId: query.refId || letters(index) }));
  const twice = named.find(({ refId }, index) => named.findIndex((other) => other.refId === refId) < index);
  if (twice) throw invalid(`queries: two of them have the refId "${twice.refId}"; give each its own`);
  return named;
}

const letters = (index: number): string =>
  (index < 26 ? '' : letters(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26));

const invalid = (problems: string): ObservatoryError =>
  new ObservatoryError(
    'caller',
    'QUERY_REQUEST_INVALID',
    `Bad request: ${problems}. Expected {"from": "now-1h", "to": "now", "queries": [{"queryType": "metrics"}]}.`,
  );
