/** What the query room asks of whoever reads messages: content stays as it was sent until somebody wants to see it. */
import type { Conversation } from '@llmobservatory/model';

/** Content of one span as it was sent, JSON parsed. */
export interface SentContent {
  dialect: string | null;
  operation: string | null;
  toolName: string | null;
  carriers: Record<string, unknown> | null;
  events: { name: string; timeUnixNano: string; attributes: Record<string, unknown> }[] | null;
  /** Log records with the id of the span, oldest first. */
  logs: {
    eventName: string | null;
    body: unknown;
    attributes: Record<string, unknown>;
    timeUnixNano: bigint;
  }[];
}

/** Carriers of whatever dialect → messages; empty lists where there is nothing to show. */
export type ConversationOf = (content: SentContent) => Conversation;

export const isEmpty = ({ system, input, output, toolDefinitions }: Conversation): boolean =>
  system.length + input.length + output.length + toolDefinitions.length === 0;
