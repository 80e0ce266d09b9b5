import type { DataQuery } from '@grafana/schema';
import type { Filter } from '@llmobservatory/model';

/** What a dashboard variable stores: the values of a key, of the rows that the filters leave. */
export interface VariableQuery extends DataQuery {
  /** A dimension of the catalogue, or `attributes.<key>`. */
  dimension?: string;
  /** Such as `app = $app`: variables that depend on each other. */
  filters?: (Partial<Filter> & { key: string })[];
}

export const VARIABLE_DEFAULT_DIMENSION = 'model';
