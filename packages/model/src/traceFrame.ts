/**
 * What our trace frame carries beyond Grafana's documented trace fields: one json field named `llm`, a value per span.
 * The waterfall reads it; other panels ignore it. All times in ms, money in USD, null = unknown.
 */
export interface LlmSpan {
  /** What the span is about: chat, embeddings, tool, agent, …; null for plain spans. */
  operation: string | null;
  provider: string | null;
  model: string | null;
  agentName: string | null;
  toolName: string | null;
  sessionId: string | null;
  userId: string | null;
  release: string | null;
  /** Present when the span made a claim of a model call. */
  call?: LlmCall;
  /** What evaluators and people said of it, in order of time; of the whole trace on its root. Absent: nothing. */
  scores?: LlmScore[];
  /** Absent: content was not asked for, or the span has none. */
  messages?: Conversation;
  contentState: 'present' | 'redacted_at_source' | 'truncated' | 'not_captured' | null;
}

export interface LlmScore {
  name: string;
  value: number | null;
  label: string | null;
  /** Null: nobody says. */
  passed: boolean | null;
  explanation: string | null;
  /** human, llm, code, or as sent. */
  annotator: string | null;
  /** The evaluation failed. */
  errorType: string | null;
  target: 'span' | 'trace' | 'session';
  /** ms since 1970. */
  timeMs: number;
}

export interface LlmCall {
  state: 'counted' | 'aggregate' | 'duplicate' | 'wrapper' | 'not_a_call';
  /** Why it counts or not, one sentence. */
  stateRule: string;
  /** Span id of the call that stands for this one. */
  countedBySpanId: string | null;
  inputTokens: number | null;
  outputTokens: number | null;
  cacheReadTokens: number | null;
  cacheWriteTokens: number | null;
  reasoningTokens: number | null;
  usageState: 'reported' | 'estimated' | 'unknown';
  usageConvention: 'declared' | 'inferred' | 'default' | null;
  inputCostUsd: number | null;
  outputCostUsd: number | null;
  totalCostUsd: number | null;
  reportedCostUsd: number | null;
  costState: 'computed' | 'reported' | 'unknown';
  /** Why usage or cost is unknown. */
  reason: string | null;
  priceId: string | null;
  ttftMs: number | null;
  tokensPerSecond: number | null;
  streaming: boolean | null;
  finishReasons: string[];
  responseId: string | null;
  errorCode: string | null;
  httpStatusCode: number | null;
}

/** Messages of one span, normalised from whatever carrier and dialect they came in. */
export interface Conversation {
  system: Part[];
  input: Message[];
  output: Message[];
  toolDefinitions: ToolDefinition[];
}

export type Role = 'system' | 'user' | 'assistant' | 'tool';

export interface Message {
  role: Role;
  name?: string;
  parts: Part[];
  finishReason?: string;
}

export type Part =
  | { type: 'text'; content: string }
  /** `content` null: the provider did not disclose it. */
  | { type: 'reasoning'; content: string | null }
  | { type: 'tool_call'; id: string | null; name: string; arguments: unknown }
  | { type: 'tool_call_response'; id: string | null; name?: string; response: unknown }
  /** Inline data: base64. */
  | { type: 'blob'; modality: 'image' | 'audio' | 'video' | 'file'; mimeType: string | null; content: string }
  | { type: 'uri'; modality: 'image' | 'audio' | 'video' | 'file'; mimeType: string | null; uri: string }
  | { type: 'file'; modality: 'image' | 'audio' | 'video' | 'file'; fileId: string }
  /** Cut, redacted or hidden by the sender. */
  | { type: 'hidden'; reason: 'redacted_at_source' | 'truncated' }
  /** A shape nobody knows: kept as it is. */
  | { type: 'unknown'; value: unknown };

export interface ToolDefinition {
  name: string;
  description: string | null;
  parameters: unknown;
}
