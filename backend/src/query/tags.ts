/** What can be filtered by, and which values there are: for completion in editors and ad-hoc filters of dashboards. */
import {
  ATTRIBUTE_PREFIX,
  CONTENT_KEY,
  QUANTITIES,
  type QueryType,
  type TagFilter,
  type TagOption,
} from '@llmobservatory/model';
import type { Caller } from '../access/caller';
import type { Engine, StepResult } from '../store/engine';
import { conditionsOf, filterKeys, type Condition, type Target } from './plan/conditions';
import { Parameters } from './plan/statement';
import { containing, whereSql } from './plan/where';

export interface TagQuestion {
  caller: Caller;
  queryType?: QueryType;
  /** Default: the last day. */
  from?: Date;
  to?: Date;
  signal: AbortSignal;
}

export interface ValuesQuestion extends TagQuestion {
  /** A dimension of the catalogue, or `attributes.<key>`. */
  key: string;
  /** What was typed so far. */
  search?: string;
  /** Values of rows that these filters leave. */
  filters?: TagFilter[];
  limit?: number;
}

export interface TagDeps {
  engine: Engine;
  now: () => Date;
}

const DAY_MS = 86_400_000;
/** Suggestions must come while a person types: they never read more than this. */
const TIMEOUT_MS = 5000;
const SAMPLED_ROWS = 2000;
const MAX_VALUES = 200;

const TARGETS: Record<QueryType, Target> = {
  metrics: 'metrics',
  traces: 'traces',
  trace: 'traces',
  conversations: 'metrics',
  conversation: 'metrics',
  users: 'metrics',
  tools: 'spans',
  models: 'metrics',
  logs: 'logs',
  graph: 'spans',
  flamegraph: 'metrics',
  heatmap: 'metrics',
  annotations: 'metrics',
  budgets: 'metrics',
  sql: 'metrics',
};

/** Dimensions, quantities, then attributes that the newest rows have. */
export async function tagKeys(deps: TagDeps, question: TagQuestion): Promise<TagOption[]> {
  const target = TARGETS[question.queryType ?? 'metrics'];
  const known = filterKeys(target).map((id): TagOption => {
    const quantity = QUANTITIES.some((q) => q.id === id);
    return { text: id, group: quantity ? 'Figures' : 'Dimensions' };
  });
  const params = new Parameters();
  const sql = `SELECT key FROM (SELECT x.attributes FROM ${spansOrLogs(target)} x WHERE ${range(deps, question, params)} ORDER BY x.ts DESC LIMIT ${SAMPLED_ROWS}) s,
  LATERAL jsonb_object_keys(s.attributes) key GROUP BY key ORDER BY count(*) DESC, key LIMIT ${MAX_VALUES}`;
  const result = await read(deps, question, sql, params);
  const attributes = result.rows.map(([key]): TagOption => ({
    text: ATTRIBUTE_PREFIX + key,
    group: 'Attributes',
  }));
  return [...known, ...attributes];
}

/** Values as a filter sends them, the most frequent first. @throws ObservatoryError as `conditionsOf` (caller) */
export async function tagValues(deps: TagDeps, question: ValuesQuestion): Promise<TagOption[]> {
  if (QUANTITIES.some((quantity) => quantity.id === question.key)) return [];
  const target = TARGETS[question.queryType ?? 'metrics'];
  const place = placeOf(question.key, target);
  if (place.on === 'content' || question.key === CONTENT_KEY) return [];
  const params = new Parameters();
  const sql =
    place.on === 'scores'
      ? topValues(
          question,
          `x.${place.name}::text`,
          `scores x WHERE ${range(deps, question, params)}`,
          params,
        )
      : place.on === 'attribute'
        ? attributeValuesSql(deps, question, { target, name: place.name }, params)
        : columnValuesSql(deps, question, { ...place, target: place.on }, params);
  const result = await read(deps, question, sql, params);
  return result.rows.map(([text]): TagOption => ({ text: text ?? '' }));
}

/** Where a filter on the key would look. */
function placeOf(key: string, target: Target): Condition {
  const [place] = conditionsOf({ filters: [{ key, operator: '=', value: '' }], adhocFilters: [] }, target);
  return place!;
}

const TABLES: Record<Target, string> = {
  metrics: 'llm_metrics',
  traces: 'traces',
  logs: 'logs',
  spans: 'spans',
};

function columnValuesSql(
  deps: TagDeps,
  question: ValuesQuestion,
  { target, name, kind }: { target: Target; name: string; kind: Condition['kind'] },
  params: Parameters,
): string {
  const conditions = conditionsOf({ filters: question.filters ?? [], adhocFilters: [] }, target);
  const where = whereSql(conditions, { target, alias: 'x', from: fromOf(deps, question) }, params);
  const value = {
    trace: `replace(x.${name}::text, '-', '')`,
    list: 'item',
    number: `x.${name}::text`,
    text: `x.${name}`,
  }[kind];
  const items = kind === 'list' ? `, unnest(x.${name}) item` : '';
  const rows = `${TABLES[target]} x${items} WHERE ${range(deps, question, params)}${where}`;
  return topValues(question, value, rows, params);
}

/** Attributes have no column of their own: the newest rows stand for all, whatever the other filters. */
function attributeValuesSql(
  deps: TagDeps,
  question: ValuesQuestion,
  { target, name }: { target: Target; name: string },
  params: Parameters,
): string {
  const key = params.add(name);
  const newest = `SELECT x.attributes ->> ${key}::text AS value FROM ${spansOrLogs(target)} x WHERE ${range(deps, question, params)} ORDER BY x.ts DESC LIMIT ${SAMPLED_ROWS}`;
  return topValues(question, 'x.value', `(${newest}) x WHERE true`, params);
}

function topValues(question: ValuesQuestion, value: string, rows: string, params: Parameters): string {
  const search = question.search
    ? ` AND ${value} ILIKE ${params.add(containing(question.search))}::text`
    : '';
  const limit = Math.min(question.limit ?? MAX_VALUES, MAX_VALUES);
  return `SELECT ${value} AS v FROM ${rows} AND ${value} <> ''${search} GROUP BY v ORDER BY count(*) DESC, v LIMIT ${limit}`;
}

const spansOrLogs = (target: Target): string => (target === 'logs' ? 'logs' : 'spans');
const fromOf = ({ now }: TagDeps, { from }: TagQuestion): Date => from ?? new Date(now().getTime() - DAY_MS);

function range(deps: TagDeps, question: TagQuestion, params: Parameters): string {
  const to = question.to ?? deps.now();
  return `x.project = ANY(${params.add([...question.caller.projects])}::text[]) AND x.ts >= ${params.time(fromOf(deps, question))} AND x.ts < ${params.time(to)}`;
}

async function read(
  { engine }: TagDeps,
  { signal }: TagQuestion,
  sql: string,
  params: Parameters,
): Promise<StepResult> {
  const options = { lane: 'panel', readOnly: true, signal, timeoutMs: TIMEOUT_MS } as const;
  const [result] = await engine.run([{ sql, params: params.values }], options);
  return result!;
}
