/** A dimension of a call or of a row of a rollup, as text; unknown as '': hashes and joins, which NULL does not. */
import type { Dimension } from '@llmobservatory/model';
import type { Parameters } from './statement';

/** Over llm_metrics or a rollup `m`. */
export function dimensionSql({ metrics, attribute }: Dimension, params: Parameters): string {
  if (metrics === 'trace_id') return `coalesce(replace(m.trace_id::text, '-', ''), '')`;
  if (metrics === 'tags') return `array_to_string(m.tags, ', ')`;
  if (metrics) return `coalesce(m.${metrics}::text, '')`;
  // One probe of the key per call.
  return `coalesce((SELECT s.attributes ->> ${params.add(attribute ?? '')}::text FROM spans s
    WHERE s.project = m.project AND s.trace_id = m.trace_id AND s.span_id = m.span_id AND s.ts = m.ts LIMIT 1), '')`;
}
