/**
 * How many OTLP bytes are held at once, so that a burst makes senders wait instead of filling the memory.
 * Bytes are counted, not requests: one request may be a thousand times as large as another.
 * What does not fit is refused at once, before its body is read, with the time after which there should be room.
 */
import { ObservatoryError } from '../record/errors';

export interface Admission {
  /** Bytes held at this moment. */
  readonly bytesInFlight: number;
  /** @throws ObservatoryError INGEST_BUSY when `bytes` don't fit now */
  admit(bytes: number): Hold;
}

/** The room that one request has, from its headers until its data is committed or refused. */
export interface Hold {
  /** The request turned out to have `bytes`: more or fewer than thought. @throws ObservatoryError INGEST_BUSY */
  resize(bytes: number): void;
  /** Gives the room back; a second call does nothing. */
  release(): void;
}

/** Delay when nothing has been committed lately, so that nothing can be computed: the wait of a slow commit. */
const UNKNOWN_DELAY_SECONDS = 5;
const MAX_DELAY_SECONDS = 30;
/** Throughput is measured over windows of this length. */
const WINDOW_MS = 5_000;

/** `clockMs` is a monotonic clock in milliseconds. */
export function createAdmission(options: { maxInflightBytes: number; clockMs?: () => number }): Admission {
  const { maxInflightBytes, clockMs = () => performance.now() } = options;
  const throughput = measureThroughput(clockMs);
  let held = 0;

  function fits(more: number, others: number): void {
    // A request alone is always let in, or one larger than the budget would be told to retry for ever.
    if (others === 0 || held + more <= maxInflightBytes) return;
    throw new ObservatoryError(
      'busy',
      'INGEST_BUSY',
      `The backend holds ${held} OTLP bytes that are not committed yet, and ${Math.max(more, 0)} more do not fit into ` +
        `${maxInflightBytes} (OBSERVATORY_MAX_INFLIGHT_BYTES). Send this request again later; nothing of it was stored.`,
      { retryAfterSeconds: delaySeconds(held, throughput.bytesPerSecond()) },
    );
  }

  return {
    get bytesInFlight() {
      return held;
    },
    admit(bytes) {
      fits(bytes, held);
      let own = bytes;
      let released = false;
      held += bytes;
      return {
        resize(next) {
          if (next > own) fits(next - own, held - own);
          held += next - own;
          own = next;
        },
        release() {
          if (released) return;
          released = true;
          held -= own;
          throughput.add(own);
        },
      };
    },
  };
}

/** Time until what is held now should be committed. */
function delaySeconds(bytes: number, bytesPerSecond: number): number {
  if (bytesPerSecond === 0) return UNKNOWN_DELAY_SECONDS;
  return Math.min(MAX_DELAY_SECONDS, Math.max(1, Math.ceil(bytes / bytesPerSecond)));
}

/** Bytes per second of the window that is running and the one before it. */
function measureThroughput(clockMs: () => number): { add(bytes: number): void; bytesPerSecond(): number } {
  let windowStart = clockMs();
  let current = 0;
  let previous = 0;
  const roll = () => {
    const age = clockMs() - windowStart;
    if (age < WINDOW_MS) return;
    previous = age < 2 * WINDOW_MS ? current : 0;
    current = 0;
    windowStart += Math.floor(age / WINDOW_MS) * WINDOW_MS;
  };
  return {
    add(bytes) {
      roll();
      current += bytes;
    },
    bytesPerSecond() {
      roll();
      const seconds = (clockMs() - windowStart + (previous > 0 ? WINDOW_MS : 0)) / 1000;
      return seconds === 0 ? 0 : (current + previous) / seconds;
    },
  };
}
