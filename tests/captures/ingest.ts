/** The way of a request up to the settlement, without transport and database. */
import { shippedPrices } from '../../backend/src/account/prices/shipped';
import { settle, type SettleOptions } from '../../backend/src/account/settle';
import { readLogs, readMetrics, readTraces } from '../../backend/src/decode';
import { normaliseLog } from '../../backend/src/normalise/log';
import { normalisePoint } from '../../backend/src/normalise/point';
import { resourceOf } from '../../backend/src/normalise/resource';
import { scoreOfLog } from '../../backend/src/normalise/scores/ofLog';
import { scoresOfSpan } from '../../backend/src/normalise/scores/ofSpan';
import { SLOT_MAP } from '../../backend/src/normalise/slots';
import { normaliseSpan } from '../../backend/src/normalise/span';
import { emptyBatch, type Batch } from '../../backend/src/record/batch';
import type { CallRow } from '../../backend/src/record/call';
import { claimOfSpan } from '../../backend/src/record/ids';
import type { Ancestry } from '../../backend/src/record/span';
import type { Request, Sums } from './capture';

const PRICES = shippedPrices();

/** Everything the requests ask to be stored, in one batch. */
export function batchOf(requests: readonly Request[]): Batch {
  const batch = emptyBatch();
  const reject = (code: string, message: string) => batch.rejected.push({ code, message });
  for (const { signal, bytes } of requests) {
    if (signal === 'traces') {
      readTraces(
        bytes,
        SLOT_MAP,
        (view) => {
          const { span, claim } = normaliseSpan(view, { project: 'p', resource: resourceOf(view.resource) });
          batch.spans.push(span);
          if (claim) batch.claims.push(claim);
          batch.scores.push(...scoresOfSpan(view, span));
        },
        reject,
      );
    } else if (signal === 'logs') {
      readLogs(
        bytes,
        SLOT_MAP,
        (view) => {
          const { log, claim } = normaliseLog(view, { project: 'p', resource: resourceOf(view.resource) });
          batch.logs.push(log);
          if (claim) batch.claims.push(claim);
          const score = scoreOfLog(view, log);
          if (score) batch.scores.push(score);
        },
        reject,
      );
    } else {
      readMetrics(
        bytes,
        SLOT_MAP,
        (view) =>
          batch.points.push(normalisePoint(view, { project: 'p', resource: resourceOf(view.resource) })),
        reject,
      );
    }
  }
  return batch;
}

/** Settled as the job does it: all claims at once, with the tree of all spans. */
export function settled(batch: Batch, options: SettleOptions = {}): CallRow[] {
  const spans = new Map(batch.spans.map((span) => [claimOfSpan(span.traceId, span.spanId), span]));
  const ancestry: Ancestry = (traceId, spanId) => spans.get(claimOfSpan(traceId, spanId)) ?? null;
  return settle(batch.claims, PRICES, { ancestry, ...options });
}

export const countedRows = (rows: readonly CallRow[]): CallRow[] =>
  rows.filter(({ state }) => state === 'counted');

/** What `SELECT count(*), sum(…) FROM llm_metrics` gives: null when every value is null. */
export function sumsOf(rows: readonly CallRow[]): Sums {
  const counted = countedRows(rows);
  const sum = (name: 'input' | 'output' | 'cacheRead' | 'cacheWrite' | 'reasoning'): number | null =>
    counted.reduce<number | null>((total, { usage }) => {
      const value = usage.tokens[name];
      return value === null ? total : (total ?? 0) + value;
    }, null);
  return {
    calls: counted.length,
    failed_calls: counted.filter(({ call }) => call.errorType !== null).length,
    input_tokens: sum('input'),
    output_tokens: sum('output'),
    cache_read_tokens: sum('cacheRead'),
    cache_write_tokens: sum('cacheWrite'),
    reasoning_tokens: sum('reasoning'),
  };
}

/** A null and a 0 in the truth both read as "none": absent and 0 are the same there. */
export const withoutNulls = (sums: Sums): Record<string, number> =>
  Object.fromEntries(Object.entries(sums).map(([name, value]) => [name, (value as number | null) ?? 0]));
