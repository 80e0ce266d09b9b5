/**
 * The scores that a span carries: of itself, or, when it was sent to tell of another span, of the one it links to.
 * Runs for every span: those that carry none cost a few comparisons.
 */
import type { AnyValue, AttributesView, SpanView } from '../../decode/view';
import type { SpanId, TraceId } from '../../record/ids';
import type { Score } from '../../record/score';
import { MODEL_OPERATIONS, type SpanRecord } from '../../record/span';
import { isRecord, jsonIn } from '../json';
import { SCORE_SLOTS } from '../slots';
import { scoreOf, type ScorePlace } from './score';
import { partsFrom } from './parts';
import { SCORE_SOURCES, type EventSource, type ListSource, type MapSource, type ScoreSource, type SpanSource } from './sources'; // prettier-ignore

const NONE: readonly Score[] = [];
/** More on one span are not telemetry. */
const MAX_SCORES = 100;

const of = <C extends ScoreSource['carrier']>(carrier: C) =>
  SCORE_SOURCES.filter(
    (source): source is Extract<ScoreSource, { carrier: C }> => source.carrier === carrier,
  );

const EVENTS = new Map(of('event').map((source) => [source.event, source]));
const EVENT_NAMES = [...EVENTS.keys()];
const MAPS = new Map(of('map').map((source) => [source.scope, source]));
/** In the order of `SCORE_MARKS`. */
const MARKED = SCORE_SOURCES.filter(
  (source): source is ListSource | SpanSource => source.carrier === 'list' || source.carrier === 'span',
);

export function scoresOfSpan(view: SpanView, span: SpanRecord): readonly Score[] {
  const { attributes } = view;
  const map = MAPS.get(view.scope.name);
  const marked = attributes.anyKnown && SCORE_SLOTS.some((slot) => attributes.has(slot));
  const events = view.eventCount > 0 && mayCarryScores(span);
  if (!events && !marked && map === undefined) return NONE;
  const found: (Score | null)[] = events ? eventScores(view, span) : [];
  if (marked || map) {
    const sent = attributesOf(attributes);
    const place = placeOf(view, span);
    if (map) found.push(...mapScores(sent, map, place));
    MARKED.forEach((source, index) => {
      if (!attributes.has(SCORE_SLOTS[index]!)) return;
      if (source.carrier === 'list') found.push(...listScores(sent, source, place));
      else found.push(spanScore(sent, source, view, place));
    });
  }
  const scores = found.filter((score) => score !== null).slice(0, MAX_SCORES);
  return [...new Map(scores.map((score) => [score.id, score])).values()];
}

/** The events are text by now, and looking into it is cheaper than walking them again. */
const mayCarryScores = ({ content }: SpanRecord): boolean =>
  EVENT_NAMES.some((name) => content?.events?.includes(name));

type Sent = ReadonlyMap<string, AnyValue>;
type Place = Omit<ScorePlace, 'source' | 'target'>;

function attributesOf(attributes: AttributesView): Sent {
  const sent = new Map<string, AnyValue>();
  attributes.each((key, value) => sent.set(key, value()));
  return sent;
}

/**
 * A span that ended can't be written to any more: a later one with exactly one link speaks of the linked span. A model
 * call speaks of itself, whatever it links to.
 */
function placeOf(view: SpanView, span: SpanRecord): Place {
  let target: { traceId: TraceId; spanId: SpanId } = span;
  const isCall = span.operation !== null && MODEL_OPERATIONS.has(span.operation);
  if (view.linkCount === 1 && !isCall) {
    view.eachLink((link) => {
      target = { traceId: link.traceId as TraceId, spanId: link.spanId as SpanId };
    });
  }
  return {
    project: span.project,
    timeUnixNano: span.startUnixNano + span.durationNano,
    traceId: target.traceId,
    spanId: target.spanId,
    sessionId: span.sessionId,
    identity: `${span.traceId}${span.spanId}`,
  };
}

function eventScores(view: SpanView, span: SpanRecord): (Score | null)[] {
  const scores: (Score | null)[] = [];
  const found: { source: EventSource; sent: Sent; timeUnixNano: bigint }[] = [];
  view.eachEvent((event) => {
    const source = EVENTS.get(event.name);
    if (source && found.length < MAX_SCORES)
      found.push({ source, sent: attributesOf(event.attributes), timeUnixNano: event.timeUnixNano });
  });
  if (found.length === 0) return scores;
  const place = placeOf(view, span);
  for (const { source, sent, timeUnixNano } of found) {
    scores.push(
      scoreOf(
        partsFrom(source.names, (name) => sent.get(name)),
        {
          ...place,
          timeUnixNano: timeUnixNano || place.timeUnixNano,
          // Two evaluators may say the same of one answer.
          identity: `${place.identity}${timeUnixNano}`,
          source: source.id,
          target: source.target,
        },
      ),
    );
  }
  return scores;
}

function listScores(
  sent: Sent,
  { list, item, names, id, target }: ListSource,
  place: Place,
): (Score | null)[] {
  const scores: (Score | null)[] = [];
  for (let index = 0; index < MAX_SCORES && sent.has(`${list}.${index}.${item}.name`); index++) {
    const parts = partsFrom(names, (name) => sent.get(`${list}.${index}.${item}.${name}`));
    scores.push(scoreOf(parts, { ...place, ...judged(target, place), source: id, target }));
  }
  return scores;
}

/** A trace or a session is judged as a whole. */
const judged = (
  target: ScoreSource['target'],
  { traceId, spanId }: Place,
): Pick<Place, 'traceId' | 'spanId'> => ({
  traceId: target === 'session' ? null : traceId,
  spanId: target === 'span' ? spanId : null,
});

function spanScore(sent: Sent, source: SpanSource, view: SpanView, place: Place): Score | null {
  const parts = partsFrom(source.names, (name) => sent.get(name));
  const value = source.valueByName ? sent.get(String(parts.name)) : parts.value;
  const where = source.ofParent ? { traceId: view.traceId, spanId: view.parentSpanId } : {};
  return scoreOf({ ...parts, value }, { ...place, ...where, source: source.id, target: source.target });
}

function mapScores(sent: Sent, { keys, names, id, target }: MapSource, place: Place): (Score | null)[] {
  return keys.flatMap((key) => {
    const results = jsonIn(sent.get(key));
    if (!isRecord(results)) return [];
    return Object.entries(results)
      .slice(0, MAX_SCORES)
      .map(([name, result]) => {
        const parts = partsFrom(names, (part) => (isRecord(result) ? result[part] : undefined));
        return scoreOf({ ...parts, name }, { ...place, ...judged(target, place), source: id, target });
      });
  });
}
