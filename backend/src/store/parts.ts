/**
 * Cuts what one request brings into parts that are committed by themselves: no larger than a good transaction, and with
 * calls of one day only. A transaction invalidates one min–max range of the rollups, so one that mixed today with a late
 * row of last month would make the next refresh recompute the month.
 */
import type { CallRow } from '../record/call';
import type { LogRecord } from '../record/log';
import type { MetricPoint } from '../record/metric';
import type { Score } from '../record/score';
import type { SpanRecord } from '../record/span';

/** Records of one request, or of several that are committed together. */
export interface StoreBatch {
  spans: SpanRecord[];
  calls: CallRow[];
  logs: LogRecord[];
  points: MetricPoint[];
  scores: Score[];
}

export interface Part {
  records: StoreBatch;
  /** UTC day of its calls, in days since 1970; null: it has none, and goes with any. */
  day: number | null;
  rows: number;
  /** About; of the texts only. */
  bytes: number;
}

export interface PartLimits {
  rows: number;
  bytes: number;
}

const DAY_NANO = 86_400_000_000_000n;
const dayOf = ({ claim }: CallRow): number => Number(claim.startUnixNano / DAY_NANO);

export const emptyRecords = (): StoreBatch => ({
  spans: [],
  calls: [],
  logs: [],
  points: [],
  scores: [],
});

export function partsOf(batch: StoreBatch, limits: PartLimits): Part[] {
  const parts: Part[] = [];
  let open: Part | undefined;
  const room = (bytes: number, day: number | null): StoreBatch => {
    const fits =
      open !== undefined &&
      open.rows < limits.rows &&
      open.bytes + bytes <= limits.bytes &&
      (day === null || open.day === null || open.day === day);
    if (!fits || !open) parts.push((open = { records: emptyRecords(), day: null, rows: 0, bytes: 0 }));
    open.day ??= day;
    open.rows += 1;
    open.bytes += bytes;
    return open.records;
  };
  for (const call of byDay(batch.calls)) room(CALL_BYTES, dayOf(call)).calls.push(call);
  for (const span of batch.spans) room(spanBytes(span), null).spans.push(span);
  for (const log of batch.logs) room(logBytes(log), null).logs.push(log);
  for (const point of batch.points) room(pointBytes(point), null).points.push(point);
  for (const score of batch.scores) room(scoreBytes(score), null).scores.push(score);
  return parts;
}

const byDay = (calls: readonly CallRow[]): CallRow[] =>
  [...calls].sort((left, right) => dayOf(left) - dayOf(right));

/** Of the columns that are never long. */
const CALL_BYTES = 1500;
const FIXED_BYTES = 300;
const length = (text: string | null | undefined): number => text?.length ?? 0;

const spanBytes = (span: SpanRecord): number =>
  FIXED_BYTES +
  length(span.attributes) +
  length(span.links) +
  length(span.content?.carriers) +
  length(span.content?.events);
const logBytes = (log: LogRecord): number => FIXED_BYTES + length(log.attributes) + length(log.body);
const pointBytes = (point: MetricPoint): number =>
  FIXED_BYTES + length(point.attributes) + length(point.detail);
const scoreBytes = (score: Score): number =>
  FIXED_BYTES + length(score.explanation) + length(score.attributes);

/** Everything of several parts, for one transaction. */
export function joined(parts: readonly Part[]): StoreBatch {
  const [only] = parts;
  if (parts.length === 1 && only) return only.records;
  return {
    spans: parts.flatMap(({ records }) => records.spans),
    calls: parts.flatMap(({ records }) => records.calls),
    logs: parts.flatMap(({ records }) => records.logs),
    points: parts.flatMap(({ records }) => records.points),
    scores: parts.flatMap(({ records }) => records.scores),
  };
}

export const countOf = ({ spans, calls, logs, points, scores }: StoreBatch): number =>
  spans.length + calls.length + logs.length + points.length + scores.length;

/** Two halves of the records, in their order. */
export function halves(batch: StoreBatch): [StoreBatch, StoreBatch] {
  let left = Math.ceil(countOf(batch) / 2);
  const cut = <T>(records: T[]): [T[], T[]] => {
    const taken = records.slice(0, left);
    const rest = records.slice(left);
    left -= taken.length;
    return [taken, rest];
  };
  const [spans, spansLeft] = cut(batch.spans);
  const [calls, callsLeft] = cut(batch.calls);
  const [logs, logsLeft] = cut(batch.logs);
  const [points, pointsLeft] = cut(batch.points);
  const [scores, scoresLeft] = cut(batch.scores);
  return [
    { spans, calls, logs, points, scores },
    { spans: spansLeft, calls: callsLeft, logs: logsLeft, points: pointsLeft, scores: scoresLeft },
  ];
}
