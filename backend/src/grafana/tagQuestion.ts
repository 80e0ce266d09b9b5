/** Query string of tag-keys and tag-values → the question; every part is optional but the key of tag-values. */
import { filterSchema, QUERY_TYPES } from '@llmobservatory/model';
import { z } from 'zod';
import { ObservatoryError } from '../record/errors';
import type { TagQuestion, ValuesQuestion } from '../query/tags';

type Asked<Question extends TagQuestion> = Omit<Question, 'caller' | 'signal'>;

const time = z.coerce
  .number()
  .transform((ms) => new Date(ms))
  .refine((date) => !Number.isNaN(date.getTime()), 'expected milliseconds since 1970');

const keys = z.object({
  queryType: z.enum(QUERY_TYPES).optional(),
  from: time.optional(),
  to: time.optional(),
});

const values = keys.extend({
  key: z.string().min(1).max(200),
  search: z.string().max(1000).optional(),
  filters: z
    .string()
    .max(100_000)
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: 'custom', message: 'expected JSON' });
        return z.NEVER;
      }
    })
    .pipe(z.array(filterSchema).max(50))
    .optional(),
  limit: z.coerce.number().int().min(1).max(1000).optional(),
});

/** @throws ObservatoryError TAG_QUESTION_INVALID (caller) */
export const tagQuestion = (params: URLSearchParams): Asked<TagQuestion> => read(keys, params);

/** @throws ObservatoryError TAG_QUESTION_INVALID (caller) */
export const valuesQuestion = (params: URLSearchParams): Asked<ValuesQuestion> => read(values, params);

function read<Output>(schema: z.ZodType<Output>, params: URLSearchParams): Output {
  const result = schema.safeParse(Object.fromEntries(params));
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new ObservatoryError('caller', 'TAG_QUESTION_INVALID', `Bad parameters: ${problems.join('; ')}.`);
}
