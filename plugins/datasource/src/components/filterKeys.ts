/** What each kind of query can be filtered and grouped by, from the catalogue. */
import type { DimensionId, QueryType } from '@llmobservatory/model';
import { DIMENSIONS, QUANTITIES, type Columns, type Dimension } from '@llmobservatory/model';

export interface KeyOption {
  value: string;
  label: string;
  description: string;
}

/** A trace can also be asked for what only its calls have. */
const APPLIES: Record<QueryType, (columns: Columns) => boolean> = {
  metrics: ({ metrics }) => metrics !== undefined,
  traces: ({ metrics, traces }) => metrics !== undefined || traces !== undefined,
  trace: () => false,
  logs: ({ logs }) => logs !== undefined,
  sql: () => false,
};

export const keyOptions = (queryType: QueryType): KeyOption[] =>
  [...DIMENSIONS, ...QUANTITIES].filter(APPLIES[queryType]).map(toOption);

/** Groups of figures. */
export const groupOptions = (): (KeyOption & { value: DimensionId })[] =>
  DIMENSIONS.filter((dimension): dimension is Dimension & { id: DimensionId } =>
    APPLIES.metrics(dimension),
  ).map((dimension) => ({ ...toOption(dimension), value: dimension.id }));

const toOption = ({ id, label, doc }: { id: string; label: string; doc: string }): KeyOption => ({
  value: id,
  label,
  description: doc,
});
