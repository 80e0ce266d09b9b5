/** The score that a log record is, when it is an event that carries one. */
import type { AnyValue, LogView } from '../../decode/view';
import type { LogRecord } from '../../record/log';
import type { Score, ScoreTarget } from '../../record/score';
import { isRecord } from '../json';
import { partsFrom } from './parts';
import { scoreOf } from './score';
import { SCORE_SOURCES } from './sources';

const EVENTS = new Map(
  SCORE_SOURCES.flatMap((source) => (source.carrier === 'event' ? [[source.event, source] as const] : [])),
);

/** Null: it is none, or says nothing. */
export function scoreOfLog(view: LogView, log: LogRecord): Score | null {
  const source = EVENTS.get(log.eventName ?? '');
  if (!source) return null;
  const sent = new Map<string, AnyValue>();
  // Older libraries put the fields of an event into its body.
  if (isRecord(view.body))
    for (const [key, value] of Object.entries(view.body)) sent.set(key, value as AnyValue);
  view.attributes.each((key, value) => sent.set(key, value()));
  const score = scoreOf(
    partsFrom(source.names, (name) => sent.get(name)),
    {
      project: log.project,
      timeUnixNano: log.timeUnixNano,
      target: source.target,
      traceId: log.traceId,
      spanId: log.spanId,
      sessionId: null,
      source: source.id,
      identity: `log ${log.id}`,
    },
  );
  return score && { ...score, target: targetOf(score) };
}

function targetOf({ spanId, responseId, traceId, sessionId }: Score): ScoreTarget {
  if (spanId !== null || responseId !== null) return 'span';
  return traceId === null && sessionId !== null ? 'session' : 'trace';
}
