/** Any stored query: migrated, with its kind, and with the defaults of the kind where it says nothing. */
import type { QueryType } from '@llmobservatory/model';
import { kindOf, type AnyKind } from './kinds';
import type { Full } from './kinds/kind';
import { migrateQuery } from './migrateQuery';
import type { AnyQuery, LlmDataQuery } from './query';

export interface Understood {
  query: AnyQuery;
  kind: AnyKind;
  full: Full<QueryType>;
}

export function understand(stored: LlmDataQuery): Understood {
  const query = migrateQuery(stored);
  const kind = kindOf(query.queryType);
  return { query, kind, full: fill(query, kind) };
}

/** A field that is there without a value says nothing. */
function fill(query: AnyQuery, kind: AnyKind): Full<QueryType> {
  const said = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined));
  return { filters: [], adhocFilters: [], ...kind.defaults, ...said } as Full<QueryType>;
}
