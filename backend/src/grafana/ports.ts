/** What the services ask of the query room. */
import type { TagFilter, TagOption, QueryType } from '@llmobservatory/model';
import type { Caller } from '../access/caller';
import type { Queries } from '../query/run';
import type { EngineFacts } from '../store/engine';

export interface TagQuestion {
  caller: Caller;
  queryType?: QueryType;
  from?: Date;
  to?: Date;
  signal: AbortSignal;
}

export interface ValuesQuestion extends TagQuestion {
  key: string;
  search?: string;
  filters?: TagFilter[];
  limit?: number;
}

export interface PluginQueries extends Pick<Queries, 'run'> {
  tagKeys(question: TagQuestion): Promise<TagOption[]>;
  tagValues(question: ValuesQuestion): Promise<TagOption[]>;
  /** @throws ObservatoryError DATABASE_UNAVAILABLE and the like */
  facts(question: { caller: Caller; signal: AbortSignal }): Promise<BackendFacts>;
}

export interface BackendFacts extends EngineFacts {
  /** Of the backend. */
  version: string;
  /** Start of the newest span of the caller's projects; null = none yet. */
  newestSpanAt: Date | null;
}
