/** Counts and times every query, whichever door it came through. */
import { QUERY_TYPES } from '@llmobservatory/model';
import type { SelfMetrics } from './observe/metrics';
import type { Queries } from './query/run';

export function measureQueries<Q extends Queries>(queries: Q, metrics: SelfMetrics): Q {
  return {
    ...queries,
    async run(raw, context) {
      const started = performance.now();
      let failed = true;
      try {
        const frames = await queries.run(raw, context);
        failed = false;
        return frames;
      } finally {
        metrics.queried(queryTypeOf(raw), (performance.now() - started) / 1000, failed);
      }
    },
  };
}

/** A label has few values: what nobody knows is one of them. */
function queryTypeOf(raw: unknown): string {
  const sent = (raw as { queryType?: unknown } | null)?.queryType ?? 'metrics';
  return QUERY_TYPES.find((type) => type === sent) ?? 'unknown';
}
