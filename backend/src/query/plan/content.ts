/** Spans whose messages are wanted → the statements that read them: what the spans carried, and the log records beside them. */
import type { ContentRow, TraceLogRow } from './trace';
import { Parameters, type Statement } from './statement';

export interface SpanKey {
  project: string;
  /** 32 hex digits. */
  trace_id: string;
  span_id: string;
  dialect: string | null;
  operation: string | null;
}

export type KeyedContentRow = ContentRow & { trace_id: string };
export type KeyedLogRow = TraceLogRow & { trace_id: string };

/** More records with the id of one span than this are no messages. */
const MAX_LOGS = 20_000;

/** `window`: the spans start in it. Larger content is left out: `maxBytes` as it is stored, compressed. */
export function contentSql(
  keys: readonly SpanKey[],
  window: { from: Date; to: Date },
  maxBytes: number,
): { content: Statement; logs: Statement } {
  const statement = (text: (keys: string, time: string) => string): Statement => {
    const params = new Parameters();
    const column = (of: keyof SpanKey) => `${params.add(keys.map((key) => key[of]))}::text[]`;
    const wanted = `unnest(${column('project')}, ${column('trace_id')}, ${column('span_id')}) k(project, trace_id, span_id)`;
    const time = `x.ts >= ${params.time(window.from)} AND x.ts <= ${params.time(window.to)}`;
    return { sql: text(wanted, time), params: params.values };
  };
  const same = 'x.project = k.project AND x.trace_id = k.trace_id::uuid AND x.span_id = k.span_id';
  return {
    content: statement(
      (wanted, time) => `SELECT x.project, x.trace_id, x.span_id, x.carriers, x.events FROM ${wanted}
JOIN span_content x ON ${same} AND ${time} WHERE pg_column_size(x.carriers) <= ${maxBytes} OR x.carriers IS NULL`,
    ),
    logs: statement(
      (
        wanted,
        time,
      ) => `SELECT x.project, x.trace_id, x.span_id, x.time_unix_nano, x.event_name, x.body, x.body_is_json, x.attributes FROM ${wanted}
JOIN logs x ON ${same} AND ${time} ORDER BY x.time_unix_nano LIMIT ${MAX_LOGS}`,
    ),
  };
}
