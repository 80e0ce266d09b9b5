import type { QueryType } from '@llmobservatory/model';
import { kindOf } from './kinds';
import type { Control } from './kinds/kind';
import type { AnyQuery } from './query';
import { STARTER } from './sql/examples';

/** Another kind of query. What was chosen stays for the way back, but what the new kind would refuse: its bounds and choices are its own. */
export function changeType(query: AnyQuery, queryType: QueryType): AnyQuery {
  const kept = Object.fromEntries(
    Object.entries(query).filter(([field, value]) =>
      kindOf(queryType)
        .controls.filter((control) => control.field === field)
        .every((control) => takes(control, value)),
    ),
  );
  const next = { ...kept, queryType } as AnyQuery;
  return next.queryType === 'sql' && !next.rawSql ? { ...next, rawSql: STARTER } : next;
}

function takes(control: Control<QueryType>, value: unknown): boolean {
  switch (control.control) {
    case 'choice':
      return control.choices.some((choice) => choice.value === value);
    case 'choices':
      return (
        Array.isArray(value) && value.every((item) => control.choices.some((choice) => choice.value === item))
      );
    case 'number':
      return typeof value === 'number' && value >= (control.min ?? 1) && value <= control.max;
    case 'text':
      return typeof value === 'string' && control.check?.(value) === undefined;
    case 'value':
      return typeof value === 'string';
    case 'values':
      return Array.isArray(value) && value.every((item) => typeof item === 'string');
    case 'switch':
      return typeof value === 'boolean';
  }
}
