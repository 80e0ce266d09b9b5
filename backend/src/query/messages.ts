/** Messages of some spans, normalised. */
import type { Conversation, Message, Part } from '@llmobservatory/model';
import { isEmpty } from './content';
import { decodeRows } from './decode';
import { sentContent } from './frames/traceParts';
import { contentSql, type KeyedContentRow, type KeyedLogRow, type SpanKey } from './plan/content';
import { select, type Session } from './session';

export const spanKeyOf = ({
  project,
  trace_id,
  span_id,
}: Pick<SpanKey, 'project' | 'trace_id' | 'span_id'>): string => `${project}/${trace_id}/${span_id}`;

/** By `spanKeyOf`; spans without messages are not in it. */
export async function readMessages(
  session: Session,
  keys: readonly SpanKey[],
  window: { from: Date; to: Date },
  maxBytes: number,
): Promise<Map<string, Conversation>> {
  if (keys.length === 0) return new Map();
  const statements = contentSql(keys, window, maxBytes);
  const { results } = await select(session, [statements.content, statements.logs]);
  const content = new Map(decodeRows<KeyedContentRow>(results[0]!).map((row) => [spanKeyOf(row), row]));
  const logs = new Map<string, KeyedLogRow[]>();
  for (const row of decodeRows<KeyedLogRow>(results[1]!)) {
    const id = `${row.project}/${row.trace_id}/${row.span_id}`;
    logs.set(id, [...(logs.get(id) ?? []), row]);
  }
  return new Map(
    keys.flatMap((key): [string, Conversation][] => {
      const id = spanKeyOf(key);
      const span = { dialect: key.dialect, operation: key.operation, tool_name: null };
      const messages = session.conversationOf(sentContent({ span, logs: logs.get(id) ?? [] }, content.get(id)));
      return isEmpty(messages) ? [] : [[id, messages]];
    }),
  );
} // prettier-ignore

/** Its plain text; '' where it has none. */
export const textOf = ({ parts }: Message): string =>
  parts
    .flatMap((part: Part) => (part.type === 'text' ? [part.content] : []))
    .join('\n')
    .trim();

/** At most so many characters, on one line, with "…" where it was cut. */
export function shortened(text: string, length: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= length ? line : `${line.slice(0, length - 1).trimEnd()}…`;
}
