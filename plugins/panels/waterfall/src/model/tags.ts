/**
 * Tags of a span: the list form of Grafana's trace frame, and what can be learnt from well-known names on frames
 * that are not ours. Deliberately not here: cost (never computed in a browser) and message content.
 */
export interface Tag {
  key: string;
  value: unknown;
}

/** What well-known tags say about a span. `null` = not said. */
export interface TagFacts {
  operation: string | null;
  spanKind: string | null;
  /** A database, HTTP, RPC or messaging span. */
  infrastructure: boolean;
  error: boolean;
  model: string | null;
  provider: string | null;
  agentName: string | null;
  toolName: string | null;
  inputTokens: number | null;
  outputTokens: number | null;
  cacheReadTokens: number | null;
  ttftMs: number | null;
}

/** `{key, value}[]` as documented; a plain object is read too, some datasources send one. */
export function readTags(value: unknown): Tag[] {
  if (Array.isArray(value)) return value.filter(isTag);
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).map(([key, value]) => ({ key, value }));
  }
  return [];
}

const isTag = (entry: unknown): entry is Tag =>
  typeof entry === 'object' && entry !== null && typeof (entry as { key?: unknown }).key === 'string';

type Read = 'text' | 'count' | 'seconds' | 'ms';
type Fact = Exclude<keyof TagFacts, 'infrastructure' | 'error'>;

/** Tag → fact. Of several tags for one fact the first in this table wins. */
const TABLE: readonly (readonly [tag: string, fact: Fact, read: Read])[] = [
  ['gen_ai.operation.name', 'operation', 'text'],
  ['openinference.span.kind', 'spanKind', 'text'],
  ['gen_ai.response.model', 'model', 'text'],
  ['gen_ai.request.model', 'model', 'text'],
  ['llm.model_name', 'model', 'text'],
  ['embedding.model_name', 'model', 'text'],
  ['reranker.model_name', 'model', 'text'],
  ['gen_ai.provider.name', 'provider', 'text'],
  ['gen_ai.system', 'provider', 'text'],
  ['llm.provider', 'provider', 'text'],
  ['gen_ai.agent.name', 'agentName', 'text'],
  ['agent.name', 'agentName', 'text'],
  ['gen_ai.tool.name', 'toolName', 'text'],
  ['tool.name', 'toolName', 'text'],
  ['gen_ai.usage.input_tokens', 'inputTokens', 'count'],
  ['gen_ai.usage.prompt_tokens', 'inputTokens', 'count'],
  ['llm.token_count.prompt', 'inputTokens', 'count'],
  ['gen_ai.usage.output_tokens', 'outputTokens', 'count'],
  ['gen_ai.usage.completion_tokens', 'outputTokens', 'count'],
  ['llm.token_count.completion', 'outputTokens', 'count'],
  ['gen_ai.usage.cache_read.input_tokens', 'cacheReadTokens', 'count'],
  ['llm.token_count.prompt_details.cache_read', 'cacheReadTokens', 'count'],
  ['gen_ai.response.time_to_first_chunk', 'ttftMs', 'seconds'],
  ['llm.ttft_ms', 'ttftMs', 'ms'],
];

const ROW_OF_TAG = new Map(TABLE.map(([tag], row) => [tag, row]));
const INFRASTRUCTURE = /^(?:db|http|rpc|messaging)\./;

export function readTagFacts(tags: readonly Tag[]): TagFacts {
  const facts: TagFacts = {
    operation: null,
    spanKind: null,
    infrastructure: false,
    error: false,
    model: null,
    provider: null,
    agentName: null,
    toolName: null,
    inputTokens: null,
    outputTokens: null,
    cacheReadTokens: null,
    ttftMs: null,
  };
  const found: [row: number, value: unknown][] = [];
  for (const { key, value } of tags) {
    const row = ROW_OF_TAG.get(key);
    if (row !== undefined) found.push([row, value]);
    else if (key === 'error') facts.error = value === true || value === 'true';
    else if (INFRASTRUCTURE.test(key)) facts.infrastructure = true;
  }
  for (const [row, value] of found.sort(([a], [b]) => a - b)) {
    const [, fact, read] = TABLE[row]!;
    if (facts[fact] === null) Object.assign(facts, { [fact]: READERS[read](value) });
  }
  return facts;
}

/** Some datasources print every tag value as text, so numbers are read from text too. */
const number = (value: unknown): number | null => {
  const parsed = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof parsed === 'number' && Number.isFinite(parsed) && parsed >= 0 ? parsed : null;
};

const READERS: Record<Read, (value: unknown) => string | number | null> = {
  text: (value) => (typeof value === 'string' && value !== '' ? value : null),
  count: number,
  ms: number,
  seconds: (value) => {
    const seconds = number(value);
    return seconds === null ? null : seconds * 1000;
  },
};
