/** The table of tools. */
import type { Frame, ToolsQuery } from '@llmobservatory/model';
import type { StepResult } from '../../store/engine';
import { decodeRows } from '../decode';
import type { ToolRow } from '../plan/tools';
import type { Answered } from './answer';
import { columnsOf, COUNT, cutNotice, FILTERABLE, joined, MS, SHARE, SORTED_BY, tableFrame } from './table';

const column = columnsOf<ToolRow>();
const rate = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);

const COLUMNS = [
  column('tool', 'Tool', 'string', (row) => row.tool, FILTERABLE),
  column('runs', 'Runs', 'number', (row) => row.runs, COUNT),
  column('runs_previous', 'Runs before', 'number', (row) => row.runs_previous, COUNT),
  column('errors', 'Errors', 'number', (row) => row.errors, COUNT),
  column('error_rate', 'Error rate', 'number', (row) => rate(row.errors, row.runs), SHARE),
  column('error_rate_previous', 'Error rate before', 'number', (row) => rate(row.errors_previous, row.runs_previous), SHARE),
  column('duration_p50', 'Duration p50', 'number', (row) => row.duration_p50, MS),
  column('duration_p95', 'Duration p95', 'number', (row) => row.duration_p95, MS),
  column('traces', 'Traces', 'number', (row) => row.traces, COUNT),
  column('most_in_trace', 'Most in a trace', 'number', (row) => row.most_in_trace, { ...COUNT, description: 'Runs in the trace that ran it most often: many may be a loop.' }),
  column('agents', 'Agents', 'string', (row) => joined(row.agents)),
  column('apps', 'Apps', 'string', (row) => joined(row.apps)),
  column('lastTime', 'Last run', 'time', (row) => row.last_at),
]; // prettier-ignore

export function toolsFrames(query: ToolsQuery, result: StepResult, answered: Answered): Frame[] {
  const all = decodeRows<ToolRow>(result);
  const columns = COLUMNS.filter(({ name }) => query.compare !== 'none' || !name.endsWith('_previous'));
  const notices = cutNotice(all.length > query.limit, query.limit, `tools, ${SORTED_BY[query.sort]}`);
  return [tableFrame(columns, all.slice(0, query.limit), answered, notices)];
}
