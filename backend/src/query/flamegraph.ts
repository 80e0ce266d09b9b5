/** A flame graph of one trace by its spans, or of all calls of a range by a path of dimensions. */
import { type FlamegraphQuery, type Frame, type MeasureId } from '@llmobservatory/model';
import { decodeRows } from './decode';
import { addPath, flameFrames, type FlameNode } from './frames/flamegraph';
import { labelsOf, OTHER, readRows } from './frames/metricsRows';
import { traceNotFound } from './frames/trace';
import { requireTraceId } from './plan/conditions';
import { flameTraceSql, type FlameCallRow, type FlameSpanRow } from './plan/flamegraph';
import { planMetrics } from './plan/metrics';
import { metricsSql } from './plan/metricsSql';
import { around, traceTimesSql, widening } from './plan/trace';
import { answered, select, type Session } from './session';

const MEASURE: Record<FlamegraphQuery['value'], MeasureId> = {
  cost: 'cost',
  duration: 'duration_sum',
  tokens: 'tokens',
  calls: 'calls',
};

/** Paths kept, the largest first; the rest is "Other". */
const MAX_PATHS = 2000;

/** @throws ObservatoryError GROUP_UNKNOWN, TRACE_ID_INVALID (caller), and what filters throw */
export const runFlamegraph = (query: FlamegraphQuery, session: Session): Promise<Frame[]> =>
  query.traceId === '' ? flameOfRange(query, session) : flameOfTrace(query, session);

async function flameOfRange(query: FlamegraphQuery, session: Session): Promise<Frame[]> {
  const { context } = session;
  const plan = planMetrics(
    {
      ...query,
      queryType: 'metrics',
      measures: [MEASURE[query.value]],
      groupBy: query.path,
      shape: 'total',
      limit: MAX_PATHS,
      other: true,
      order: 'value',
      compare: 'none',
      rate: 'none',
    },
    context,
  );
  const statement = metricsSql(plan, context.caller.projects);
  const selected = await select(session, [statement]);
  const root: FlameNode = { label: 'All calls', self: 0, children: [] };
  for (const group of readRows(plan, selected.results[0]!).groups) {
    const labels = labelsOf(plan, group);
    const path = plan.groupBy.map(({ id, label }) => labels[id] || `(no ${label.toLowerCase()})`);
    addPath(root, group.names ? path : [OTHER], group.periods[0]?.[0]?.values[0] ?? 0);
  }
  return flameFrames(root, query.value, answered(session, statement, selected, plan));
}

async function flameOfTrace(query: FlamegraphQuery, session: Session): Promise<Frame[]> {
  const { projects } = session.context.caller;
  const traceId = requireTraceId(query.traceId);
  const times = traceTimesSql(traceId, projects);
  const settled = await select(session, [times]);
  const [found] = decodeRows<{ from: number; to: number }>(settled.results[0]!);
  const known = found && around({ from: new Date(found.from), to: new Date(found.to) }, 1);
  let { ms } = settled;
  for (const window of known ? [known] : widening(session.context)) {
    const statements = flameTraceSql(traceId, projects, window);
    const selected = await select(session, [statements.spans, statements.calls]);
    ms += selected.ms;
    const spans = decodeRows<FlameSpanRow>(selected.results[0]!);
    const calls = decodeRows<FlameCallRow>(selected.results[1]!);
    if (spans.length === 0 && calls.length === 0) continue;
    const root = treeOf(spans, calls, query.value);
    return flameFrames(root, query.value, answered(session, statements.spans, { ...selected, ms }));
  }
  return [traceNotFound(traceId, answered(session, times, { results: [], ms }))];
}

/** Spans whose parent did not arrive, and calls that have no span, hang on the root. */
function treeOf(
  spans: readonly FlameSpanRow[],
  calls: readonly FlameCallRow[],
  value: FlamegraphQuery['value'],
): FlameNode {
  const valueOf = ({ cost, tokens }: FlameCallRow) =>
    ({ cost: cost ?? 0, tokens: tokens ?? 0, calls: 1, duration: 0 })[value];
  const nodes = new Map(
    spans.map((span) => [span.span_id, { span, node: { label: span.name, self: 0, children: [] } as FlameNode }]),
  );
  const root: FlameNode = { label: 'Trace', self: 0, children: [] };
  for (const call of calls) {
    const known = nodes.get(call.span_id ?? '');
    if (known) known.node.self += valueOf(call);
    else root.children.push({ label: call.name, self: valueOf(call), children: [] });
  }
  const childrenOf = new Map<string, FlameSpanRow[]>();
  for (const { span, node } of nodes.values()) {
    const parent = isBelowItself(span, nodes) ? undefined : nodes.get(span.parent_span_id ?? '');
    (parent?.node ?? root).children.push(node);
    if (parent) childrenOf.set(parent.span.span_id, [...(childrenOf.get(parent.span.span_id) ?? []), span]);
  }
  if (value === 'duration') {
    for (const { span, node } of nodes.values()) node.self = ownTime(span, childrenOf.get(span.span_id) ?? []);
  }
  return root;
} // prettier-ignore

/** Senders with broken ids make circles: their spans are roots. */
function isBelowItself(span: FlameSpanRow, nodes: ReadonlyMap<string, { span: FlameSpanRow }>): boolean {
  const seen = new Set<string>();
  let above = span.parent_span_id;
  while (above !== null && !seen.has(above)) {
    if (above === span.span_id) return true;
    seen.add(above);
    above = nodes.get(above)?.span.parent_span_id ?? null;
  }
  return false;
}

/** Its time less the time in which any child ran. Children side by side each keep their own, so a parent may grow. */
function ownTime(span: FlameSpanRow, children: readonly FlameSpanRow[]): number {
  const end = span.start_ms + span.duration_ms;
  let covered = 0;
  let until = span.start_ms;
  for (const child of [...children].sort((a, b) => a.start_ms - b.start_ms)) {
    const from = Math.max(child.start_ms, until);
    const to = Math.min(child.start_ms + child.duration_ms, end);
    if (to > from) {
      covered += to - from;
      until = to;
    }
  }
  return Math.max(0, span.duration_ms - covered);
}
