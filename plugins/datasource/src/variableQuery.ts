import type { DataQuery } from '@grafana/schema';

/** What a dashboard variable stores. */
export interface VariableQuery extends DataQuery {
  /** A dimension of the catalogue, or `attributes.<key>`. */
  dimension?: string;
}

export const VARIABLE_DEFAULT_DIMENSION = 'model';
