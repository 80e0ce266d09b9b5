/** A query in words: below the editor, in rows of the editor, in history, in the query library. Pure. */
import type { Filter } from '@llmobservatory/model';
import { filterKey } from '@llmobservatory/model';
import { understand } from './understand';
import { takesList } from './operators';
import type { LlmDataQuery } from './query';

type StoredFilter = Partial<Filter>;

export function describeQuery(stored: LlmDataQuery): string {
  const { query, kind, full } = understand(stored);
  const [first = kind.label, ...others] = kind.words(full);
  return [first, ...(kind.filters ? describeFilters(query.filters) : []), ...others].join(', ');
}

export function describeFilters(filters: readonly StoredFilter[] = []): string[] {
  return filters
    .filter(({ key }) => key)
    .map(({ key = '', operator = '=', value = '', values = [] }) =>
      takesList(operator)
        ? `${keyLabel(key)} ${operator} (${values.join(', ')})`
        : `${keyLabel(key)} ${operator} ${value === '' ? 'unknown' : value}`,
    );
}

const keyLabel = (key: string): string => filterKey(key)?.label.toLowerCase() ?? key;
