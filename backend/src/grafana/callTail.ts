/**
 * Calls as they come in, for live panels. Polls by `ingested_at`: nothing is sent between processes, so it works with
 * any number of backends. A row gets that time when its transaction starts and is seen when it commits, so every poll
 * looks back over the longest commit, and drops what the poll before had seen already.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { FieldConfig, FieldType, Frame } from '@llmobservatory/model';
import type { Caller } from '../access/caller';
import type { Logger } from '../observe/logger';
import { decodeRows } from '../query/decode';
import type { Engine, Step } from '../store/engine';

export interface CallTail {
  /** The newest calls of the last hour, oldest first: what a viewer sees at once. */
  newest(caller: Caller, signal: AbortSignal): Promise<Frame>;
  /** Calls that come in from now on, oldest first; a frame has at least one. Ends when the signal fires. */
  follow(caller: Caller, signal: AbortSignal): AsyncGenerator<Frame, void>;
}

export interface CallTailOptions {
  engine: Pick<Engine, 'run'>;
  logger: Logger;
  pollMs?: number;
}

const POLL_MS = 1000;
/** OTLP requests that take longer are answered with a retry. */
const LONGEST_COMMIT_SECONDS = 30;
const NEWEST_ROWS = 50;
/** Of one poll. More than that nobody can read; the newest are kept. */
const POLL_ROWS = 500;
const TIMEOUT_MS = 10_000;

export function createCallTail({ engine, logger, pollMs = POLL_MS }: CallTailOptions): CallTail {
  async function read(step: Step, signal: AbortSignal): Promise<TailRow[]> {
    const [result] = await engine.run([step], {
      lane: 'panel',
      readOnly: true,
      timeoutMs: TIMEOUT_MS,
      signal,
    });
    return result ? decodeRows<TailRow>(result).reverse() : [];
  }

  return {
    newest: async (caller, signal) => frameOf(await read(newestCalls(caller), signal)),
    async *follow(caller, signal) {
      const poll = () => read(callsOfLastSeconds(caller), signal);
      let seen: ReadonlySet<string> | undefined;
      while (!signal.aborted) {
        try {
          const rows = await poll();
          const fresh = seen ? rows.filter((row) => !seen?.has(row.claim_id)) : [];
          seen = new Set(rows.map((row) => row.claim_id));
          if (fresh.length > 0) yield frameOf(fresh);
        } catch (error) {
          // The database is away for a while: viewers keep what they see.
          if (!signal.aborted) logger.warn({ err: error }, 'the live tail of calls could not be read');
        }
        await sleep(pollMs, undefined, { signal }).catch(() => undefined);
      }
    },
  };
}

const COLUMNS_SQL = `claim_id, start_unix_nano, trace_id, service_name, operation, model_name, duration_ms, ttft_ms,
  input_tokens, output_tokens, total_cost_usd, error_code, user_id, session_id`;

interface TailRow {
  claim_id: string;
  start_unix_nano: bigint;
  trace_id: string | null;
  service_name: string | null;
  operation: string;
  model_name: string | null;
  duration_ms: number;
  ttft_ms: number | null;
  input_tokens: number | null;
  output_tokens: number | null;
  total_cost_usd: number | null;
  error_code: string | null;
  user_id: string | null;
  session_id: string | null;
}

const newestCalls = (caller: Caller): Step => ({
  sql: `SELECT ${COLUMNS_SQL} FROM calls
        WHERE project = ANY ($1::text[]) AND state = 'counted' AND ts > now() - interval '1 hour'
        ORDER BY ts DESC LIMIT ${NEWEST_ROWS}`,
  params: [caller.projects],
});

/**
 * There is no index by ingested_at: it would cost every COPY. The bound of ts makes the one by time do, so a call that
 * took longer than that is not seen live.
 */
const callsOfLastSeconds = (caller: Caller): Step => ({
  sql: `SELECT ${COLUMNS_SQL} FROM calls
        WHERE project = ANY ($1::text[]) AND state = 'counted'
          AND ingested_at > now() - make_interval(secs => $2::int)
          AND ts > now() - interval '15 minutes' AND ts < now() + interval '1 day'
        ORDER BY ingested_at DESC, ts DESC LIMIT ${POLL_ROWS}`,
  params: [caller.projects, LONGEST_COMMIT_SECONDS],
});

interface TailField {
  name: string;
  type: FieldType;
  config?: FieldConfig;
  value: (row: TailRow) => unknown;
}

/** Named as in the list of traces, so that a panel can hold both. */
const FIELDS: readonly TailField[] = [
  { name: 'time', type: 'time', value: (row) => row.start_unix_nano },
  { name: 'traceID', type: 'string', config: { displayNameFromDS: 'Trace' }, value: (row) => row.trace_id },
  { name: 'app', type: 'string', config: { displayNameFromDS: 'App' }, value: (row) => row.service_name },
  { name: 'operation', type: 'string', config: { displayNameFromDS: 'Operation' }, value: (row) => row.operation },
  { name: 'model', type: 'string', config: { displayNameFromDS: 'Model' }, value: (row) => row.model_name },
  { name: 'duration', type: 'number', config: { displayNameFromDS: 'Duration', unit: 'ms' }, value: (row) => row.duration_ms },
  { name: 'ttft', type: 'number', config: { displayNameFromDS: 'First token', unit: 'ms' }, value: (row) => row.ttft_ms },
  { name: 'input_tokens', type: 'number', config: { displayNameFromDS: 'Input tokens', unit: 'short' }, value: (row) => row.input_tokens },
  { name: 'output_tokens', type: 'number', config: { displayNameFromDS: 'Output tokens', unit: 'short' }, value: (row) => row.output_tokens },
  { name: 'cost', type: 'number', config: { displayNameFromDS: 'Cost', unit: 'currencyUSD' }, value: (row) => row.total_cost_usd },
  { name: 'error', type: 'string', config: { displayNameFromDS: 'Error' }, value: (row) => row.error_code },
  { name: 'user', type: 'string', config: { displayNameFromDS: 'User' }, value: (row) => row.user_id },
  { name: 'conversation', type: 'string', config: { displayNameFromDS: 'Conversation' }, value: (row) => row.session_id },
]; // prettier-ignore

const frameOf = (rows: readonly TailRow[]): Frame => ({
  name: 'Calls',
  fields: FIELDS.map(({ name, type, config, value }) => ({
    name,
    type,
    ...(config && { config }),
    values: rows.map(value),
  })),
});
