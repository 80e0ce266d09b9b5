/** What every answer says about itself: the SQL that ran, how much it read and how long it took, how settled it is. */
import type { AnswerFacts, Frame, FrameMeta, Notice } from '@llmobservatory/model';
import { executedQuery, type Statement } from '../plan/statement';

export interface Answered {
  refId: string;
  statement: Statement;
  rows: number;
  ms: number;
  source: 'raw' | 'rollup';
  /** Why it was read from there, one sentence. */
  sourceReason: string;
  /** Calls before this time are settled: their figures stay. Null: everything is. */
  settledUntil: Date | null;
}

/** A frame without fields is Grafana's "no data", in panels and in alert rules. */
export const emptyFrame = (answered: Answered, notices: Notice[] = []): Frame => ({
  refId: answered.refId,
  meta: { ...answerMeta(answered), ...(notices.length > 0 ? { notices } : {}) },
  fields: [],
});

export function answerMeta({ statement, rows, ms, source, sourceReason, settledUntil }: Answered): FrameMeta {
  const facts: AnswerFacts = { settledUntil: settledUntil?.toISOString() ?? null, source, sourceReason };
  return {
    executedQueryString: executedQuery(statement),
    stats: [
      { displayName: 'Rows', value: rows, unit: 'short' },
      { displayName: 'Query time', value: Math.round(ms), unit: 'ms' },
    ],
    custom: { ...facts },
  };
}
