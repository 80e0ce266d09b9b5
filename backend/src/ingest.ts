/**
 * The way of one OTLP request from its bytes to the COMMIT: decode ▶ normalise ▶ account ▶ store.
 * gRPC and HTTP both end here; a reply is given only when this resolves.
 */
import { settle } from './account/settle';
import type { PriceBook } from './account/prices/priceBook';
import { jsonToProtobuf, readLogs, readMetrics, readTraces } from './decode';
import type { ResourceView, SlotMap } from './decode/view';
import { normaliseLog } from './normalise/log';
import { normalisePoint } from './normalise/point';
import { resourceOf } from './normalise/resource';
import { scoreOfLog } from './normalise/scores/ofLog';
import { scoresOfSpan } from './normalise/scores/ofSpan';
import { normaliseSpan } from './normalise/span';
import type { SelfMetrics } from './observe/metrics';
import type { Consume, OtlpRequest } from './receive/export';
import { emptyBatch, type Batch, type Signal } from './record/batch';
import type { Score } from './record/score';
import type { Resource } from './record/span';
import type { Writer } from './store/writer';

export interface IngestOptions {
  slots: SlotMap;
  prices: PriceBook;
  writer: Writer;
  /** Records older than this are refused: nothing may make chunks that retention has dropped already. */
  retainSeconds: number;
  metrics: SelfMetrics;
  /** Gives scores the verdict that a setting has for them. */
  judge?: (score: Score) => Score;
}

/** Senders' clocks may run ahead this much. */
const FUTURE_NANO = 86_400n * 1_000_000_000n;
/** Different reasons named in one partial_success; the count is always complete. */
const REASONS_SHOWN = 3;

export function createIngest({
  slots,
  prices,
  writer,
  retainSeconds,
  metrics,
  judge = (score) => score,
}: IngestOptions): Consume {
  return async (request, abort) => {
    const started = performance.now();
    const bytes = request.format === 'json' ? jsonToProtobuf(request.signal, request.body) : request.body;
    const batch = decodeBatch(request, bytes, slots);
    refuseFarTimes(batch, request.receivedAt, retainSeconds);
    const { rejected } = await writer.write(
      {
        spans: batch.spans,
        calls: settle(batch.claims, prices),
        logs: batch.logs,
        points: batch.points,
        scores: batch.scores.map(judge),
      },
      abort,
    );
    const all = [...batch.rejected, ...rejected];
    for (const { code } of all) metrics.rejected(request.signal, code);
    metrics.accepted(
      request.signal,
      batch.spans.length + batch.logs.length + batch.points.length - rejected.length,
      bytes.length,
    );
    metrics.committed(request.signal, (performance.now() - started) / 1000);
    return { rejected: all.length, message: describe(all) };
  };
}

function decodeBatch(request: OtlpRequest, bytes: Uint8Array, slots: SlotMap): Batch {
  const batch = emptyBatch();
  const reject = (code: string, message: string) => batch.rejected.push({ code, message });
  const project = request.caller.projects[0] ?? 'default';
  const contextOf = rememberResource(project);

  const read: Record<Signal, () => void> = {
    traces: () =>
      readTraces(
        bytes,
        slots,
        (view) => {
          const { span, claim } = normaliseSpan(view, contextOf(view.resource));
          batch.spans.push(span);
          if (claim) batch.claims.push(claim);
          batch.scores.push(...scoresOfSpan(view, span));
        },
        reject,
      ),
    logs: () =>
      readLogs(
        bytes,
        slots,
        (view) => {
          const { log, claim } = normaliseLog(view, contextOf(view.resource), request.receivedAt);
          batch.logs.push(log);
          if (claim) batch.claims.push(claim);
          const score = scoreOfLog(view, log);
          if (score) batch.scores.push(score);
        },
        reject,
      ),
    metrics: () =>
      readMetrics(
        bytes,
        slots,
        (view) => batch.points.push(normalisePoint(view, contextOf(view.resource))),
        reject,
      ),
  };
  read[request.signal]();
  return batch;
}

/** Spans of one ResourceSpans share the view, so its record is made once. */
function rememberResource(project: string) {
  let last: { view: ResourceView; context: { project: string; resource: Resource } } | undefined;
  return (view: ResourceView) => {
    if (last?.view !== view) last = { view, context: { project, resource: resourceOf(view) } };
    return last.context;
  };
}

function refuseFarTimes(batch: Batch, receivedAt: Date, retainSeconds: number): void {
  const now = BigInt(receivedAt.getTime()) * 1_000_000n;
  const oldest = now - BigInt(retainSeconds) * 1_000_000_000n;
  const newest = now + FUTURE_NANO;
  const isKept = (nano: bigint) => nano >= oldest && nano <= newest;
  const keep = (what: string, nano: bigint): boolean => {
    if (isKept(nano)) return true;
    batch.rejected.push({
      code: 'TIME_OUT_OF_RANGE',
      message: `${what} of ${isoTime(nano)} is outside of what is kept (${isoTime(oldest)} to ${isoTime(newest)}): check the sender's clock, or OBSERVATORY_RETAIN_SIGNALS`,
    });
    return false;
  };
  batch.spans = batch.spans.filter((span) => keep('a span', span.startUnixNano));
  batch.logs = batch.logs.filter((log) => keep('a log record', log.timeUnixNano));
  batch.points = batch.points.filter((point) => keep('a metric point', point.timeUnixNano));
  batch.claims = batch.claims.filter((claim) => isKept(claim.startUnixNano));
  batch.scores = batch.scores.filter((score) => isKept(score.timeUnixNano));
}

/** ISO text of a time that may be anything a sender can write, also far outside of what a Date can hold. */
function isoTime(nano: bigint): string {
  const date = new Date(Number(nano / 1_000_000n));
  return Number.isNaN(date.getTime()) ? `${nano} ns` : date.toISOString();
}

/** "2 rejected. SPAN_ID_INVALID: …; TIME_OUT_OF_RANGE: …" — senders log this text, so it says what to do. */
function describe(rejected: readonly { code: string; message: string }[]): string {
  const reasons = [...new Map(rejected.map((one) => [one.code, `${one.code}: ${one.message}`])).values()];
  const shown = reasons.slice(0, REASONS_SHOWN).join('; ');
  return reasons.length > REASONS_SHOWN
    ? `${shown}; and ${reasons.length - REASONS_SHOWN} other reasons`
    : shown;
}
