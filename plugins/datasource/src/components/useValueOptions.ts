/** Suggestions for the value of a filter, from the backend, for what is typed so far. They help and never stand in the way. */
import type { TimeRange } from '@grafana/data';
import type { ComboboxOption } from '@grafana/ui';
import type { Filter, QueryType, TagFilter } from '@llmobservatory/model';
import { useCallback } from 'react';
import type { LlmDataSource } from '../datasource';

export const UNKNOWN = '(unknown)';

interface Question {
  key: string;
  queryType: QueryType;
  range?: TimeRange;
  others: readonly (Partial<Filter> & { key: string })[];
}

export function useValueOptions(
  datasource: LlmDataSource,
  { key, queryType, range, others }: Question,
): (typed: string) => Promise<ComboboxOption[]> {
  return useCallback(
    async (typed) => {
      const variables = datasource.variableReferences().filter((name) => name.includes(typed));
      const group = 'Variables';
      return [
        // An empty value asks for what is not known.
        ...(typed === '' ? [{ value: '', label: UNKNOWN }] : []),
        ...(await suggestions(datasource, {
          key,
          queryType,
          range,
          search: typed,
          filters: others.map(complete),
        })),
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
