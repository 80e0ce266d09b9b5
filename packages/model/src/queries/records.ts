/** Queries that look at single records, and raw SQL. */
import { z } from 'zod';
import { common, limit, stepSeconds, traceId } from './common';

export const traceQuerySchema = z.object({
  ...common,
  queryType: z.literal('trace'),
  /** 32 hex digits. */
  traceId,
  /** Send messages along. */
  content: z.boolean().default(true),
});

export const conversationQuerySchema = z.object({
  ...common,
  queryType: z.literal('conversation'),
  conversationId: z.string().max(4000).default(''),
  /** Send messages along. */
  content: z.boolean().default(true),
  /** Turns, oldest first. */
  limit: limit(50, 200),
  /** Turns left out at the start. */
  offset: z.number().int().min(0).max(1_000_000).default(0),
});

export const logsQuerySchema = z.object({
  ...common,
  queryType: z.literal('logs'),
  /** Text that the body must contain, whatever the case. */
  search: z.string().max(1000).default(''),
  /** `volume`: how many lines of each severity a step. */
  shape: z.enum(['lines', 'volume']).default('lines'),
  order: z.enum(['newest', 'oldest']).default('newest'),
  limit: limit(500, 5000),
  stepSeconds,
});

export const graphQuerySchema = z.object({
  ...common,
  queryType: z.literal('graph'),
  /** Nodes kept, those with the most calls. */
  limit: limit(60, 200),
});

export const sqlQuerySchema = z.object({
  ...common,
  queryType: z.literal('sql'),
  rawSql: z.string().max(100_000).default(''),
  /** How the rows become frames: as they are, or as time series of the first time column. */
  format: z.enum(['table', 'time_series']).default('table'),
});
