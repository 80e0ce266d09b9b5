/** The table of conversations. */
import type { ConversationsQuery, Frame } from '@llmobservatory/model';
import type { ConversationRow } from '../plan/conversations';
import type { Answered } from './answer';
import { columnsOf, costState, COUNT, cutNotice, FILTERABLE, joined, MS, SORTED_BY, tableFrame, USD } from './table'; // prettier-ignore

interface Row extends ConversationRow {
  title: string | null;
}

const column = columnsOf<Row>();

const COLUMNS = [
  column('conversation', 'Conversation', 'string', (row) => row.conversation, FILTERABLE),
  column('lastTime', 'Last activity', 'time', (row) => row.last_at),
  column('startTime', 'Start', 'time', (row) => row.first_at),
  column('title', 'Title', 'string', (row) => row.title),
  column('user', 'User', 'string', (row) => row.user, FILTERABLE),
  column('app', 'App', 'string', (row) => row.app, FILTERABLE),
  column('environment', 'Environment', 'string', (row) => row.environment, FILTERABLE),
  column('models', 'Models', 'string', (row) => joined(row.models)),
  column('turns', 'Turns', 'number', (row) => row.turns, COUNT),
  column('calls', 'Calls', 'number', (row) => row.calls, COUNT),
  column('errors', 'Errors', 'number', (row) => row.errors, COUNT),
  column('cost', 'Cost', 'number', (row) => row.cost, USD),
  column('cost_state', 'Cost state', 'string', (row) => costState(row.calls, row.unpriced, row.cost)),
  column('input_tokens', 'Input tokens', 'number', (row) => row.input_tokens, COUNT),
  column('output_tokens', 'Output tokens', 'number', (row) => row.output_tokens, COUNT),
  column('duration', 'Duration', 'number', (row) => row.last_at - row.first_at, MS),
  column('lowest_score', 'Lowest score', 'number', (row) => row.lowest_score),
];

export function conversationsFrames(
  query: ConversationsQuery,
  all: readonly ConversationRow[],
  titles: ReadonlyMap<ConversationRow, string>,
  answered: Answered,
): Frame[] {
  const rows = all.slice(0, query.limit).map((row): Row => ({ ...row, title: titles.get(row) ?? null }));
  const notices = cutNotice(all.length > query.limit, query.limit, `conversations, ${SORTED_BY[query.sort]}`);
  return [tableFrame(COLUMNS, rows, answered, notices)];
}
