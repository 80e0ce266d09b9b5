/** A score from the parts that its sender named. */
import { createHash } from 'node:crypto';
import type { SpanId, TraceId } from '../../record/ids';
import type { Score, ScoreTarget } from '../../record/score';
import { isRecord, jsonIn } from '../json';
import type { ScorePart } from './sources';
import { passedOf } from './verdict';

export type ScoreParts = Partial<Record<ScorePart, unknown>>;

/** What the carrier knows of the score, whatever it says. */
export interface ScorePlace {
  project: string;
  timeUnixNano: bigint;
  target: ScoreTarget;
  traceId: TraceId | null;
  spanId: SpanId | null;
  sessionId: string | null;
  source: string;
  /** What its id is made of, beside what it says: names the carrier. */
  identity: string;
}

/** Characters; more is cut. The whole text stays with the span or the log record. */
export const SCORE_LIMITS = { name: 200, label: 200, explanation: 4000, id: 1000, details: 8000 } as const;

/** Null: it has no name, or says nothing. The record that carries it is stored all the same. */
export function scoreOf(parts: ScoreParts, place: ScorePlace): Score | null {
  const name = text(parts.name, SCORE_LIMITS.name);
  const { value, label, passed } = resultOf(parts);
  const explanation = text(parts.explanation, SCORE_LIMITS.explanation);
  const errorType = text(parts.errorType, SCORE_LIMITS.name);
  if (name === null || (value === null && label === null && explanation === null && errorType === null)) {
    return null;
  }
  const annotator = text(parts.annotator, SCORE_LIMITS.name)?.toLowerCase() ?? null;
  const identifier = text(parts.identifier, SCORE_LIMITS.id);
  const { identity, ...where } = place;
  const traceId = hex(parts.traceId, TRACE_ID) as TraceId | null;
  // Both words of OpenInference for one result are one score: the id is made of what is said, not of where it stands.
  const said = identifier ?? JSON.stringify([value, label, explanation, annotator]);
  return {
    ...where,
    id: idOf(place.target, identity, name, said),
    traceId: traceId ?? place.traceId,
    spanId: (hex(parts.spanId, SPAN_ID) as SpanId | null) ?? (traceId === null ? place.spanId : null),
    sessionId: text(parts.sessionId, SCORE_LIMITS.id) ?? place.sessionId,
    responseId: text(parts.responseId, SCORE_LIMITS.id),
    name,
    value,
    label,
    passed,
    explanation,
    annotator,
    errorType,
    attributes: detailsOf(parts.details),
  };
}

/** 32 hex digits. */
export const idOf = (...said: readonly string[]): string =>
  createHash('sha256').update(said.join('\n')).digest('hex').slice(0, 32);

/** A boolean is a verdict, and 1 or 0; a text that is no number is a label. */
function resultOf({ value, label, passed }: ScoreParts): Pick<Score, 'value' | 'label' | 'passed'> {
  const sentLabel = text(label, SCORE_LIMITS.label);
  const verdict = booleanOf(passed) ?? passedOf(sentLabel);
  if (typeof value === 'boolean') {
    return { value: value ? 1 : 0, label: sentLabel, passed: booleanOf(passed) ?? value };
  }
  const number = numberOf(value);
  if (number !== null || typeof value !== 'string')
    return { value: number, label: sentLabel, passed: verdict };
  const own = sentLabel ?? text(value, SCORE_LIMITS.label);
  return { value: null, label: own, passed: booleanOf(passed) ?? passedOf(own) };
}

/** Finite numbers, also as text; anything else is unknown. */
function numberOf(value: unknown): number | null {
  const number =
    typeof value === 'string' && value.trim() !== ''
      ? Number(value)
      : typeof value === 'bigint' || typeof value === 'number'
        ? Number(value)
        : NaN;
  return Number.isFinite(number) ? number : null;
}

const booleanOf = (value: unknown): boolean | null =>
  typeof value === 'boolean' ? value : value === 'true' ? true : value === 'false' ? false : null;

function text(value: unknown, most: number): string | null {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'bigint') return null;
  const known = storable(String(value)).trim();
  if (known === '') return null;
  return known.length > most ? `${known.slice(0, most - 1).replace(NOT_STORABLE, '')}…` : known;
}

/** The database has no NUL, and no half of a surrogate pair. */
const storable = (text: string): string => text.replace(NOT_STORABLE, '\ufffd');
const NOT_STORABLE = /\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const TRACE_ID = /^(?!0+$)[0-9a-f]{32}$/;
const SPAN_ID = /^(?!0+$)[0-9a-f]{16}$/;

const hex = (value: unknown, shape: RegExp): string | null =>
  typeof value === 'string' && shape.test(value.toLowerCase()) ? value.toLowerCase() : null;

function detailsOf(details: unknown): string {
  const opened = jsonIn(details);
  const json = isRecord(opened) ? JSON.stringify(opened, storableJson) : '{}';
  return json.length > SCORE_LIMITS.details ? '{}' : json;
}

function storableJson(_key: string, value: unknown): unknown {
  if (typeof value === 'string') return storable(value);
  if (!isRecord(value)) return typeof value === 'bigint' ? String(value) : value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [storable(key), member]));
}
