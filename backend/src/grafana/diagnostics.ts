/**
 * pluginv2 Diagnostics: what Save & test says. A person who reads it must know what is connected, how fresh the data
 * is, and what to do when something is wrong. ERROR reaches the browser as HTTP 400 with message and details.
 */
import type { Authenticate } from '../access/caller';
import type { Logger } from '../observe/logger';
import { ObservatoryError } from '../record/errors';
import type { CallContext } from './calls';
import { callerOf } from './callerOf';
import { failureOf } from './failure';
import { healthReport } from '../query/healthReport';
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
      const { message, details } = healthReport(facts, options.now());
      return { status: 'OK', message, jsonDetails: Buffer.from(JSON.stringify(details)) };
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

function unhealthy(error: unknown): CheckHealthResponse {
  const { text } = failureOf(error);
  return {
    status: 'ERROR',
    message: text,
    jsonDetails: Buffer.from(JSON.stringify({ problems: [text], verboseMessage: '' })),
  };
}
