/**
 * A metrics plan → SQL. Columns of the answer: bucket (series only), d0…, place and groups (grouped only), m0….
 * Groups are ranked by the first measure over the whole range; groups without a value come last.
 */
import type { Dimension } from '@llmobservatory/model';
import type { MeasureId } from '@llmobservatory/model';
import { component, MEASURE_SQL } from './measures';
import type { MetricsPlan } from './metrics';
import { Parameters, type Statement } from './statement';
import type { Part } from './tiers';
import { whereSql } from './where';

export function metricsSql(plan: MetricsPlan, projects: readonly string[]): Statement {
  const params = new Parameters();
  const owned = params.add([...projects]);
  const rows = plan.parts.map((part) => partSql(plan, part, owned, params)).join('\nUNION ALL ');
  const source = `WITH r AS NOT MATERIALIZED (\n${rows}\n)`;
  return { sql: `${source}\n${answerSql(plan)}`, params: params.values };
}

function partSql(plan: MetricsPlan, part: Part, owned: string, params: Parameters): string {
  const raw = part.tier === 'raw';
  const time = raw ? 'm.ts' : 'm.bucket';
  const columns = [
    ...(plan.stepSeconds === null
      ? []
      : [`time_bucket(${params.add(`${plan.stepSeconds} seconds`)}::interval, ${time}) AS bucket`]),
    ...plan.groupBy.map((group, index) => `${dimensionSql(group, params)} AS d${index}`),
    ...plan.components.map((id) => `${raw ? component(id).raw : component(id).rollup} AS ${id}`),
  ];
  const from = { raw: 'llm_metrics', hourly: 'llm_calls_hourly', daily: 'llm_calls_daily' }[part.tier];
  return (
    `SELECT ${columns.join(', ')} FROM ${from} m` +
    ` WHERE m.project = ANY(${owned}::text[]) AND ${time} >= ${params.time(part.from)} AND ${time} < ${params.time(part.to)}` +
    whereSql(plan.conditions, { target: 'metrics', alias: 'm', from: part.from }, params)
  );
}

/** As text, unknown as '': hashes and joins, which NULL does not. */
function dimensionSql({ metrics, attribute }: Dimension, params: Parameters): string {
  if (metrics === 'trace_id') return `coalesce(replace(m.trace_id::text, '-', ''), '')`;
  if (metrics === 'tags') return `array_to_string(m.tags, ', ')`;
  if (metrics) return `coalesce(m.${metrics}::text, '')`;
  return `coalesce((SELECT s.attributes ->> ${params.add(attribute ?? '')}::text FROM spans s
    WHERE s.project = m.project AND s.trace_id = m.trace_id AND s.span_id = m.span_id AND s.ts = m.ts LIMIT 1), '')`;
}

function answerSql(plan: MetricsPlan): string {
  const bucket = plan.stepSeconds === null ? [] : ['bucket'];
  const groups = plan.groupBy.map((_, index) => `d${index}`);
  const measures = plan.measures.map(
    (known, index) => `${MEASURE_SQL[known.id as MeasureId].sql} AS m${index}`,
  );
  const names = measures.map((_, index) => `m${index}`);
  if (groups.length === 0) {
    return bucket.length > 0
      ? `SELECT bucket, ${measures.join(', ')} FROM r GROUP BY bucket ORDER BY bucket`
      : // Without rows there is no answer, rather than an answer of NULLs.
        `SELECT ${measures.join(', ')} FROM r HAVING count(*) > 0`;
  }
  const by = groups.join(', ');
  const rank = (first: string) =>
    `row_number() OVER (ORDER BY ${first} DESC NULLS LAST, ${by}) AS place, count(*) OVER () AS groups`;
  const firstMeasure = MEASURE_SQL[plan.measures[0]?.id as MeasureId].sql;
  if (plan.foldOthers) {
    return `, grouped AS (SELECT ${[...bucket, ...groups, ...measures].join(', ')} FROM r GROUP BY ${[...bucket, ...groups].join(', ')}),
ranked AS (SELECT ${by}, ${rank('sum(m0)')} FROM grouped GROUP BY ${by})
SELECT ${[
      ...bucket,
      ...groups.map((group) => `CASE WHEN place <= ${plan.limit} THEN ${group} END AS ${group}`),
      `least(place, ${plan.limit + 1}) AS place`,
      'groups',
      ...names.map((name) => `sum(${name}) AS ${name}`),
    ].join(', ')}
FROM grouped JOIN ranked USING (${by})
GROUP BY ${[...bucket.map(() => 'bucket'), ...groups.map((_, index) => String(bucket.length + index + 1)), `least(place, ${plan.limit + 1})`, 'groups'].join(', ')}
ORDER BY place${bucket.map(() => ', bucket').join('')}`;
  }
  if (bucket.length === 0) {
    return `SELECT ${by}, ${rank(firstMeasure)}, ${measures.join(', ')} FROM r GROUP BY ${by} ORDER BY place LIMIT ${plan.limit}`;
  }
  return `, ranked AS (SELECT ${by}, ${rank(firstMeasure)} FROM r GROUP BY ${by})
SELECT bucket, ${by}, place, groups, ${measures.join(', ')}
FROM r JOIN ranked USING (${by})
WHERE place <= ${plan.limit}
GROUP BY bucket, ${by}, place, groups
ORDER BY place, bucket`;
}
