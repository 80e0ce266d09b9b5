/** Reads the file of budgets: YAML or JSON with a list `budgets`. */
import { readFileSync } from 'node:fs';
import { DIMENSIONS, isGroup } from '@llmobservatory/model';
import { IANAZone } from 'luxon';
import { parse } from 'yaml';
import { z } from 'zod';
import { EACH_VALUE, readWindow, type Budget } from '../record/budget';
import { ObservatoryError } from '../record/errors';

const SCOPE_KEYS: ReadonlySet<string> = new Set(
  DIMENSIONS.filter((known) => isGroup(known) && known.scores === undefined).map(({ id }) => id),
);

const value = z.union([z.string(), z.number().transform(String)]);

const budgetSchema = z.strictObject({
  name: z.string().trim().min(1).max(200),
  project: z.string().default('default'),
  scope: z
    .record(
      z.string().refine((key) => SCOPE_KEYS.has(key), `expected one of ${[...SCOPE_KEYS].join(', ')}`),
      z.union([value, z.array(value).min(1).max(100)]),
    )
    .default({})
    .refine(
      (scope) => Object.values(scope).filter((one) => one === EACH_VALUE).length <= 1,
      'only one key can be "*"',
    ),
  window: z
    .string()
    .refine(
      (window) => readWindow(window) !== undefined,
      'expected hour, day, week, month, or a rolling window such as 24h or 30d',
    ),
  time_zone: z
    .string()
    .default('UTC')
    .refine((zone) => IANAZone.isValidZone(zone), 'expected a time zone such as Europe/Berlin'),
  limit_usd: z.number().positive().max(1e7),
});

const fileSchema = z.strictObject({ budgets: z.array(budgetSchema).max(1000).default([]) });

/** @throws ObservatoryError BUDGETS_UNREADABLE, BUDGETS_INVALID (caller): file, place, what is expected */
export function readBudgets(path: string): Budget[] {
  let content: unknown;
  try {
    content = parse(readFileSync(path, 'utf8')) ?? {};
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ObservatoryError('caller', 'BUDGETS_UNREADABLE', `OBSERVATORY_BUDGETS_FILE=${path}: ${reason}`, { cause });
  }
  const { data, error } = fileSchema.safeParse(content);
  if (error) {
    const problems = error.issues.map((issue) => `${issue.path.join('.') || 'file'}: ${issue.message}`);
    throw new ObservatoryError('caller', 'BUDGETS_INVALID', `OBSERVATORY_BUDGETS_FILE=${path}: ${problems.join('; ')}.`);
  }
  const twice = data.budgets.find((budget, index) =>
    data.budgets.some((other, place) => place < index && other.name === budget.name && other.project === budget.project),
  );
  if (twice) {
    throw new ObservatoryError('caller', 'BUDGETS_INVALID', `OBSERVATORY_BUDGETS_FILE=${path}: two budgets of the project "${twice.project}" have the name "${twice.name}".`);
  }
  return data.budgets.map(({ time_zone: timeZone, limit_usd: limitUsd, ...budget }) => ({ ...budget, timeZone, limitUsd }));
} // prettier-ignore
