/** The neighbours of a log line: what the same app wrote just before and after it. Pure. */
import type { LogRowContextOptions, LogRowModel } from '@grafana/data';
import type { LlmDataQuery } from '../query';

type Row = Pick<LogRowModel, 'timeEpochMs' | 'labels' | 'uid'>;

/** Each side. Lines further away are no context any more. */
const WINDOW_MS = 2 * 3_600_000;
const LIMIT = 50;

export interface ContextQuestion {
  query: LlmDataQuery;
  /** Milliseconds since 1970. The millisecond of the line itself is in both sides: Grafana leaves out what it has. */
  from: number;
  to: number;
}

export function contextQuestion(row: Row, options: LogRowContextOptions = {}): ContextQuestion {
  const isForward = (options.direction as string | undefined) === 'FORWARD';
  const windowMs = options.timeWindowMs ?? WINDOW_MS;
  return {
    query: {
      refId: `log-context-${row.uid}-${isForward ? 'after' : 'before'}`,
      queryType: 'logs',
      filters: SAME.flatMap((key) => {
        const value = row.labels[key];
        return value ? [{ key, operator: '=' as const, value }] : [];
      }),
      order: isForward ? 'oldest' : 'newest',
      limit: options.limit ?? LIMIT,
    },
    from: isForward ? row.timeEpochMs : row.timeEpochMs - windowMs,
    to: isForward ? row.timeEpochMs + windowMs : row.timeEpochMs + 1,
  };
}

/** Labels of a line that are keys of filters too. */
const SAME = ['app', 'environment'] as const;
