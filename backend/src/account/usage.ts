/**
 * From raw token counts to canonical ones: input with cache inside, output with reasoning inside.
 * What is declared decides; numbers are only asked where nothing is declared, and it is kept which of the two it was.
 * Unknown is null with a reason. Rules with numbers: docs/accounting.md#tokens
 */
import type { CallClaim, RawUsage, TokenCounts, Usage, UsageConvention } from '../record/call';
import type { Operation } from '../record/span';

/** Answers of these are vectors or an order, not text: nothing is billed as output. */
const WITHOUT_OUTPUT: ReadonlySet<Operation> = new Set(['embeddings', 'rerank']);

const UNKNOWN: TokenCounts = {
  input: null,
  output: null,
  cacheRead: null,
  cacheWrite: null,
  cacheWrite1h: null,
  reasoning: null,
  inputAudio: null,
  outputAudio: null,
  inputImage: null,
  outputImage: null,
};

/** Does not throw; the same claim gives the same counts whenever it is asked. */
export function usageOf(claim: CallClaim): Usage {
  const raw = claim.usage;
  if (raw === null || !hasCount(raw)) {
    return { tokens: UNKNOWN, state: 'unknown', convention: null, reason: whyMissing(claim) };
  }
  const inclusive = inputIncludesCache(claim, raw);
  const unclear =
    claim.declared?.cacheIsUnclear === true &&
    inclusive.convention === 'default' &&
    (raw.cacheRead ?? 0) + (raw.cacheWrite ?? 0) > 0;
  const whyNoInput = unclear
    ? UNCLEAR_CACHE
    : claim.declared?.cacheIsNotSent === true
      ? CACHE_NOT_SENT
      : null;
  const tokens: TokenCounts = {
    input: whyNoInput !== null ? null : inputOf(raw, inclusive.value),
    output: null,
    cacheRead: raw.cacheRead ?? null,
    cacheWrite: raw.cacheWrite ?? null,
    cacheWrite1h: raw.cacheWrite1h ?? null,
    reasoning: raw.reasoning ?? null,
    inputAudio: raw.inputAudio ?? null,
    outputAudio: raw.outputAudio ?? null,
    inputImage: raw.inputImage ?? null,
    outputImage: raw.outputImage ?? null,
  };
  tokens.output = outputOf(claim, raw, tokens.input);
  const reasons = [
    ...rejectedCounts(raw),
    ...refuseBadParts(tokens),
    ...(whyNoInput !== null ? [whyNoInput] : []),
    ...missingWholes(whyNoInput !== null ? { ...tokens, input: 0 } : tokens, claim.operation),
    ...(claim.declared?.estimated === 'perhaps' ? [MAY_BE_ESTIMATED] : []),
  ];
  return {
    tokens,
    state:
      claim.declared?.estimated === true
        ? 'estimated'
        : tokens.input === null && tokens.output === null
          ? 'unknown'
          : 'reported',
    convention: inclusive.convention,
    reason: reasons.length > 0 ? reasons.join('; ') : null,
  };
}

const UNCLEAR_CACHE =
  'input unknown: cached tokens were sent, and nobody knows whether this instrumentation counts them in its input';

const CACHE_NOT_SENT =
  'input unknown: this instrumentation leaves cached tokens out of its input, and does not send their count';

const MAY_BE_ESTIMATED =
  'may be estimated: this instrumentation counts the tokens of streamed calls by itself, and does not say which calls were streamed';

/** No call has an empty prompt: zeros alone are what some write who were told nothing. */
const hasCount = ({ rejected: _, webSearches: __, ...counts }: RawUsage): boolean =>
  Object.values(counts).some((count) => count !== undefined && count > 0);

function whyMissing(claim: CallClaim): string {
  if (claim.usage?.rejected) return rejectedCounts(claim.usage).join('; ');
  if (claim.declared?.repeatsEarlierRounds === true && claim.usage && Object.keys(claim.usage).length === 0) {
    return 'no usage of its own: the last round of its tool loop says the sum of all rounds';
  }
  if (claim.errorType !== null) return `no usage: the call failed (${claim.errorType})`;
  if (claim.usage?.input === 0 || claim.usage?.output === 0) return 'no usage: only zeros were sent';
  if (claim.streaming === true) {
    return 'no usage: streamed, and the application did not ask for it (stream_options.include_usage) or its instrumentation dropped it';
  }
  return 'no usage: the instrumentation sent none';
}

/**
 * Declared, else what only one reading makes possible:
 * 900 cached of 300 input can't be a part, so cache is beside it; a total of exactly input + cache + output says the same.
 */
function inputIncludesCache(
  claim: CallClaim,
  raw: RawUsage,
): { value: boolean; convention: UsageConvention } {
  const declared = claim.declared?.inputIncludesCache;
  if (declared !== undefined) return { value: declared, convention: 'declared' };
  const cached = (raw.cacheRead ?? 0) + (raw.cacheWrite ?? 0);
  const { input, output, total } = raw;
  if (cached > 0 && input !== undefined) {
    if (cached > input) return { value: false, convention: 'inferred' };
    if (total !== undefined && output !== undefined) {
      if (total === input + cached + output) return { value: false, convention: 'inferred' };
      if (total === input + output) return { value: true, convention: 'inferred' };
    }
  }
  return { value: true, convention: 'default' };
}

function inputOf(raw: RawUsage, inclusive: boolean): number | null {
  if (raw.input === undefined) {
    // A total without its output is no input; with it, the rest is.
    return raw.total !== undefined && raw.output !== undefined && raw.total >= raw.output
      ? raw.total - raw.output
      : null;
  }
  const prompt = raw.input + (raw.toolInput ?? 0);
  return inclusive ? prompt : prompt + (raw.cacheRead ?? 0) + (raw.cacheWrite ?? 0);
}

function outputOf(claim: CallClaim, raw: RawUsage, input: number | null): number | null {
  if (WITHOUT_OUTPUT.has(claim.operation)) return raw.output ?? 0;
  if (raw.output === undefined) {
    return raw.total !== undefined && input !== null && raw.total >= input ? raw.total - input : null;
  }
  if (claim.declared?.outputIsRestOfTotal === true && raw.total !== undefined && input !== null) {
    return Math.max(raw.output, raw.total - input);
  }
  return reasoningIsBeside(claim, raw, raw.output, input) ? raw.output + (raw.reasoning ?? 0) : raw.output;
}

/** Declared, else: more reasoning than output, or a total that only fits with both. */
function reasoningIsBeside(claim: CallClaim, raw: RawUsage, output: number, input: number | null): boolean {
  const declared = claim.declared?.outputIncludesReasoning;
  if (declared !== undefined) return !declared;
  const reasoning = raw.reasoning ?? 0;
  if (reasoning === 0) return false;
  return (
    reasoning > output ||
    (raw.total !== undefined && input !== null && raw.total === input + output + reasoning)
  );
}

const rejectedCounts = (raw: RawUsage): string[] =>
  Object.entries(raw.rejected ?? {}).map(([key, sent]) => `${key}=${sent} is no count`);

/** Parts that are larger than their whole become unknown: one of the two is wrong, and nobody can say which. */
function refuseBadParts(tokens: TokenCounts): string[] {
  const reasons: string[] = [];
  const cached = (tokens.cacheRead ?? 0) + (tokens.cacheWrite ?? 0);
  if (tokens.input !== null && cached > tokens.input) {
    reasons.push(`cache of ${cached} tokens is larger than the input of ${tokens.input}`);
    tokens.cacheRead = tokens.cacheWrite = tokens.cacheWrite1h = null;
  }
  const parts = [
    ['cacheWrite1h', 'cacheWrite', 'one-hour cache writes', 'cache writes'],
    ['inputAudio', 'input', 'input audio', 'input'],
    ['reasoning', 'output', 'reasoning', 'output'],
    ['outputAudio', 'output', 'output audio', 'output'],
    ['inputImage', 'input', 'input images', 'input'],
    ['outputImage', 'output', 'output images', 'output'],
  ] as const;
  for (const [part, whole, partName, wholeName] of parts) {
    const count = tokens[part];
    const limit = tokens[whole];
    if (count === null || limit === null || count <= limit) continue;
    reasons.push(`${partName} of ${count} tokens is larger than the ${wholeName} of ${limit}`);
    tokens[part] = null;
  }
  return reasons;
}

function missingWholes({ input, output }: TokenCounts, operation: Operation): string[] {
  const reasons: string[] = [];
  if (input === null) reasons.push('input tokens were not sent');
  if (output === null && !WITHOUT_OUTPUT.has(operation)) reasons.push('output tokens were not sent');
  return reasons;
}
