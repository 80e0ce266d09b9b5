/** Queries whose answer is a table, one row a thing. */
import { z } from 'zod';
import { ANNOTATION_KINDS } from '../choices';
import { common, compare, limit } from './common';

export const tracesQuerySchema = z.object({
  ...common,
  queryType: z.literal('traces'),
  sort: z
    .enum(['newest', 'slowest', 'dearest', 'most_tokens', 'most_errors', 'lowest_score'])
    .default('newest'),
  limit: limit(50, 1000),
});

export const conversationsQuerySchema = z.object({
  ...common,
  queryType: z.literal('conversations'),
  sort: z
    .enum(['newest', 'longest', 'dearest', 'most_turns', 'most_tokens', 'most_errors', 'lowest_score'])
    .default('newest'),
  limit: limit(50, 1000),
});

export const usersQuerySchema = z.object({
  ...common,
  queryType: z.literal('users'),
  sort: z.enum(['dearest', 'most_calls', 'most_tokens', 'most_errors', 'newest']).default('dearest'),
  compare,
  limit: limit(50, 1000),
});

export const toolsQuerySchema = z.object({
  ...common,
  queryType: z.literal('tools'),
  sort: z.enum(['most_runs', 'slowest', 'most_errors', 'newest']).default('most_runs'),
  compare,
  limit: limit(50, 500),
});

export const modelsQuerySchema = z.object({
  ...common,
  queryType: z.literal('models'),
  /** Empty: those with the most calls. */
  models: z.array(z.string().max(500)).max(20).default([]),
  /** The others are compared with it; empty: the one with the most calls. */
  base: z.string().max(500).default(''),
  /** Only traffic that all models have in common, weighted to the mix of the base. */
  matched: z.boolean().default(false),
  /** With intervals (`_lo`, `_hi`, `_n`, `_diff_lo`, `_diff_hi`); without them the answer is quicker. */
  intervals: z.boolean().default(true),
  limit: limit(4, 20),
});

export const annotationsQuerySchema = z.object({
  ...common,
  queryType: z.literal('annotations'),
  kinds: z
    .array(z.enum(ANNOTATION_KINDS))
    .min(1)
    .default([...ANNOTATION_KINDS]),
  limit: limit(100, 1000),
});
