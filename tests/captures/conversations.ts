/** What a person sees of each span of a capture: its messages, read from all carriers, long texts cut to be reviewed. */
import type { Conversation } from '@llmobservatory/model';
import { conversationOf, type ContentLog } from '../../backend/src/normalise/messages/conversation';
import type { LogRecord } from '../../backend/src/record/log';
import type { SpanRecord } from '../../backend/src/record/span';
import type { Capture } from './capture';
import { batchOf } from './ingest';

/** Every span, in order of start. */
export function conversationsOf(capture: Capture): { span: SpanRecord; conversation: Conversation }[] {
  const { spans, logs } = batchOf(capture.requests);
  return [...spans]
    .sort((left, right) => (left.startUnixNano < right.startUnixNano ? -1 : 1))
    .map((span) => ({
      span,
      conversation: conversationOf({
        carriers: parsed(span.content?.carriers) as Record<string, unknown> | null,
        events: parsed(span.content?.events) as never,
        logs: logs.filter(({ spanId }) => spanId === span.spanId).map(logOf),
        dialect: span.dialect,
        operation: span.operation,
        toolName: span.toolName,
      }),
    }));
}

const parsed = (json: string | null | undefined): unknown => (json ? JSON.parse(json) : null);

const logOf = (log: LogRecord): ContentLog => ({
  eventName: log.eventName,
  body: log.body !== null && log.bodyIsJson ? JSON.parse(log.body) : log.body,
  attributes: JSON.parse(log.attributes) as Record<string, unknown>,
  timeUnixNano: log.timeUnixNano,
});
