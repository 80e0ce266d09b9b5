/** What the product shows of each capture: the public views by SQL, and every trace with its messages. */
import type { LlmSpan } from '@llmobservatory/model';
import type { Counts } from '../captures/capture';
import type { Backend } from './backend';

/** A row of `llm_metrics`. */
export interface ShownCall extends Counts {
  model: string | null;
  provider: string | null;
  /** Decimal text: never a float. */
  cost: string | null;
  session: string | null;
  user: string | null;
  responseId: string | null;
  ttftMs: number | null;
  durationMs: number | null;
  reason: string | null;
  /** 32 hex digits. */
  traceId: string | null;
}

/** What `SELECT count(*), sum(…) FROM llm_metrics` answers. */
export interface ShownSums extends Counts {
  calls: number;
  failed_calls: number;
  cost: string | null;
}

export interface Shown {
  sums: ShownSums;
  calls: ShownCall[];
  spans: (LlmSpan & { spanId: string })[];
}

interface Frame {
  schema: { fields: { name: string }[]; meta?: { custom?: { settledUntil?: string | null } } };
  data: { values: unknown[][] };
}
interface Answer {
  error?: string;
  frames: Frame[];
}

/** Queries in one request of the HTTP door. */
const AT_ONCE = 50;

/** @param projects one for each capture; the answers come in this order */
export async function readShown(backend: Backend, projects: readonly string[]): Promise<Shown[]> {
  const [sums = [], calls = [], traces = []] = await Promise.all(
    [SUMS, CALLS, TRACES].map((rawSql) => sql(backend, rawSql)),
  );
  return Promise.all(
    projects.map(async (project) => {
      const of = (rows: Row[]) => rows.filter((row) => row.project === project);
      const traceIds = of(traces).map((row) => String(row.trace_id));
      return {
        sums: shownSums(of(sums)[0]),
        calls: of(calls).map(shownCall),
        spans: await readSpans(backend, project, traceIds),
      };
    }),
  );
}

/** Resolves when everything that was acknowledged before now is settled. */
export async function waitForSettlement(backend: Backend, signal: AbortSignal): Promise<void> {
  const sent = Date.now();
  for (;;) {
    signal.throwIfAborted();
    const [answer] = await ask(backend, backend.readerKey, [{ queryType: 'sql', rawSql: 'SELECT 1 AS one' }]);
    const until = answer?.frames[0]?.schema.meta?.custom?.settledUntil;
    if (until && Date.parse(until) > sent) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const COUNTS = `prompt_tokens AS input_tokens, completion_tokens AS output_tokens,
  cache_read_tokens, cache_write_tokens, reasoning_tokens`;

const CALLS = `
  SELECT project, trace_id, model_name, provider, ${COUNTS}, total_cost_usd::text AS cost, session_id, user_id, response_id,
    ttft_ms, duration_ms, state_reason
  FROM llm_metrics ORDER BY project, ts, span_id`;

const SUMS = `
  SELECT project, count(*) AS calls, count(error_code) AS failed_calls, sum(prompt_tokens) AS input_tokens,
    sum(completion_tokens) AS output_tokens, sum(cache_read_tokens) AS cache_read_tokens,
    sum(cache_write_tokens) AS cache_write_tokens, sum(reasoning_tokens) AS reasoning_tokens,
    sum(total_cost_usd)::text AS cost
  FROM llm_metrics GROUP BY project`;

const TRACES = 'SELECT DISTINCT project, trace_id FROM llm_traces ORDER BY project, trace_id';

type Row = Record<string, unknown>;

const shownSums = (row: Row = {}): ShownSums => ({
  ...counts(row),
  calls: Number(row.calls ?? 0),
  failed_calls: Number(row.failed_calls ?? 0),
  cost: (row.cost ?? null) as string | null,
});

const shownCall = (row: Row): ShownCall => ({
  ...counts(row),
  model: row.model_name as string | null,
  provider: row.provider as string | null,
  cost: row.cost as string | null,
  session: row.session_id as string | null,
  user: row.user_id as string | null,
  responseId: row.response_id as string | null,
  ttftMs: row.ttft_ms as number | null,
  durationMs: row.duration_ms as number | null,
  reason: row.state_reason as string | null,
  traceId: row.trace_id as string | null,
});

const counts = (row: Row): Counts => ({
  input_tokens: count(row.input_tokens),
  output_tokens: count(row.output_tokens),
  cache_read_tokens: count(row.cache_read_tokens),
  cache_write_tokens: count(row.cache_write_tokens),
  reasoning_tokens: count(row.reasoning_tokens),
});

const count = (value: unknown): number | null =>
  value === null || value === undefined ? null : Number(value);

async function sql(backend: Backend, rawSql: string): Promise<Row[]> {
  const [answer] = await ask(backend, backend.readerKey, [{ queryType: 'sql', rawSql }]);
  return rowsOf(answer);
}

async function readSpans(
  backend: Backend,
  project: string,
  traceIds: readonly string[],
): Promise<Shown['spans']> {
  const queries = traceIds.map((traceId) => ({ queryType: 'trace', traceId, content: true }));
  const answers = await ask(backend, backend.keyOf(project), queries);
  return answers.flatMap((answer) =>
    rowsOf(answer).map((row) => ({ ...(row.llm as LlmSpan), spanId: String(row.spanID) })),
  );
}

async function ask(backend: Backend, key: string, queries: readonly object[]): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let start = 0; start < queries.length; start += AT_ONCE) {
    const asked = queries
      .slice(start, start + AT_ONCE)
      .map((query, index) => ({ refId: `q${index}`, ...query }));
    const response = await fetch(`${backend.http}/api/v1/query`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify({ from: 0, to: 'now+1d', queries: asked }),
    });
    const { results } = (await response.json()) as { results?: Record<string, Answer> };
    if (!results) throw new Error(`the query door answered HTTP ${response.status}`);
    answers.push(...asked.map(({ refId }) => results[refId] ?? { frames: [] }));
  }
  return answers;
}

function rowsOf(answer: Answer | undefined): Row[] {
  if (answer?.error) throw new Error(answer.error);
  const frame = answer?.frames[0];
  if (!frame) return [];
  const names = frame.schema.fields.map(({ name }) => name);
  return (frame.data.values[0] ?? []).map((_, row) =>
    Object.fromEntries(names.map((name, column) => [name, frame.data.values[column]?.[row]])),
  );
}
