/** Keys of filters and groups: those that are given at once, then attributes that the newest rows have. */
import type { TimeRange } from '@grafana/data';
import type { ComboboxOption } from '@grafana/ui';
import { ATTRIBUTE_PREFIX, type QueryType, type TagOption } from '@llmobservatory/model';
import { useCallback, useRef } from 'react';
import type { LlmDataSource } from '../datasource';
import type { Choice } from '../kinds/kind';

export function useKeyOptions(
  datasource: LlmDataSource,
  queryType: QueryType,
  given: readonly Choice[],
  range?: TimeRange,
): (typed: string) => Promise<ComboboxOption[]> {
  // Asked once for a range, not at each key that is typed.
  const asked = useRef<{ range?: TimeRange; keys: Promise<TagOption[]> }>(undefined);
  return useCallback(
    async (typed) => {
      if (asked.current?.range !== range || !asked.current)
        asked.current = { range, keys: datasource.tagKeys(queryType, range).catch(() => []) };
      const attributes = (await asked.current.keys)
        .map(({ text, value }) => value ?? text)
        .filter((key) => key.startsWith(ATTRIBUTE_PREFIX))
        .map((value) => ({ value, label: value, group: 'Attributes' }));
      const has = (text: string | undefined) => text?.toLowerCase().includes(typed.toLowerCase());
      return [...given, ...attributes].filter(({ value, label }) => has(value) || has(label));
    },
    [datasource, queryType, given, range],
  );
}
