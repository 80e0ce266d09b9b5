/** What the query room asks of whoever reads messages: content stays as it was sent until somebody wants to see it. */
import type { Conversation } from '@llmobservatory/model';

/** Content of one span as it was sent. Attributes and carriers are values as JSON reads them. */
export interface SentContent {
  dialect: string | null;
  attributes: Record<string, unknown>;
  carriers: Record<string, unknown>;
  events: { name: string; timeUnixNano: string; attributes: Record<string, unknown> }[];
  /** Log records with the id of the span, oldest first. */
  logs: { eventName: string | null; body: unknown; attributes: Record<string, unknown> }[];
}

/** Carriers of whatever dialect → messages; undefined: there is nothing to show. */
export type ConversationOf = (content: SentContent) => Conversation | undefined;
