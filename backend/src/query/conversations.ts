/** The list of conversations, with the first words of each as its title. */
import type { ConversationsQuery, Frame } from '@llmobservatory/model';
import { decodeRows } from './decode';
import { conversationsFrames } from './frames/conversations';
import { readMessages, shortened, spanKeyOf, textOf } from './messages';
import type { SpanKey } from './plan/content';
import { conversationsSql, type ConversationRow } from './plan/conversations';
import { answered, select, type Session } from './session';

/** Messages are large: the rest of a long list has no titles, and neither has a conversation that began with much text. */
const MAX_TITLES = 200;
const MAX_TITLE_BYTES = 128 * 1024;
const TITLE_LENGTH = 80;

export async function runConversations(query: ConversationsQuery, session: Session): Promise<Frame[]> {
  const { context } = session;
  const statement = conversationsSql(query, context, context.caller.projects);
  const selected = await select(session, [statement]);
  const all = decodeRows<ConversationRow>(selected.results[0]!);
  const titles = await titlesOf(all.slice(0, Math.min(query.limit, MAX_TITLES)), session);
  return conversationsFrames(query, all, titles, answered(session, statement, selected));
}

async function titlesOf(rows: readonly ConversationRow[], session: Session): Promise<Map<ConversationRow, string>> {
  const keyed = rows.filter((row): row is ConversationRow & SpanKey => row.trace_id !== null && row.span_id !== null);
  const messages = await readMessages(session, keyed, session.context, MAX_TITLE_BYTES);
  return new Map(
    keyed.flatMap((row): [ConversationRow, string][] => {
      const asked = messages.get(spanKeyOf(row))?.input.find(({ role }) => role === 'user');
      return asked ? [[row, shortened(textOf(asked), TITLE_LENGTH)]] : [];
    }),
  );
} // prettier-ignore
