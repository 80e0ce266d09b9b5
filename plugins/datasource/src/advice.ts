/** One thing that a person would want to know about their query, or none. Pure. */
import type { DataFrame, Field } from '@grafana/data';
import type { AnyQuery } from './query';

export interface Advice {
  /** Under which it is put away for good. */
  id: string;
  text: string;
}

type Part = Pick<DataFrame, 'refId' | 'fields' | 'length'>;

/** The first that applies. */
export function advice(query: AnyQuery, frames: readonly Part[]): Advice | undefined {
  const own = frames.filter(({ refId }) => refId === query.refId);
  return RULES.find(({ applies }) => applies(query, own));
}

const RULES: readonly (Advice & { applies: (query: AnyQuery, frames: readonly Part[]) => boolean })[] = [
  {
    id: 'sql-without-time',
    text: 'Without $__timeFilter(ts) the query reads everything that is kept, whatever the range of the panel.',
    applies: (query) => query.queryType === 'sql' && isWithoutTime(query.rawSql ?? ''),
  },
  {
    id: 'cost-unknown',
    text: 'None of these calls has a known cost. Add "Calls without a cost" to see how many there are.',
    applies: (query, frames) => {
      const costs = frames.flatMap(({ fields }) => fields.filter(isCost));
      return query.queryType === 'metrics' && costs.length > 0 && costs.every(isAllUnknown);
    },
  },
];

const isWithoutTime = (sql: string): boolean =>
  /\bfrom\s+llm_/i.test(sql) && !/\$__(unixEpoch(Nano)?|time)(Filter|From)|\bts\b|\btimestamp\b/i.test(sql);

const isCost = ({ config }: Field): boolean => config.unit === 'currencyUSD';
const isAllUnknown = ({ values }: Field): boolean =>
  values.length > 0 && values.every((value: unknown) => value === null);
