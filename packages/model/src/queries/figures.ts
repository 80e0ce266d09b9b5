/** Queries whose answer are figures: over time, in total, by path. */
import { z } from 'zod';
import { ATTRIBUTE_PREFIX, DIMENSION_IDS, MEASURE_IDS } from '../catalogue';
import { BUDGET_FIGURES, HEATMAP_QUANTITIES } from '../choices';
import { common, compare, limit, stepSeconds, traceId } from './common';

/** A dimension, or `attributes.<key>` for an attribute of the call's span as sent. */
const group = z.union(
  [z.enum(DIMENSION_IDS), z.templateLiteral([ATTRIBUTE_PREFIX, z.string().min(1).max(200)])],
  `expected one of ${DIMENSION_IDS.join(', ')}, or ${ATTRIBUTE_PREFIX}<key> for an attribute as sent`,
);

export const metricsQuerySchema = z.object({
  ...common,
  queryType: z.literal('metrics'),
  measures: z.array(z.enum(MEASURE_IDS)).min(1).max(20).default(['calls']),
  groupBy: z.array(group).max(5).default([]),
  /**
   * `series`: one point a step. `total`: one row a group over the whole range. `change`: the totals before and now as
   * the two points of a series, which a stat panel shows with its change.
   */
  shape: z.enum(['series', 'total', 'change']).default('series'),
  /** Groups kept, by `order`, descending; the rest is one group "Other" (only measures that add up). */
  limit: limit(20, 500),
  /** Groups that are not kept become "Other"; otherwise they are left out. */
  other: z.boolean().default(true),
  /** Which groups are kept, and in which order: by the first measure, or by how much it changed (needs `compare`). */
  order: z.enum(['value', 'change']).default('value'),
  compare,
  /** Measures that add up per second or per minute; the others stay as they are. */
  rate: z.enum(['none', 'second', 'minute']).default('none'),
  stepSeconds,
});

export const heatmapQuerySchema = z.object({
  ...common,
  queryType: z.literal('heatmap'),
  quantity: z.enum(HEATMAP_QUANTITIES).default('duration'),
  stepSeconds,
});

export const flamegraphQuerySchema = z.object({
  ...common,
  queryType: z.literal('flamegraph'),
  value: z.enum(['cost', 'duration', 'tokens', 'calls']).default('cost'),
  /** Given: the spans of this trace, as they called each other. Empty: all calls of the range along `path`. */
  traceId,
  path: z.array(group).min(1).max(6).default(['app', 'agent', 'operation', 'model']),
});

export const budgetsQuerySchema = z.object({
  ...common,
  queryType: z.literal('budgets'),
  /** Names; empty: all. */
  budgets: z.array(z.string().max(200)).max(100).default([]),
  /** `total`: as of the end of the range, one row a budget. `series`: one point a step. */
  shape: z.enum(['total', 'series']).default('total'),
  /** Empty: all (total), `used` (series). Alert rules name the one they watch. */
  figures: z.array(z.enum(BUDGET_FIGURES)).max(5).default([]),
  stepSeconds,
});
