/** The table of users. */
import type { Frame, UsersQuery } from '@llmobservatory/model';
import type { StepResult } from '../../store/engine';
import { decodeRows } from '../decode';
import type { UserRow } from '../plan/users';
import type { Answered } from './answer';
import { columnsOf, costState, COUNT, cutNotice, FILTERABLE, joined, SHARE, SORTED_BY, tableFrame, USD } from './table'; // prettier-ignore

const column = columnsOf<UserRow>();

const COLUMNS = [
  column('user', 'User', 'string', (row) => row.user, FILTERABLE),
  column('cost', 'Cost', 'number', (row) => row.cost, USD),
  column('cost_previous', 'Cost before', 'number', (row) => row.cost_previous, USD),
  column('cost_state', 'Cost state', 'string', (row) => costState(row.calls, row.unpriced, row.cost)),
  column('share', 'Share of cost', 'number', share, SHARE),
  column('calls', 'Calls', 'number', (row) => row.calls, COUNT),
  column('calls_previous', 'Calls before', 'number', (row) => row.calls_previous, COUNT),
  column('errors', 'Errors', 'number', (row) => row.errors, COUNT),
  column('error_rate', 'Error rate', 'number', (row) => (row.calls > 0 ? row.errors / row.calls : null), SHARE),
  column('input_tokens', 'Input tokens', 'number', (row) => row.input_tokens, COUNT),
  column('output_tokens', 'Output tokens', 'number', (row) => row.output_tokens, COUNT),
  column('conversations', 'Conversations', 'number', (row) => row.conversations, COUNT),
  column('traces', 'Traces', 'number', (row) => row.traces, COUNT),
  column('apps', 'Apps', 'string', (row) => joined(row.apps)),
  column('models', 'Models', 'string', (row) => joined(row.models)),
  column('firstTime', 'First seen', 'time', (row) => row.first_at),
  column('lastTime', 'Last seen', 'time', (row) => row.last_at),
]; // prettier-ignore

export function usersFrames(query: UsersQuery, result: StepResult, answered: Answered): Frame[] {
  const rows = decodeRows<UserRow>(result);
  const users = rows[0]?.users ?? 0;
  const columns = COLUMNS.filter(({ name }) => query.compare !== 'none' || !name.endsWith('_previous'));
  const notices = cutNotice(users > query.limit, query.limit, `of ${users} users, ${SORTED_BY[query.sort]}`);
  return [tableFrame(columns, rows, answered, notices)];
}

function share({ cost, all_cost: all }: UserRow): number | null {
  return cost === null || !all ? null : cost / all;
}
