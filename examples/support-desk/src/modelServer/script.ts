/** What the stand-in "thinks": canned answers with token counts that follow from the text, and its moods. */

/** About four letters a token, as the real ones. */
export const countTokens = (text: string): number => Math.max(1, Math.ceil(text.length / 4));

/** A small generator with a seed: the same run gives the same bill. */
export function createDice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface ToolCall {
  id: string;
  name: string;
  arguments: Record<string, unknown>;
}

export type Turn = { kind: 'tools'; calls: ToolCall[] } | { kind: 'text'; text: string };

export interface Request {
  /** Text of the last user message. */
  question: string;
  /** Tools offered, by name. */
  tools: string[];
  /** Names of the tools whose results are already in the conversation. */
  results: string[];
  newId: () => string;
}

const ORDER = /\b(\d{4})\b/;

/** First looks the order up, then refunds when asked to, then answers. */
export function decide({ question, tools, results, newId }: Request): Turn {
  const order = ORDER.exec(question)?.[1];
  if (tools.includes('orders.lookup') && order && !results.includes('orders.lookup')) {
    const calls = [{ id: newId(), name: 'orders.lookup', arguments: { order_id: Number(order) } }];
    return { kind: 'tools', calls };
  }
  if (
    tools.includes('refunds.create') &&
    /refund|money back/i.test(question) &&
    !results.includes('refunds.create')
  ) {
    return {
      kind: 'tools',
      calls: [
        {
          id: newId(),
          name: 'refunds.create',
          arguments: { order_id: Number(order ?? 0), reason: 'customer asked' },
        },
      ],
    };
  }
  return { kind: 'text', text: answerTo(question, results) };
}

function answerTo(question: string, results: string[]): string {
  if (results.includes('refunds.create'))
    return 'I have started the refund. The money is back on your card within five working days, and you get a mail when it is on its way.';
  if (results.includes('orders.lookup'))
    return 'Your order left our warehouse two days ago and is with the carrier. It should be with you by Thursday; the tracking link is in the mail we sent you.';
  if (/password|log ?in/i.test(question))
    return 'You can set a new password on the sign-in page under "Forgot password". The link in the mail works for one hour.';
  return 'Thank you for asking. You can change the delivery address until the parcel is packed, under "My orders". After that the carrier can hold it for you.';
}

/** A vector that is at least the same for the same text. */
export function embed(text: string, size = 32): number[] {
  const dice = createDice([...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7));
  return Array.from({ length: size }, () => Number((dice() * 2 - 1).toFixed(6)));
}
