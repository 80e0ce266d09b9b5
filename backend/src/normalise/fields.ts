/**
 * Canonical fields that attributes can carry, and how a value of each is read.
 * Which attribute names carry them stands in the dialect tables.
 */

/** `count`: a whole number of tokens. `usd`: dollars as a float. `ms`: milliseconds. `list`: texts. */
export type FieldKind = 'text' | 'boolean' | 'number' | 'count' | 'usd' | 'ms' | 'list';

export const FIELDS = {
  provider: 'text',
  serverAddress: 'text',
  requestModel: 'text',
  responseModel: 'text',
  serviceTier: 'text',
  responseId: 'text',
  userId: 'text',
  sessionId: 'text',
  applicationId: 'text',
  environment: 'text',
  release: 'text',
  tags: 'list',
  agentName: 'text',
  toolName: 'text',
  toolCallId: 'text',
  promptName: 'text',
  promptVersion: 'text',
  streaming: 'boolean',
  /** Of log records, which have an end only: how long it had taken. */
  duration: 'ms',
  ttft: 'ms',
  /** Date and time of it, where no duration is sent. */
  firstTokenAt: 'text',
  tokensPerSecond: 'number',
  finishReasons: 'list',
  inputTokens: 'count',
  outputTokens: 'count',
  totalTokens: 'count',
  cacheReadTokens: 'count',
  cacheWriteTokens: 'count',
  cacheWrite5mTokens: 'count',
  cacheWrite1hTokens: 'count',
  reasoningTokens: 'count',
  /** What tools of the provider put into the prompt, where it is counted beside the prompt. */
  toolInputTokens: 'count',
  inputAudioTokens: 'count',
  outputAudioTokens: 'count',
  inputImageTokens: 'count',
  outputImageTokens: 'count',
  /** Searches of the provider that are billed by the piece. */
  webSearches: 'count',
  costTotal: 'usd',
  costInput: 'usd',
  costOutput: 'usd',
  errorType: 'text',
  /** Of log records: a code is taken from it where none was sent. */
  errorMessage: 'text',
  httpStatusCode: 'number',
} as const satisfies Record<string, FieldKind>;

export type Field = keyof typeof FIELDS;

export const FIELD_NAMES = Object.keys(FIELDS) as Field[];
