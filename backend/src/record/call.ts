import type { ClaimId, SpanId, TraceId } from './ids';
import type { Picos } from './money';
import type { Operation } from './span';

/** What became of a claim. Only `counted` rows enter `llm_metrics` and every sum. */
export const CALL_STATES = ['counted', 'aggregate', 'duplicate', 'wrapper', 'not_a_call'] as const;
export type CallState = (typeof CALL_STATES)[number];

/** How the canonical token counts follow from the raw ones. `null` in the row: there was no usage. */
export type UsageConvention = 'declared' | 'inferred' | 'default';

/** Where token counts stand: sent by the provider, estimated by the instrumentation, or unknown (reason beside it). */
export type UsageState = 'reported' | 'estimated' | 'unknown';

/** Where the total cost stands: computed from a price row, as the application reported it, or unknown (reason beside it). */
export type CostState = 'computed' | 'reported' | 'unknown';

/** Token counts as the span or log carried them, before any convention. Absent = not sent. Finite integers ≥ 0 only. */
export interface RawUsage {
  input?: number;
  output?: number;
  total?: number;
  cacheRead?: number;
  cacheWrite?: number;
  /** Part of `cacheWrite` that was written for one hour (dearer). */
  cacheWrite1h?: number;
  reasoning?: number;
  /** Prompt tokens of tools that the provider ran, counted beside the input: they are billed as input. */
  toolInput?: number;
  inputAudio?: number;
  outputAudio?: number;
  inputImage?: number;
  outputImage?: number;
  /** Searches that the provider made for the model and bills by the piece. Not a count of tokens. */
  webSearches?: number;
  /** Values that were no count (negative, NaN, not a number), by attribute key, as sent: kept, shown, never used. */
  rejected?: Record<string, string>;
}

/**
 * One claim that a model was called: what one span, or one log record without a span, says about it.
 * The settlement decides which claims count; a claim never changes.
 */
export interface CallClaim {
  claimId: ClaimId;
  project: string;
  source: 'span' | 'log';
  traceId: TraceId | null;
  spanId: SpanId | null;
  parentSpanId: SpanId | null;
  startUnixNano: bigint;
  durationNano: bigint;
  name: string;
  operation: Operation;
  dialect: string;
  dialectVersion: string | null;
  scopeName: string | null;
  serviceName: string | null;
  applicationId: string | null;
  environment: string | null;
  release: string | null;
  tags: string[];
  /** Canonical OTel value ("openai", "azure.ai.openai", "aws.bedrock", …), never a framework. */
  provider: string | null;
  serverAddress: string | null;
  requestModel: string | null;
  responseModel: string | null;
  serviceTier: string | null;
  responseId: string | null;
  userId: string | null;
  sessionId: string | null;
  agentName: string | null;
  promptName: string | null;
  promptVersion: string | null;
  streaming: boolean | null;
  ttftMs: number | null;
  tokensPerSecond: number | null;
  finishReasons: string[];
  toolCount: number | null;
  usage: RawUsage | null;
  /** Declared by the dialect's conventions for this (version, provider, carrier); null = none declared. */
  declared: DeclaredConvention | null;
  /** Total the application reported, and its parts where it sent them. */
  reportedCost: { total: Picos; input?: Picos; output?: Picos } | null;
  errorType: string | null;
  httpStatusCode: number | null;
}

/** What a (dialect, version range, provider, carrier) is known to mean by its numbers. Absent = not known: inferred. */
export interface DeclaredConvention {
  /** Does the sent input count contain cache reads and writes? */
  inputIncludesCache?: boolean;
  /** Does the sent output count contain reasoning tokens? */
  outputIncludesReasoning?: boolean;
  /** The sent output is only a part: what was billed is the sent total less the input. */
  outputIsRestOfTotal?: boolean;
  /** The instrumentation counted by itself, the provider did not report. `perhaps`: nobody can say for this call. */
  estimated?: boolean | 'perhaps';
  /** Nothing says whether the input contains cache: where cached tokens were sent and the numbers do not decide, it is unknown. */
  cacheIsUnclear?: boolean;
  /** The input leaves cached tokens out, and nothing sent has their count: the whole input is unknown. */
  cacheIsNotSent?: boolean;
  /** In a tool loop each round says the sum of its usage and that of the rounds before it. */
  repeatsEarlierRounds?: boolean;
  /** Of a tool loop only the usage of its last round is sent, and its sum by the agent around it. */
  lastRoundOnly?: boolean;
  /** Why this is known: a short reference for explain, e.g. "docs/dialects.md#openinference". */
  source: string;
}

/** Canonical counts: input includes cache, output includes reasoning; null = unknown. */
export interface TokenCounts {
  input: number | null;
  output: number | null;
  cacheRead: number | null;
  cacheWrite: number | null;
  cacheWrite1h: number | null;
  reasoning: number | null;
  inputAudio: number | null;
  outputAudio: number | null;
  inputImage: number | null;
  outputImage: number | null;
}

/** Result of `account/usage` for one claim. */
export interface Usage {
  tokens: TokenCounts;
  state: UsageState;
  convention: UsageConvention | null;
  /** Why a count is missing or was refused; null when everything is known. */
  reason: string | null;
}

/** Result of `account/cost` for one claim. When computed, `total` is exactly `input` + `output` + `fees`. */
export interface Cost {
  state: CostState;
  total: Picos | null;
  /** Cost of the whole input: uncached + cache read + cache write. Null unless computed (or reported with parts). */
  input: Picos | null;
  output: Picos | null;
  /** Parts of `input`. */
  cacheRead: Picos | null;
  cacheWrite: Picos | null;
  /** What is charged by the piece: web searches, requests. */
  fees: Picos | null;
  /** As the application sent it, whatever `total` is. */
  reported: Picos | null;
  priceId: string | null;
  /** Why the total is unknown; or, where it is computed, why the call may have cost more ("cost at least: …"). */
  reason: string | null;
}

/** One row of `calls`: a claim, what it costs, and whether it counts. */
export interface CallRow {
  /** As it came, stored whole: every later settlement starts from it. */
  claim: CallClaim;
  /** With the fields taken over from other claims of the same call: what the columns show. The claim itself when none were. */
  call: CallClaim;
  state: CallState;
  /** Claim that stands for this call instead; null when counted. */
  countedBy: ClaimId | null;
  /** One sentence: the settlement rule that decided. */
  stateRule: string;
  usage: Usage;
  cost: Cost;
  /**
   * Fields taken over from other claims of the same call or spans around it, by canonical field name → claim they came from;
   * a span that made no claim is named by the id that its claim would have.
   */
  inherited: Record<string, ClaimId>;
}
