/** What happened: new releases, prompt versions, models and prices, and bursts of errors. */
import type { AnnotationsQuery, Frame } from '@llmobservatory/model';
import { decodeRows } from './decode';
import { annotationsFrames, burstEvents, FIRST_SEEN_EVENT, type Event } from './frames/annotations';
import { burstSliceMs, burstsSql, firstSeenSql, type BurstRow, type FirstSeenRow } from './plan/annotations';
import type { Statement } from './plan/statement';
import { answered, select, type Session } from './session';

export async function runAnnotations(query: AnnotationsQuery, session: Session): Promise<Frame[]> {
  const { context } = session;
  const { projects } = context.caller;
  const kinds = [...new Set(query.kinds)];
  const statements = kinds.map((kind) =>
    kind === 'error_bursts'
      ? burstsSql(query, context, projects)
      : firstSeenSql(query, kind, context, projects),
  );
  const selected = await select(session, statements);
  const events = kinds.flatMap((kind, index): Event[] => {
    const result = selected.results[index]!;
    if (kind === 'error_bursts') return burstEvents(decodeRows<BurstRow>(result), burstSliceMs(context));
    return decodeRows<FirstSeenRow>(result).map(FIRST_SEEN_EVENT[kind]);
  });
  return annotationsFrames(query, events, answered(session, statements[0] as Statement, selected));
}
