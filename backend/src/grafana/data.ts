/** pluginv2 Data: each query of a panel or an alert rule is answered on its own, failures included. */
import type { Frame } from '@llmobservatory/model';
import type { Authenticate, Caller } from '../access/caller';
import { frameToArrowInSlices } from '../encode/arrow';
import type { Logger } from '../observe/logger';
import { ObservatoryError } from '../record/errors';
import type { CallContext } from './calls';
import { callerOf } from './callerOf';
import { failureOf } from './failure';
import type { Queries } from '../query/run';
import type { DataQuery, DataResponse, QueryDataRequest, QueryDataResponse } from './proto/messages';

export interface DataOptions {
  authenticate: Authenticate;
  queries: Queries;
  logger: Logger;
}

/** Where a query comes without them: Grafana's own defaults for expressions. */
const DEFAULT_INTERVAL_MS = 1000;
const DEFAULT_MAX_DATA_POINTS = 1000;

export function queryData(options: DataOptions) {
  return async (request: QueryDataRequest, context: CallContext): Promise<QueryDataResponse> => {
    const caller = callerOf(request.pluginContext, context.remoteAddress, options.authenticate);
    caller.catch(() => undefined); // each query reports it; there may be none
    const fromAlert = request.headers['FromAlert'] === 'true';
    const answer = async (query: DataQuery): Promise<[string, DataResponse]> => {
      try {
        const frames = await run(query, await caller, fromAlert);
        return [query.refId, { frames: await encodeAll(frames, query), status: 200 }];
      } catch (error) {
        return [query.refId, failed(error, query)];
      }
    };
    return { responses: Object.fromEntries(await Promise.all(request.queries.map(answer))) };

    function run(query: DataQuery, asker: Caller, alert: boolean): Promise<Frame[]> {
      return options.queries.run(storedQuery(query), {
        caller: asker,
        from: new Date(query.timeRange?.fromEpochMS ?? Number.NaN),
        to: new Date(query.timeRange?.toEpochMS ?? Number.NaN),
        intervalMs: query.intervalMS || DEFAULT_INTERVAL_MS,
        maxDataPoints: query.maxDataPoints || DEFAULT_MAX_DATA_POINTS,
        signal: context.signal,
        fromAlert: alert,
      });
    }
  };

  function failed(error: unknown, { refId, queryType }: DataQuery): DataResponse {
    if (!(error instanceof ObservatoryError) || error.fault === 'internal') {
      options.logger.error({ err: error, refId, queryType }, 'a query failed');
    }
    const { status, text, source } = failureOf(error);
    return { frames: [], error: text, status, errorSource: source };
  }
}

async function encodeAll(frames: readonly Frame[], { refId }: DataQuery): Promise<Buffer[]> {
  const encoded: Buffer[] = [];
  for (const frame of frames) encoded.push(await frameToArrowInSlices({ ...frame, refId }));
  return encoded;
}

/** Grafana sends refId and queryType apart from the stored JSON as well; what it sends apart is what it means. */
function storedQuery({ json, refId, queryType }: DataQuery): unknown {
  let stored: unknown;
  try {
    stored = JSON.parse(json.toString() || '{}');
  } catch (error) {
    throw new ObservatoryError('caller', 'QUERY_INVALID', `Query ${refId} is no JSON: ${String(error)}.`);
  }
  if (typeof stored !== 'object' || stored === null) return stored;
  return { ...stored, refId, ...(queryType !== '' && { queryType }) };
}
