/** The list of traces: a table whose first column is the trace id, with the column names of the trace frame. */
import type { Frame, TracesQuery } from '@llmobservatory/model';
import type { StepResult } from '../../store/engine';
import { decodeRows } from '../decode';
import type { TraceRow } from '../plan/traces';
import type { Answered } from './answer';
import {
  columnsOf,
  costState,
  COUNT,
  cutNotice,
  FILTERABLE,
  joined,
  MS,
  SORTED_BY,
  tableFrame,
  USD,
} from './table';

const column = columnsOf<TraceRow>();

const COLUMNS = [
  column('traceID', 'Trace', 'string', (row) => row.trace_id),
  column('startTime', 'Start', 'time', (row) => row.ts),
  column('name', 'Name', 'string', (row) => row.name, FILTERABLE),
  column('app', 'App', 'string', (row) => row.service_name, FILTERABLE),
  column('models', 'Models', 'string', (row) => joined(row.models)),
  column('calls', 'Calls', 'number', (row) => row.call_count, COUNT),
  column('duration', 'Duration', 'number', (row) => row.duration_ms, MS),
  column('ttft', 'First token', 'number', (row) => row.ttft_ms, MS),
  column('cost', 'Cost', 'number', (row) => row.total_cost_usd, USD),
  column('cost_state', 'Cost state', 'string', (row) =>
    costState(row.call_count, row.unpriced_calls, row.total_cost_usd),
  ),
  column('input_tokens', 'Input tokens', 'number', (row) => row.input_tokens, COUNT),
  column('output_tokens', 'Output tokens', 'number', (row) => row.output_tokens, COUNT),
  column('errors', 'Errors', 'number', (row) => row.error_count, {
    ...COUNT,
    description: 'Spans that failed: calls, tools and what stands around them.',
  }),
  column('user', 'User', 'string', (row) => row.user_id, FILTERABLE),
  column('conversation', 'Conversation', 'string', (row) => row.session_id, FILTERABLE),
  column('environment', 'Environment', 'string', (row) => row.environment, FILTERABLE),
  column('release', 'Release', 'string', (row) => row.release, FILTERABLE),
  column('spans', 'Spans', 'number', (row) => row.span_count, COUNT),
  column('lowest_score', 'Lowest score', 'number', (row) => row.lowest_score),
  column('scores', 'Scores', 'string', (row) => scoresText(row.scores)),
];

/** "helpfulness 0.9, tone pass" */
const scoresText = (scores: TraceRow['scores']): string | null =>
  scores &&
  Object.entries(scores)
    .map(([name, value]) => (value === null ? name : `${name} ${value}`))
    .join(', ');

export function tracesFrames(query: TracesQuery, result: StepResult, answered: Answered): Frame[] {
  const all = decodeRows<TraceRow>(result);
  const notices = cutNotice(all.length > query.limit, query.limit, `traces, ${SORTED_BY[query.sort]}`);
  return [tableFrame(COLUMNS, all.slice(0, query.limit), answered, notices)];
}
