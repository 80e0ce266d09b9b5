/** A dimension of a call or of a row of a rollup, as text; unknown as '': hashes and joins, which NULL does not. */
import type { Dimension } from '@llmobservatory/model';
import type { Parameters } from './statement';

/** Over llm_metrics or a rollup `m`, and what `attributeJoin` and `scoredCalls` add. */
export function dimensionSql({ metrics, scores, attribute }: Dimension, params: Parameters): string {
  if (metrics === 'trace_id') return `coalesce(replace(m.trace_id::text, '-', ''), '')`;
  if (metrics === 'tags') return `array_to_string(m.tags, ', ')`;
  if (metrics) return `coalesce(m.${metrics}::text, '')`;
  if (scores) return `coalesce(sc.${scores}::text, '')`;
  return `coalesce(own.attributes ->> ${params.add(attribute ?? '')}::text, '')`;
}

/** The call's own span, where a dimension is one of its attributes. The key of spans is whole: no call becomes two. */
export function attributeJoin(
  groupBy: readonly Dimension[],
  bounds: () => { from: string; to: string },
): string {
  if (groupBy.every(({ metrics, scores }) => metrics ?? scores)) return '';
  const { from, to } = bounds();
  return ` LEFT JOIN spans own ON own.project = m.project AND own.trace_id = m.trace_id AND own.span_id = m.span_id AND own.ts = m.ts AND own.ts >= ${from} AND own.ts < ${to}`;
}
