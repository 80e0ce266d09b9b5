/** Session, user, streaming and time to first token of the calls that count. */
import type { Expectation } from '../captures/capture';
import { absent, EXACT, NONE, wrong, type Cell } from './cell';
import type { Shown, ShownCall } from './read';
import type { Sent } from './sent';

/**
 * A call has the id when its trace carries it; another id than what the application set is right only where it was
 * sent too, and the application set none (conversation ids that an instrumentation makes up).
 */
export function idCell(
  expected: string | null,
  calls: readonly ShownCall[],
  idOf: (call: ShownCall) => string | null,
  { texts, traces }: Sent,
): Cell {
  const shown = new Set(calls.flatMap((call) => idOf(call) ?? []));
  if (expected === null) {
    const invented = [...shown].filter((id) => !texts.includes(id));
    if (invented.length > 0) return wrong(`${invented.join(', ')} was not sent`);
    if (calls.length === 0) return NONE;
    return shown.size > 0 ? EXACT : absent('not sent');
  }
  const without = calls.filter(
    (call) => traces.get(call.traceId ?? '')?.includes(expected) && idOf(call) === null,
  );
  if (without.length > 0) return wrong(`${without.length} calls without ${expected}`);
  return shown.size === 1 && shown.has(expected)
    ? EXACT
    : wrong(`${[...shown].join(', ')} instead of ${expected}`);
}

/** Which calls were streamed, by the id of the response where it is sent, else by their number. */
export function streamingCell({ billed, calls }: Expectation, { spans }: Shown): Cell {
  const seen = billed.filter((_, index) => calls[index]?.visible);
  const streams = seen.filter(({ streaming }) => streaming);
  const counted = spans.flatMap(({ call }) => (call?.state === 'counted' ? [call] : []));
  for (const { responseId, streaming } of counted) {
    const request = seen.find(({ response_id }) => response_id && response_id === responseId);
    if (request && streaming !== null && streaming !== request.streaming) {
      return wrong(`${responseId} is ${streaming ? 'no' : 'a'} stream`);
    }
  }
  const said = (value: boolean) => counted.filter(({ streaming }) => streaming === value).length;
  if (said(true) > streams.length || said(false) > seen.length - streams.length) {
    return wrong(`${said(true)} streams instead of ${streams.length}`);
  }
  if (streams.length === 0) return NONE;
  return said(true) === streams.length ? EXACT : absent('not sent');
}

/** Attributes and events that tell when an answer began. */
const CARRIERS =
  /time_to_first|first_token|firsttoken|msToFirstChunk|first_chunk|completion_start_time|ttft/i;

export function ttftCell(
  { billed, calls, first_token_loss }: Expectation,
  shown: Shown,
  { texts }: Sent,
): Cell {
  if (!billed.some(({ streaming }, index) => streaming && calls[index]?.visible)) return NONE;
  const times = shown.calls.filter(({ ttftMs }) => ttftMs !== null);
  // A log record without a duration tells no more than when the answer had come.
  const odd = times.find(
    ({ ttftMs, durationMs }) => ttftMs! <= 0 || (durationMs !== null && ttftMs! > durationMs),
  );
  if (odd) return wrong(`${odd.ttftMs} ms to the first token of ${odd.durationMs} ms`);
  if (times.length > 0) return EXACT;
  if (first_token_loss) return absent(first_token_loss);
  return CARRIERS.test(texts) ? wrong('is sent, and not shown') : absent('not sent');
}
