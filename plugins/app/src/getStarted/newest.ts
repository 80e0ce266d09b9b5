/** What arrived last, asked with the same SQL that anybody could put on a dashboard. Pure. */
import type { DataFrame } from '@grafana/data';
import { ago, count, money } from '@llmobservatory/format';

export const NEWEST_QUERIES = {
  span: 'SELECT ts, service_name FROM llm_traces ORDER BY ts DESC LIMIT 1',
  call: 'SELECT ts, service_name, model_name, total_tokens, total_cost_usd, state_reason, trace_id FROM llm_metrics ORDER BY ts DESC LIMIT 1',
} as const;

export interface Newest {
  span?: { at: number; app: string | null };
  call?: {
    at: number;
    app: string | null;
    model: string | null;
    tokens: number | null;
    costUsd: number | null;
    /** Why tokens or cost are not known. */
    reason: string | null;
    traceId: string | null;
  };
}

type Row = Record<string, unknown>;

/** Frames by refId; a frame without rows means: nothing yet. */
export function readNewest(frames: readonly DataFrame[]): Newest {
  const span = firstRow(frames, 'span');
  const call = firstRow(frames, 'call');
  return {
    ...(span && { span: { at: Number(span.ts), app: text(span.service_name) } }),
    ...(call && {
      call: {
        at: Number(call.ts),
        app: text(call.service_name),
        model: text(call.model_name),
        tokens: number(call.total_tokens),
        costUsd: number(call.total_cost_usd),
        reason: text(call.state_reason),
        traceId: text(call.trace_id)?.replaceAll('-', '') ?? null,
      },
    }),
  };
}

/** One sentence about what arrived, and whether it is enough. */
export function describeNewest({ span, call }: Newest, now: number): string {
  if (!span && !call) return 'No telemetry yet. Send your first span and it appears here within seconds.';
  if (!call)
    return `Spans arrive (the newest ${ago(now - (span?.at ?? now))} from ${span?.app ?? 'an app without a name'}), but no model call is among them. Is the LLM instrumentation on?`;
  const who = `${call.app ?? 'An app without a name'} called ${call.model ?? 'a model without a name'} ${ago(now - call.at)}`;
  if (call.tokens === null) return `${who}, without token counts${because(call.reason)}.`;
  if (call.costUsd === null)
    return `${who}: ${count(call.tokens)} tokens, cost unknown${because(call.reason)}.`;
  return `${who}: ${count(call.tokens)} tokens, ${money(call.costUsd)}.`;
}

const because = (reason: string | null): string => (reason ? ` (${reason})` : '');

function firstRow(frames: readonly DataFrame[], refId: string): Row | undefined {
  const frame = frames.find((one) => one.refId === refId);
  if (!frame || !frame.fields[0]?.values.length) return undefined;
  return Object.fromEntries(frame.fields.map(({ name, values }) => [name, values[0]]));
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const number = (value: unknown): number | null =>
  value === null || value === undefined || !Number.isFinite(Number(value)) ? null : Number(value);
