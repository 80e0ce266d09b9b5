/** Suggestions for the value of a filter, from the backend, for what is typed so far. They help and never stand in the way. */
import type { TimeRange } from '@grafana/data';
import type { ComboboxOption } from '@grafana/ui';
import { CONTENT_KEY, QUANTITIES, type Filter, type QueryType, type TagFilter } from '@llmobservatory/model';
import { useCallback } from 'react';
import type { LlmDataSource } from '../datasource';

export const UNKNOWN = '(unknown)';

interface Question {
  /** Empty: nothing is suggested but variables. */
  key: string;
  queryType: QueryType;
  range?: TimeRange;
  others: readonly (Partial<Filter> & { key: string })[];
}

/** What a person reads at once; typing finds the others. */
const LIMIT = 20;

/** Numbers and texts of which each row has its own: there is nothing to choose from. */
const isFree = (key: string): boolean =>
  key === '' || key === CONTENT_KEY || QUANTITIES.some(({ id }) => id === key);

export function useValueOptions(
  datasource: LlmDataSource,
  { key, queryType, range, others }: Question,
): (typed: string) => Promise<ComboboxOption[]> {
  return useCallback(
    async (typed) => {
      const variables = datasource.variableReferences().filter((name) => name.includes(typed));
      const group = 'Variables';
      const known = isFree(key)
        ? []
        : await suggestions(datasource, {
            key,
            queryType,
            range,
            search: typed,
            filters: others.map(complete),
            limit: LIMIT,
          });
      return [
        // An empty value asks for what is not known.
        ...(typed === '' && !isFree(key) ? [{ value: '', label: UNKNOWN }] : []),
        ...known,
        ...variables.map((value) => ({ value, label: value, group })),
      ];
    },
    [datasource, key, queryType, range, others],
  );
}

async function suggestions(
  datasource: LlmDataSource,
  question: Parameters<LlmDataSource['tagValues']>[0],
): Promise<ComboboxOption[]> {
  try {
    const options = await datasource.tagValues(question);
    return options.map(({ text, value }) => ({ label: text, value: value ?? text }));
  } catch (error) {
    // Shown in the list, not chosen from it: typing a value goes on.
    return [{ value: '', label: `No suggestions: ${reason(error)}`, infoOption: true }];
  }
}

const complete = ({ key, operator = '=', value = '', values }: Question['others'][number]): TagFilter => ({
  key,
  operator,
  value,
  ...(values && { values }),
});

/** Grafana's fetch rejects with `{data: {message}}`. */
function reason(error: unknown): string {
  const { data, message } = error as { data?: { message?: string }; message?: string };
  return data?.message ?? message ?? 'the backend does not answer';
}
