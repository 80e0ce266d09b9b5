/** One JSON line an event, on stderr. Secrets never get here: callers log names and counts, not headers or bodies. */
import { pino, type Logger } from 'pino';

export type { Logger };

export function createLogger(level: 'debug' | 'info' | 'warn' | 'error'): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: ['authorization', '*.authorization', 'apiKey', '*.apiKey'],
    },
    pino.destination({ dest: 2, sync: true }),
  );
}
