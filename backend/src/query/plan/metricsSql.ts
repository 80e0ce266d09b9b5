/**
 * A metrics plan → SQL. Columns of the answer: bucket (series only), d0…, period (0 = the range, 1 = the earlier one;
 * only when compared), place and groups (grouped only), m0….
 * Groups are ranked over the whole range; groups without a value come last.
 */
import type { MeasureId } from '@llmobservatory/model';
import { attributeJoin, dimensionSql } from './dimensionSql';
import { DISTRIBUTIONS, middleOfKey, type Distribution } from './distributions';
import { component, MEASURE_SQL, rawSql, type ComponentId } from './measures';
import type { MetricsPlan, Period } from './metrics';
import { scoredCalls } from './scores';
import { Parameters, type Statement } from './statement';
import type { Part } from './tiers';
import { scoreConditionsSql, whereSql } from './where';

export function metricsSql(plan: MetricsPlan, projects: readonly string[]): Statement {
  const params = new Parameters();
  const owned = params.add([...projects]);
  const rows = (of: Rows) =>
    plan.periods
      .flatMap((period, index) =>
        period.parts.flatMap((part) => callsOf(plan, of).map((calls) => partSql({ plan, period, index, part, of, calls, owned, params }))))
      .join('\nUNION ALL '); // prettier-ignore
  const sources = [
    `r AS NOT MATERIALIZED (\n${rows('calls')}\n)`,
    ...plan.distributions.map((of) => `${of}_keys AS NOT MATERIALIZED (\n${rows(of)}\n)`),
  ];
  return { sql: `WITH ${sources.join(',\n')}${answerSql(plan)}`, params: params.values };
}

/** Rows with the components of measures, or with the keys of a distribution. */
type Rows = 'calls' | Distribution;

/** All calls, or those with a score beside their scores. */
type Calls = 'all' | 'scored';

/** Figures of scores and those of all calls come from rows of their own: nothing has to be compared with all calls. */
function callsOf({ scores }: MetricsPlan, of: Rows): Calls[] {
  if (!scores || of !== 'calls') return ['all'];
  return scores.allCalls ? ['all', 'scored'] : ['scored'];
}

interface PartOf {
  plan: MetricsPlan;
  period: Period;
  index: number;
  part: Part;
  of: Rows;
  calls: Calls;
  owned: string;
  params: Parameters;
}

function partSql({ plan, period, index, part, of, calls, owned, params }: PartOf): string {
  const raw = part.tier === 'raw';
  const bounds = () => ({ from: params.time(part.from), to: params.time(part.to) });
  const time = raw ? 'm.ts' : 'm.bucket';
  const columns = [
    ...bucketSql(plan, period, time, params),
    ...plan.groupBy.map((group, place) => `${dimensionSql(group, params)} AS d${place}`),
    ...(plan.periods.length > 1 ? [`${index} AS period`] : []),
    ...(of === 'calls'
      ? plan.components.map((id) => `${raw ? rawComponent(plan, calls, id, bounds) : component(id).rollup} AS ${id}`)
      : [`${raw ? DISTRIBUTIONS[of].rawKey : `m.${DISTRIBUTIONS[of].key}`} AS key`, `${raw ? '1' : 'm.calls'} AS n`]),
  ]; // prettier-ignore
  const rollup =
    of === 'calls' ? { hourly: 'llm_calls_hourly', daily: 'llm_calls_daily' } : DISTRIBUTIONS[of];
  const from =
    part.tier !== 'raw'
      ? `${rollup[part.tier]} m`
      : (calls === 'scored' ? scoredCallsOf(plan, bounds, owned, params) : 'llm_metrics m') +
        attributeJoin(plan.groupBy, bounds);
  return (
    `SELECT ${columns.join(', ')} FROM ${from}` +
    ` WHERE m.project = ANY(${owned}::text[]) AND ${time} >= ${params.time(part.from)} AND ${time} < ${params.time(part.to)}` +
    whereSql(plan.conditions, { target: 'metrics', alias: 'm', from: part.from }, params)
  );
}

type Bounds = () => { from: string; to: string };

function rawComponent({ scores }: MetricsPlan, calls: Calls, id: ComponentId, bounds: Bounds): string {
  const { unscored } = component(id);
  if (calls === 'all') return unscored ?? rawSql(id, bounds);
  return scores?.allCalls && unscored === undefined ? 'NULL' : rawSql(id, bounds);
}

function scoredCallsOf(plan: MetricsPlan, bounds: Bounds, owned: string, params: Parameters): string {
  const groups = plan.groupBy.flatMap(({ scores }) => scores ?? []);
  const where = scoreConditionsSql(plan.scores?.conditions ?? [], params);
  return scoredCalls(groups, { ...bounds(), owned, where });
}

function bucketSql(plan: MetricsPlan, { shiftMs }: Period, time: string, params: Parameters): string[] {
  if (plan.stepSeconds === null) return [];
  const shifted = shiftMs === 0 ? time : `${time} + ${params.add(`${shiftMs} milliseconds`)}::interval`;
  return [`time_bucket(${params.add(`${plan.stepSeconds} seconds`)}::interval, ${shifted}) AS bucket`];
}

function answerSql(plan: MetricsPlan): string {
  const bucket = plan.stepSeconds === null ? [] : ['bucket'];
  const groups = plan.groupBy.map((_, index) => `d${index}`);
  const period = plan.periods.length > 1 ? ['period'] : [];
  const names = plan.measures.map((_, index) => `m${index}`);
  const grouped = `,\ngrouped AS (${figuresSql(plan, [...bucket, ...groups, ...period], names)})`;
  if (groups.length === 0) {
    const order = [...period, ...bucket];
    return `${grouped}\nSELECT * FROM grouped${order.length > 0 ? ` ORDER BY ${order.join(', ')}` : ''}`;
  }
  const by = groups.join(', ');
  const ranked = `,\nranked AS (${rankedSql(plan, groups, period)})`;
  const order = ['place', ...period, ...bucket].join(', ');
  if (!plan.foldOthers) {
    return `${grouped}${ranked}
SELECT ${[...bucket, ...groups, ...period, 'place', 'groups', ...names].join(', ')}
FROM grouped JOIN ranked USING (${by}) WHERE place <= ${plan.limit}
ORDER BY ${order}`;
  }
  const place = `least(place, ${plan.limit + 1})`;
  const kept = groups.map((group) => `CASE WHEN place <= ${plan.limit} THEN ${group} END`);
  return `${grouped}${ranked}
SELECT ${[
    ...bucket,
    ...kept.map((value, index) => `${value} AS d${index}`),
    ...period,
    `${place} AS place`,
    'groups',
    ...names.map((name) => `sum(${name}) AS ${name}`),
  ].join(', ')}
FROM grouped JOIN ranked USING (${by})
GROUP BY ${[...bucket, ...kept, ...period, place, 'groups'].join(', ')}
ORDER BY ${order}`;
}

/** Place of each group over the whole range, by the first measure. */
function rankedSql(plan: MetricsPlan, groups: readonly string[], period: readonly string[]): string {
  const by = groups.join(', ');
  // What adds up is added up from the buckets; what does not is made anew from the rows.
  const overall =
    plan.stepSeconds === null || plan.foldOthers ? 'grouped' : `(${figuresSql(plan, [...groups, ...period], ['m0'])}) o`;
  const value = (index: number) => `sum(m0)${period.length > 0 ? ` FILTER (WHERE period = ${index})` : ''}`;
  const before = period.length > 0 ? value(1) : 'NULL::numeric';
  const order =
    plan.order === 'change'
      ? `abs(coalesce(${value(0)}, 0) - coalesce(${before}, 0)) DESC, ${value(0)} DESC NULLS LAST`
      : `${value(0)} DESC NULLS LAST, ${before} DESC NULLS LAST`;
  return `SELECT ${by}, row_number() OVER (ORDER BY ${order}, ${by}) AS place, count(*) OVER () AS groups FROM ${overall} GROUP BY ${by}`;
} // prettier-ignore

/** The measures of these names (m0…) for each value of the keys. */
function figuresSql(plan: MetricsPlan, keys: readonly string[], names: readonly string[]): string {
  const of = (name: string) => MEASURE_SQL[plan.measures[Number(name.slice(1))]?.id as MeasureId];
  const fromKeys = (name: string) => plan.distributions.length > 0 && of(name).percentile !== undefined;
  const aggregates = names.filter((name) => !fromKeys(name)).map((name) => `${of(name).sql} AS ${name}`);
  // Without rows there is no answer, rather than an answer of NULLs.
  const grouping = keys.length > 0 ? ` GROUP BY ${keys.join(', ')}` : ' HAVING count(*) > 0';
  const aggregated = `SELECT ${[...keys, ...aggregates, 'count(*) AS n'].join(', ')} FROM r${grouping}`;
  const joins = plan.distributions.flatMap((distribution) => {
    const own = names.filter((name) => fromKeys(name) && of(name).percentile?.of === distribution);
    if (own.length === 0) return [];
    const shares = own.map((name) => [name, of(name).percentile?.share ?? 0] as const);
    const percentiles = `(${percentilesSql(distribution, keys, shares)}) ${distribution}_at`;
    return keys.length > 0 ? [`LEFT JOIN ${percentiles} USING (${keys.join(', ')})`] : [`CROSS JOIN ${percentiles}`];
  }); // prettier-ignore
  return `SELECT ${[...keys, ...names].join(', ')} FROM (${aggregated}) a ${joins.join(' ')}`;
}

/** The first key at which so many calls are reached; its middle stands for the calls in it. */
function percentilesSql(
  distribution: Distribution,
  keys: readonly string[],
  shares: readonly (readonly [name: string, share: number])[],
): string {
  const by = keys.length > 0 ? `PARTITION BY ${keys.join(', ')}` : '';
  const merged = `SELECT ${[...keys, 'key', 'sum(n) AS n'].join(', ')} FROM ${distribution}_keys WHERE key IS NOT NULL GROUP BY ${[...keys, 'key'].join(', ')}`;
  const reached = `SELECT ${[...keys, 'key', `sum(n) OVER (${by} ORDER BY key) AS reached`, `sum(n) OVER (${by}) AS total`].join(', ')} FROM (${merged}) k`;
  const values = shares.map(
    ([name, share]) =>
      `${middleOfKey(`min(key) FILTER (WHERE reached >= ${share} * total)`)}::float8 AS ${name}`,
  );
  return `SELECT ${[...keys, ...values].join(', ')} FROM (${reached}) w${keys.length > 0 ? ` GROUP BY ${keys.join(', ')}` : ''}`;
}
