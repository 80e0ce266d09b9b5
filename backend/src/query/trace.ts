/** One trace: finds where it lies in time, reads it, and puts its parts together. */
import type { Frame, TraceQuery } from '@llmobservatory/model';
import { traceFrames, traceNotFound, noTraceChosen } from './frames/trace';
import { traceParts, type TraceResults } from './frames/traceParts';
import { decodeRows } from './decode';
import { requireTraceId } from './plan/conditions';
import { around, traceSql, traceTimesSql, widening, type Window } from './plan/trace';
import { answered, select, type Selected, type Session } from './session';

/** @throws ObservatoryError TRACE_ID_INVALID (caller) */
export async function runTrace(query: TraceQuery, session: Session): Promise<Frame[]> {
  const { projects } = session.context.caller;
  if (query.traceId === '') {
    return [noTraceChosen(answered(session, { sql: '', params: [] }, { results: [], ms: 0 }))];
  }
  const traceId = requireTraceId(query.traceId);
  const times = traceTimesSql(traceId, projects);
  const settled = await select(session, [times]);
  const [found] = decodeRows<{ from: number; to: number }>(settled.results[0]!);
  const windows: (Window | null)[] = found
    ? [around({ from: new Date(found.from), to: new Date(found.to) }, 1)]
    : widening(session.context);
  let ms = settled.ms;
  for (const window of windows) {
    const statements = traceSql({ ...query, traceId }, projects, window);
    const selected = await select(session, Object.values(statements));
    ms += selected.ms;
    const results = named(Object.keys(statements), selected);
    if (results.spans.rows.length === 0) continue;
    const parts = traceParts(results, session.conversationOf, query.content);
    return traceFrames(traceId, parts, answered(session, statements.spans, { ...selected, ms }));
  }
  return [traceNotFound(traceId, answered(session, times, { results: [], ms }))];
}

const named = (names: readonly string[], { results }: Selected): TraceResults =>
  Object.fromEntries(names.map((name, index) => [name, results[index]])) as TraceResults;
