/**
 * pluginv2 Diagnostics: what Save & test says. A person who reads it must know what is connected, how fresh the data
 * is, and what to do when something is wrong. ERROR reaches the browser as HTTP 400 with message and details.
 */
import type { HealthDetails } from '@llmobservatory/model';
import type { Authenticate } from '../access/caller';
import type { Logger } from '../observe/logger';
import { ObservatoryError } from '../record/errors';
import type { CallContext } from './calls';
import { callerOf } from './callerOf';
import { failureOf } from './failure';
import type { BackendFacts } from '../query/facts';
import type { Queries } from '../query/run';
import type { CheckHealthRequest, CheckHealthResponse, CollectMetricsResponse } from './proto/messages';

export interface DiagnosticsOptions {
  authenticate: Authenticate;
  queries: Queries;
  /** Prometheus text. */
  metricsText: () => Promise<string>;
  now: () => Date;
  logger: Logger;
}

export function checkHealth(options: DiagnosticsOptions) {
  return async (request: CheckHealthRequest, context: CallContext): Promise<CheckHealthResponse> => {
    try {
      const caller = await callerOf(request.pluginContext, context.remoteAddress, options.authenticate);
      const facts = await options.queries.facts({ caller, signal: context.signal });
      return healthy(facts, options.now());
    } catch (error) {
      if (!(error instanceof ObservatoryError))
        options.logger.error({ err: error }, 'the health check failed');
      return unhealthy(error);
    }
  };
}

/** Asked for no instance, so without a key: these are counts of the backend itself, as at /metrics. */
export function collectMetrics({ metricsText }: DiagnosticsOptions) {
  return async (): Promise<CollectMetricsResponse> => ({
    metrics: { prometheus: Buffer.from(await metricsText()) },
  });
}

function healthy(facts: BackendFacts, now: Date): CheckHealthResponse {
  const database =
    facts.engine === 'embedded'
      ? `embedded TimescaleDB ${facts.timescaleVersion}`
      : `TimescaleDB ${facts.timescaleVersion} on PostgreSQL ${facts.postgresVersion}`;
  const newest = facts.newestSpanAt
    ? `The newest span started ${ageText(now.getTime() - facts.newestSpanAt.getTime())}.`
    : 'No span has come yet.';
  return {
    status: 'OK',
    message: `Connected to LLM Observatory ${facts.version}, ${database} (${facts.edition} edition). ${newest}`,
    jsonDetails: Buffer.from(JSON.stringify(detailsOf(facts))),
  };
}

/** What the resource `info` answers too. */
export function detailsOf(facts: BackendFacts): HealthDetails {
  const problems = problemsOf(facts);
  return {
    version: facts.version,
    engine: facts.engine,
    edition: facts.edition,
    postgresVersion: facts.postgresVersion,
    timescaleVersion: facts.timescaleVersion,
    newestSpanAt: facts.newestSpanAt?.toISOString() ?? null,
    ingestLagMs: facts.ingestLagMs,
    problems,
    verboseMessage: problems.join('\n'),
  };
}

function problemsOf(facts: BackendFacts): string[] {
  const problems: string[] = [];
  if (facts.newestSpanAt === null) {
    problems.push(
      'Nothing to show yet: send OTLP to the backend (port 4317 gRPC, 4318 HTTP). If applications send already, check that their key and this one name the same project.',
    );
  }
  if (facts.edition === 'apache') {
    problems.push(
      'The database runs the Apache edition of TimescaleDB: figures over long ranges are computed from single calls, which takes longer. The Community edition has rollups and compression.',
    );
  }
  if (facts.engine === 'postgres' && facts.readerRole === null) {
    problems.push(
      'Raw SQL is switched off: it runs with a login role that owns nothing, and there is none. Set OBSERVATORY_DATABASE_READER_URL, or let the role of the backend create roles.',
    );
  }
  return problems;
}

function unhealthy(error: unknown): CheckHealthResponse {
  const { text } = failureOf(error);
  return {
    status: 'ERROR',
    message: text,
    jsonDetails: Buffer.from(JSON.stringify({ problems: [text], verboseMessage: '' })),
  };
}

const AGES: readonly [ms: number, unit: string][] = [
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
  [1000, 'second'],
];

/** "12 seconds ago"; a sender's clock may run ahead. */
function ageText(ageMs: number): string {
  if (ageMs < -1000) return `${spanText(-ageMs)} in the future: check the clock of its sender`;
  return ageMs < 1000 ? 'just now' : `${spanText(ageMs)} ago`;
}

function spanText(ms: number): string {
  const [unitMs, unit] = AGES.find(([limit]) => ms >= limit) ?? [1000, 'second'];
  const count = Math.floor(ms / unitMs);
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
