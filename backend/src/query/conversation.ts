/** One conversation: finds where it lies in time, reads a page of its turns, their tools and their messages. */
import type { Conversation, ConversationQuery, Frame } from '@llmobservatory/model';
import { decodeRows } from './decode';
import { conversationFrames, noConversationChosen } from './frames/conversation';
import { readMessages } from './messages';
import type { SpanKey } from './plan/content';
import {
  conversationTimesSql,
  turnsSql,
  turnToolsSql,
  type TurnRow,
  type TurnToolsRow,
} from './plan/conversation';
import { around } from './plan/trace';
import { answered, select, type Session } from './session';

/** A turn carries the history of all turns before it; larger ones are shown without messages. */
const MAX_TURN_BYTES = 1024 * 1024;

export async function runConversation(query: ConversationQuery, session: Session): Promise<Frame[]> {
  const { context } = session;
  const { projects } = context.caller;
  if (query.conversationId === '') {
    return [noConversationChosen(answered(session, { sql: '', params: [] }, { results: [], ms: 0 }))];
  }
  const times = await select(session, [conversationTimesSql(query.conversationId, projects)]);
  const [found] = decodeRows<{ from: number; to: number }>(times.results[0]!);
  // What is not settled yet is looked for in the range of the panel.
  const range = around(
    {
      from: new Date(Math.min(found?.from ?? Infinity, context.from.getTime())),
      to: new Date(Math.max(found?.to ?? 0, context.to.getTime())),
    },
    1,
  );
  const statement = turnsSql(query, range, projects);
  const selected = await select(session, [statement]);
  const turns = decodeRows<TurnRow>(selected.results[0]!);
  const traceIds = turns.flatMap(({ trace_id: id }) => (id === null ? [] : [id]));
  const tools = await select(session, [turnToolsSql(traceIds, range, projects)]);
  const keys = turns.filter((row): row is TurnRow & SpanKey => row.trace_id !== null && row.span_id !== null);
  const messages = query.content
    ? await readMessages(session, keys, range, MAX_TURN_BYTES)
    : new Map<string, Conversation>();
  return conversationFrames(
    query,
    turns,
    decodeRows<TurnToolsRow>(tools.results[0]!),
    messages,
    answered(session, statement, { ...selected, ms: times.ms + selected.ms + tools.ms }),
  );
}
