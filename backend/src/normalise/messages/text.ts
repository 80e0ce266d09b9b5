/** Text as a part: what the sender hid is said to be hidden, not shown as if somebody had written it. */
import type { Part } from '@llmobservatory/model';

const REDACTED: ReadonlySet<string> = new Set(['__REDACTED__', '<REDACTED>', '[REDACTED]']);

export function textPart(text: string): Part {
  return REDACTED.has(text.trim())
    ? { type: 'hidden', reason: 'redacted_at_source' }
    : { type: 'text', content: text };
}

export const stringOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** A `type` as it is compared: lowercase, with underscores. What is no text (an object may have a `toString` of its own) is none. */
export const typeOf = (type: unknown): string =>
  typeof type === 'string' ? type.toLowerCase().replaceAll('-', '_') : '';

/** The first that is a non-empty text. */
export const firstText = (...values: unknown[]): string | null =>
  values.find((value): value is string => typeof value === 'string' && value !== '') ?? null;
