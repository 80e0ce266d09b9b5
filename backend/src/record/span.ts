import type { SpanId, TraceId } from './ids';

/** OTLP span kinds in the order of their numbers. */
export const SPAN_KINDS = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'] as const;
export type SpanKind = (typeof SPAN_KINDS)[number];

/** OTLP status codes in the order of their numbers. */
export const STATUS_CODES = ['unset', 'ok', 'error'] as const;
export type StatusCode = (typeof STATUS_CODES)[number];

/** What a span is about. Only the first row are model calls; the others never enter a sum of tokens or cost. */
export const OPERATIONS = [
  'chat', 'text_completion', 'embeddings', 'rerank', 'image', 'audio',
  'tool', 'agent', 'workflow', 'step', 'retriever', 'guardrail', 'evaluator', 'memory', 'prompt', 'other',
] as const; // prettier-ignore
export type Operation = (typeof OPERATIONS)[number];

export const MODEL_OPERATIONS: ReadonlySet<Operation> = new Set([
  'chat', 'text_completion', 'embeddings', 'rerank', 'image', 'audio',
]); // prettier-ignore

/** Why there are, or are not, messages to show. */
export type ContentState = 'present' | 'redacted_at_source' | 'truncated' | 'not_captured';

/** The process that sent a record: its attributes as JSON text, interned by `id` (hash of the text). */
export interface Resource {
  /** First 8 bytes of SHA-256 over `attributes`, as a signed 64-bit integer (a `bigint` column). */
  id: bigint;
  /** JSON object text. */
  attributes: string;
  serviceName: string | null;
  serviceVersion: string | null;
  environment: string | null;
}

/** One row of `spans`, plus its content. What the span itself said; nothing here is inferred from other spans. */
export interface SpanRecord {
  project: string;
  traceId: TraceId;
  spanId: SpanId;
  parentSpanId: SpanId | null;
  startUnixNano: bigint;
  durationNano: bigint;
  name: string;
  kind: SpanKind;
  status: StatusCode;
  statusMessage: string | null;
  traceState: string | null;
  resource: Resource;
  scopeName: string | null;
  scopeVersion: string | null;
  /** Dialect that recognised the span; null for plain spans (HTTP, database, …). */
  dialect: string | null;
  operation: Operation | null;
  provider: string | null;
  modelName: string | null;
  agentName: string | null;
  toolName: string | null;
  toolCallId: string | null;
  sessionId: string | null;
  userId: string | null;
  errorType: string | null;
  httpStatusCode: number | null;
  /** JSON object text: every attribute as sent, content carriers left out. */
  attributes: string;
  /** JSON array text of `{traceId, spanId, attributes?}`; null when there are none. */
  links: string | null;
  droppedAttributes: number;
  contentState: ContentState | null;
  content: SpanContent | null;
}

/** One row of `span_content`: content carriers and events as sent. */
export interface SpanContent {
  /** JSON object text `{attribute key: value as sent}` of the content carriers; null when there are none. */
  carriers: string | null;
  /** JSON array text of `{name, timeUnixNano: "…", attributes: {…}, droppedAttributes?}`; null when there are none. */
  events: string | null;
}

/** What the settlement of calls asks of any span around them, also of one that made no claim. */
export interface Ancestor {
  parentSpanId: SpanId | null;
  operation: Operation | null;
  sessionId: string | null;
  userId: string | null;
  agentName: string | null;
}

/** A span of the traces that are settled; null: not known. */
export type Ancestry = (traceId: TraceId, spanId: SpanId) => Ancestor | null;
