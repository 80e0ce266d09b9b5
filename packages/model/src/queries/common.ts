/** Fields that queries of several types share. */
import { z } from 'zod';
import { COMPARISONS } from '../choices';
import { OPERATORS } from '../operators';

export const filterSchema = z.object({
  /** A dimension or quantity of the catalogue, `content`, or `attributes.<key>` for an attribute as sent. */
  key: z.string().min(1).max(200),
  operator: z.enum(OPERATORS).default('='),
  value: z.string().max(4000).default(''),
  /** For `in` and `not in`; `value` is ignored then. */
  values: z.array(z.string().max(4000)).max(1000).optional(),
});

export const common = {
  refId: z.string().max(100).default('A'),
  v: z.literal(1).default(1),
  hide: z.boolean().optional(),
  filters: z.array(filterSchema).max(50).default([]),
  /** Ad-hoc filters of dashboards; Grafana's operators `=|` and `!=|` are read too. */
  adhocFilters: z
    .array(
      z.object({
        key: z.string(),
        operator: z.string(),
        value: z.string().default(''),
        values: z.array(z.string()).optional(),
      }),
    )
    .max(50)
    .default([]),
};

/** Whole rows of a list, at most. */
export const limit = (standard: number, max: number) => z.number().int().min(1).max(max).default(standard);

/** Seconds a step; absent: from the panel's interval. */
export const stepSeconds = z
  .number()
  .int()
  .min(1)
  .max(31 * 86_400)
  .optional();

/** A look-up by 32 hex digits. */
export const traceId = z.string().trim().toLowerCase().default('');

export const compare = z.enum(COMPARISONS).default('none');
