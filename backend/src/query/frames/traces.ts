/** The list of traces: a table whose first column is the trace id, with the column names of the trace frame. */
import type { Field, FieldConfig, FieldType, Frame, Notice, TracesQuery } from '@llmobservatory/model';
import type { StepResult } from '../../store/engine';
import { decodeRows } from '../decode';
import type { TraceRow } from '../plan/traces';
import { answerMeta, emptyFrame, type Answered } from './answer';

interface ColumnOf<Row> {
  name: string;
  type: FieldType;
  config: FieldConfig;
  value: (row: Row) => unknown;
}

const column = (
  name: string,
  displayNameFromDS: string,
  type: FieldType,
  value: (row: TraceRow) => unknown,
  config: FieldConfig = {},
): ColumnOf<TraceRow> => ({ name, type, config: { displayNameFromDS, ...config }, value });

const filterable: FieldConfig = { filterable: true };

const COLUMNS: readonly ColumnOf<TraceRow>[] = [
  column('traceID', 'Trace', 'string', (row) => row.trace_id),
  column('startTime', 'Start', 'time', (row) => row.ts),
  column('name', 'Name', 'string', (row) => row.name, filterable),
  column('app', 'App', 'string', (row) => row.service_name, filterable),
  column('models', 'Models', 'string', (row) => row.models.join(', ')),
  column('calls', 'Calls', 'number', (row) => row.call_count, { unit: 'short' }),
  column('duration', 'Duration', 'number', (row) => row.duration_ms, { unit: 'ms' }),
  column('ttft', 'First token', 'number', (row) => row.ttft_ms, { unit: 'ms' }),
  column('cost', 'Cost', 'number', (row) => row.total_cost_usd, {
    unit: 'currencyUSD',
    description: 'USD of the counted calls; a lower bound where the cost state says so.',
  }),
  column('cost_state', 'Cost state', 'string', costState),
  column('input_tokens', 'Input tokens', 'number', (row) => row.input_tokens, { unit: 'short' }),
  column('output_tokens', 'Output tokens', 'number', (row) => row.output_tokens, { unit: 'short' }),
  column('errors', 'Errors', 'number', (row) => row.error_count, { unit: 'short' }),
  column('user', 'User', 'string', (row) => row.user_id, filterable),
  column('conversation', 'Conversation', 'string', (row) => row.session_id, filterable),
  column('environment', 'Environment', 'string', (row) => row.environment, filterable),
  column('release', 'Release', 'string', (row) => row.release, filterable),
  column('spans', 'Spans', 'number', (row) => row.span_count, { unit: 'short' }),
];

const SORTED_BY: Record<TracesQuery['sort'], string> = {
  newest: 'newest first',
  slowest: 'slowest first',
  dearest: 'dearest first',
  most_tokens: 'most tokens first',
  most_errors: 'most errors first',
};

export function tracesFrames(query: TracesQuery, result: StepResult, answered: Answered): Frame[] {
  const all = decodeRows<TraceRow>(result);
  const rows = all.slice(0, query.limit);
  if (rows.length === 0) return [emptyFrame(answered)];
  const notices: Notice[] =
    all.length > query.limit
      ? [
          {
            severity: 'info',
            text: `Showing the first ${query.limit} traces, ${SORTED_BY[query.sort]}. Narrow the range or the filters to see the others.`,
          },
        ]
      : [];
  return [
    {
      refId: answered.refId,
      meta: {
        ...answerMeta({ ...answered, rows: rows.length }),
        preferredVisualisationType: 'table',
        uniqueRowIdFields: [0],
        ...(notices.length > 0 ? { notices } : {}),
      },
      fields: COLUMNS.map(({ name, type, config, value }): Field => ({
        name,
        type,
        config,
        values: rows.map(value),
      })),
    },
  ];
}

/** `complete`, `partial` (a lower bound), `unknown`, or `none` where nothing was called. */
function costState(row: TraceRow): string {
  if (row.call_count === 0) return 'none';
  if (row.total_cost_usd === null) return 'unknown';
  return row.unpriced_calls > 0 ? 'partial' : 'complete';
}
