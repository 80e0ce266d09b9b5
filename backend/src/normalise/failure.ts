/** Whether a record tells of a failure, and its short code. */
import type { AttributesView, SpanView } from '../decode/view';
import { PLAIN_SLOTS } from './slots';

const STATUS_OK = 1;
const STATUS_ERROR = 2;
export const MAX_CODE = 120;

/**
 * `error.type`, else the type of the last exception event, else a code from the status message; null without failure.
 * An exception inside a span that ended with status OK was handled.
 */
export function errorTypeOf(view: SpanView, sent: string | null): string | null {
  if (sent !== null) return sent.slice(0, MAX_CODE);
  if (view.statusCode === STATUS_OK) return null;
  if (view.eventCount > 0) {
    const type = lastExceptionType(view);
    if (type !== null) return type;
  }
  return view.statusCode === STATUS_ERROR ? codeOf(view.statusMessage) : null;
}

/** Own status code of the HTTP request; a numeric `error.type` is one too. */
export function httpStatusOf(attributes: AttributesView, errorType: string | null): number | null {
  const sent =
    attributes.number(PLAIN_SLOTS.httpStatusCode) ?? attributes.number(PLAIN_SLOTS.oldHttpStatusCode);
  const status = sent ?? (errorType?.length === 3 ? Number(errorType) : undefined);
  return status !== undefined && Number.isInteger(status) && status >= 100 && status <= 599 ? status : null;
}

function lastExceptionType(view: SpanView): string | null {
  let type: string | null = null;
  view.eachEvent((event) => {
    if (event.name !== 'exception') return;
    type = (event.attributes.text(PLAIN_SLOTS.exceptionType) ?? 'exception').slice(0, MAX_CODE);
  });
  return type;
}

/** "RateLimitError: Error code: 429 …" → "RateLimitError". A message without such a beginning has no code. */
export function codeOf(message: string): string {
  const colon = message.indexOf(':');
  const word = colon > 0 && colon <= MAX_CODE ? message.slice(0, colon) : message;
  return word.length <= MAX_CODE && CODE.test(word) ? word : 'error';
}

const CODE = /^[A-Za-z_][\w.]*$/;
