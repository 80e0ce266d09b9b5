/** Models side by side: reads whole traces of their calls, and lets the comparison do the rest. */
import { compareModels } from '@llmobservatory/compare-stats';
import type { Frame, ModelsQuery } from '@llmobservatory/model';
import { ObservatoryError } from '../record/errors';
import { decodeRows } from './decode';
import { modelsFrames, whatIfFrame } from './frames/models';
import { comparedCallsSql, modelTotalsSql, type ComparedRow, type ModelRow } from './plan/models';
import { answered, select, type Session } from './session';
import { whatIf } from './whatIf';

/** @throws ObservatoryError CANCELLED when the caller goes away meanwhile */
export async function runModels(query: ModelsQuery, session: Session): Promise<Frame[]> {
  const { context } = session;
  const { projects } = context.caller;
  const totals = modelTotalsSql(query, context, projects);
  const first = await select(session, [totals]);
  const all = decodeRows<ModelRow>(first.results[0]!);
  const models = all.slice(0, query.limit);
  const total = models.reduce((sum, { calls }) => sum + calls, 0);
  const names = models.map(({ model }) => model);
  const compared = comparedCallsSql(query, context, projects, { models: names, total });
  const second = await select(session, [compared]);
  const calls = decodeRows<ComparedRow>(second.results[0]!);
  const comparisons = await compareModels(calls, {
    models: names,
    ...(query.intervals ? {} : { resamples: 0 }),
    pause: () => letOthersRun(context.signal),
  });
  const results = [...first.results, ...second.results];
  const frames = modelsFrames(
    query,
    { all, models, calls: calls.length, total, comparisons },
    answered(session, compared, { results, ms: first.ms + second.ms }),
  );
  if (!query.intervals || comparisons.length === 0 || names.length < 2) return frames;
  const priced = models.map(({ model, providers }) => ({ model, provider: providers?.[0] ?? null }));
  const now = session.now();
  const changes = whatIf(calls, priced, { prices: session.prices, project: projects[0] ?? '', now });
  return [...frames, whatIfFrame(changes, now, session.refId)];
}

/** Resampling takes a second or two: every few milliseconds others have their turn, and a caller may have gone. */
async function letOthersRun(signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  if (signal.aborted) throw new ObservatoryError('cancelled', 'CANCELLED', 'The query was cancelled.');
}
