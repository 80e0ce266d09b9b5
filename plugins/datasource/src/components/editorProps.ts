import type { TimeRange } from '@grafana/data';
import type { QueryType } from '@llmobservatory/model';
import type { LlmDataSource } from '../datasource';
import type { QueryOf } from '../query';

/** What the editor of one query type gets. */
export interface EditorProps<T extends QueryType> {
  datasource: LlmDataSource;
  query: QueryOf<T>;
  range?: TimeRange;
  /** Keeps the query and runs it. Called for finished changes only. */
  onRun: (query: QueryOf<T>) => void;
}

/** Ids of inputs: several queries stand on one page. */
export const inputId = (query: { refId: string }, name: string): string => `llm-${query.refId}-${name}`;
