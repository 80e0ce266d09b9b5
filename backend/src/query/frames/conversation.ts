/** Turns of a conversation as a table, oldest first. */
import type { Conversation, ConversationQuery, Frame, Message, Notice } from '@llmobservatory/model';
import { spanKeyOf, textOf } from '../messages';
import type { TurnRow, TurnToolsRow } from '../plan/conversation';
import { emptyFrame, type Answered } from './answer';
import { columnsOf, costState, COUNT, joined, MS, tableFrame, USD } from './table';

interface Row extends TurnRow {
  turn: number;
  tools: string[];
  messages: Conversation | null;
  /** Messages at the start of the input that the turn before had already. */
  repeated: number;
}

const column = columnsOf<Row>();

const COLUMNS = [
  column('turn', 'Turn', 'number', (row) => row.turn),
  column('time', 'Time', 'time', (row) => row.first_at),
  column('traceID', 'Trace', 'string', (row) => row.trace_id),
  column('spanID', 'Span', 'string', (row) => row.span_id),
  column('user', 'User', 'string', (row) => row.user),
  column('app', 'App', 'string', (row) => row.app),
  column('models', 'Models', 'string', (row) => joined(row.models)),
  column('duration', 'Duration', 'number', (row) => row.last_at - row.first_at, MS),
  column('calls', 'Calls', 'number', (row) => row.calls, COUNT),
  column('errors', 'Errors', 'number', (row) => row.errors, COUNT),
  column('tools', 'Tools', 'string', (row) => joined(row.tools)),
  column('cost', 'Cost', 'number', (row) => row.cost, USD),
  column('cost_state', 'Cost state', 'string', (row) => costState(row.calls, row.unpriced, row.cost)),
  column('input_tokens', 'Input tokens', 'number', (row) => row.input_tokens, COUNT),
  column('output_tokens', 'Output tokens', 'number', (row) => row.output_tokens, COUNT),
  column('input', 'User message', 'string', (row) => lastText(row.messages?.input, 'user')),
  column('output', 'Answer', 'string', (row) => lastText(row.messages?.output, 'assistant')),
  column('repeated', 'Messages sent again', 'number', (row) => row.repeated, COUNT),
  column('messages', 'Messages', 'json', (row) => row.messages),
];

export function conversationFrames(
  query: ConversationQuery,
  turns: readonly TurnRow[],
  tools: readonly TurnToolsRow[],
  messages: ReadonlyMap<string, Conversation>,
  answered: Answered,
): Frame[] {
  if (turns.length === 0) return [notFound(query.conversationId, answered)];
  const toolsOf = new Map(tools.map((row) => [`${row.project}/${row.trace_id}`, row.tools]));
  let before: readonly Message[] = [];
  const rows = turns.map((row, index): Row => {
    const own = messages.get(spanKeyOf({ ...row, trace_id: row.trace_id ?? '', span_id: row.span_id ?? '' })) ?? null;
    const repeated = own ? repeatedOf(own.input, before) : 0;
    if (own) before = [...own.input, ...own.output];
    const ran = toolsOf.get(`${row.project}/${row.trace_id}`) ?? [];
    return { ...row, turn: query.offset + index + 1, tools: ran, messages: own, repeated };
  }); // prettier-ignore
  const all = turns[0]?.turns ?? 0;
  const shown = `Showing turns ${query.offset + 1} to ${query.offset + turns.length} of ${all}.`;
  const notices: Notice[] = turns.length < all ? [{ severity: 'info', text: shown }] : [];
  return [tableFrame(COLUMNS, rows, answered, notices)];
}

export const noConversationChosen = (answered: Answered): Frame =>
  emptyFrame(answered, [
    {
      severity: 'info',
      text: 'No conversation chosen. Open one from a list, or set the variable conversation.',
    },
  ]);

const notFound = (id: string, answered: Answered): Frame =>
  emptyFrame(answered, [
    {
      severity: 'warning',
      text: `CONVERSATION_NOT_FOUND: No call carries the conversation id ${id}. It may have expired, or belong to another project.`,
    },
  ]);

function lastText(messages: readonly Message[] | undefined, role: Message['role']): string | null {
  const message = messages?.findLast((one) => one.role === role && textOf(one) !== '');
  return message ? textOf(message) : null;
}

/** Equal from the start on: what is sent as history stands in front. */
function repeatedOf(input: readonly Message[], before: readonly Message[]): number {
  // A finish reason is known of an answer, not of the same answer sent again.
  const said = ({ role, parts }: Message) => JSON.stringify([role, parts]);
  const differs = input.findIndex((message, index) => {
    const earlier = before[index];
    return !earlier || said(message) !== said(earlier);
  });
  return differs === -1 ? input.length : differs;
}
