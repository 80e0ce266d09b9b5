/** Who called what → Grafana's node graph: a frame of nodes and one of edges. */
import type { Field, FieldConfig, Frame, GraphQuery } from '@llmobservatory/model';
import type { StepResult } from '../../store/engine';
import { decodeRows } from '../decode';
import type { GraphRow, NodeKind } from '../plan/graph';
import { answerMeta, emptyFrame, type Answered } from './answer';
import { cutNotice, MS } from './table';

interface Sums {
  runs: number;
  errors: number;
  cost: number | null;
  tokens: number | null;
  ms: number;
}

interface Node extends Sums {
  id: string;
  kind: NodeKind;
  name: string;
}

interface Edge extends Sums {
  source: string;
  target: string;
}

const idOf = (kind: NodeKind, name: string): string => `${kind}:${name}`;

export function graphFrames(query: GraphQuery, result: StepResult, answered: Answered): Frame[] {
  const rows = decodeRows<GraphRow>(result);
  if (rows.length === 0) return [emptyFrame(answered)];
  const all = nodesOf(rows);
  const nodes = all.slice(0, query.limit);
  const kept = new Set(nodes.map(({ id }) => id));
  const edges = edgesOf(rows).filter(({ source, target }) => kept.has(source) && kept.has(target));
  const notices = cutNotice(
    all.length > query.limit,
    query.limit,
    `of ${all.length} nodes, most calls first`,
  );
  return [
    {
      name: 'nodes',
      refId: answered.refId,
      meta: {
        ...answerMeta(answered),
        preferredVisualisationType: 'nodeGraph',
        ...(notices.length > 0 ? { notices } : {}),
      },
      fields: nodeFields(nodes),
    },
    {
      name: 'edges',
      refId: answered.refId,
      meta: { preferredVisualisationType: 'nodeGraph' },
      fields: edgeFields(edges),
    },
  ];
}

/**
 * A model or a tool has what was run of it. An agent has its runs, and the cost of the calls that it made itself; one that
 * has no span, its calls. An app has all its model calls. Most runs first.
 */
function nodesOf(rows: readonly GraphRow[]): Node[] {
  const nodes = new Map<string, Node>();
  const made = new Map<Node, number>();
  const node = (kind: NodeKind, name: string): Node => {
    const id = idOf(kind, name);
    const known = nodes.get(id) ?? { id, kind, name, runs: 0, errors: 0, cost: null, tokens: null, ms: 0 };
    nodes.set(id, known);
    return known;
  };
  for (const row of rows) {
    add(node(row.kind, row.name), row);
    const caller = node(row.caller_kind, row.caller);
    if (row.kind !== 'model') continue;
    add(node('app', row.app), row);
    if (caller.kind === 'agent') addMoney(caller, row);
    made.set(caller, (made.get(caller) ?? 0) + row.runs);
  }
  for (const [caller, calls] of made) if (caller.runs === 0) caller.runs = calls;
  return [...nodes.values()].sort((a, b) => b.runs - a.runs || (a.id < b.id ? -1 : 1));
}

function edgesOf(rows: readonly GraphRow[]): Edge[] {
  const edges = new Map<string, Edge>();
  for (const row of rows) {
    const [source, target] = [idOf(row.caller_kind, row.caller), idOf(row.kind, row.name)];
    // An agent span inside of one of the same name: two instrumentations of one run.
    if (source === target) continue;
    const key = JSON.stringify([source, target]);
    const edge = edges.get(key) ?? { source, target, runs: 0, errors: 0, cost: null, tokens: null, ms: 0 };
    edges.set(key, edge);
    add(edge, row);
  }
  return [...edges.values()];
}

function add(sums: Sums, row: Sums): void {
  sums.runs += row.runs;
  sums.errors += row.errors;
  sums.ms += row.ms;
  addMoney(sums, row);
}

function addMoney(sums: Sums, { cost, tokens }: Sums): void {
  if (cost !== null) sums.cost = (sums.cost ?? 0) + cost;
  if (tokens !== null) sums.tokens = (sums.tokens ?? 0) + tokens;
}

/** The ring of a node, in the colour of its kind; the share that failed is red. */
const RING: Record<NodeKind, string> = {
  app: '#808080',
  agent: 'light-purple',
  model: 'semi-dark-blue',
  tool: 'orange',
};
const KINDS = Object.keys(RING) as NodeKind[];
const NAMES: Record<NodeKind, string> = { app: 'App', agent: 'Agent', model: 'Model', tool: 'Tool' };

const text = (name: string, values: string[], config: FieldConfig = {}): Field => ({
  name,
  type: 'string',
  config,
  values,
});
const number = (name: string, values: (number | null)[], config: FieldConfig = {}): Field => ({
  name,
  type: 'number',
  config,
  values,
});
/** @param displayName as the legend shows it */
const ring = (name: string, displayName: string, fixedColor: string, values: number[]): Field =>
  number(name, values, { displayName, color: { mode: 'fixed', fixedColor } }); // prettier-ignore

/** Unknown of an agent that has no span. */
const mean = ({ ms, runs }: Sums): number | null => (ms > 0 ? ms / runs : null);
const errorShare = ({ errors, runs }: Sums): number => (runs > 0 ? errors / runs : 0);

/** The unit of the two main figures is written out after them as it is. */
const nodeFields = (nodes: readonly Node[]): Field[] => [
  text('id', nodes.map(({ id }) => id)),
  text('title', nodes.map(({ name }) => name)),
  text('subtitle', nodes.map(({ kind }) => kind)),
  number('mainstat', nodes.map(({ runs }) => runs), { unit: 'calls', displayName: 'Calls' }),
  number('secondarystat', nodes.map(mean), { ...MS, decimals: 0, displayName: 'Mean duration' }),
  ...KINDS.map((kind) => ring(`arc__${kind}`, NAMES[kind], RING[kind], nodes.map((node) => (node.kind === kind ? 1 - errorShare(node) : 0)))),
  ring('arc__errors', 'Errors', 'red', nodes.map(errorShare)),
  ...details(nodes),
]; // prettier-ignore

const edgeFields = (edges: readonly Edge[]): Field[] => {
  const most = Math.max(...edges.map(({ runs }) => runs), 1);
  return [
    text('id', edges.map(({ source, target }) => `${source} > ${target}`)),
    text('source', edges.map(({ source }) => source)),
    text('target', edges.map(({ target }) => target)),
    number('mainstat', edges.map(({ runs }) => runs), { unit: 'calls', displayName: 'Calls' }),
    number('secondarystat', edges.map(mean), { ...MS, decimals: 0, displayName: 'Mean duration' }),
    number('thickness', edges.map(({ runs }) => 1 + (4 * runs) / most)),
    ...details(edges),
  ];
}; // prettier-ignore

const details = (of: readonly Sums[]): Field[] => [
  number('detail__errors', of.map(({ errors }) => errors), { displayName: 'Errors', unit: 'short' }),
  number('detail__cost', of.map(({ cost }) => cost), { displayName: 'Cost', unit: 'currencyUSD' }),
  number('detail__tokens', of.map(({ tokens }) => tokens), { displayName: 'Tokens', unit: 'short' }),
]; // prettier-ignore
