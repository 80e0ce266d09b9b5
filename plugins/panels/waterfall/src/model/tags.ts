/**
 * Tags of a span: the list form of Grafana's trace frame, and what can be learnt from well-known names on frames
 * that are not ours. Deliberately not here: cost (never computed in a browser) and message content.
 */
export interface Tag {
  key: string;
  value: unknown;
}

/** As people read it in "4 HTTP, 2 database". */
export type Infrastructure = 'database' | 'queue' | 'RPC' | 'HTTP';

/** What well-known tags say about a span. `null` = not said. */
export interface TagFacts {
  operation: string | null;
  spanKind: string | null;
  /** A span between services: which sort of it. */
  infrastructure: Infrastructure | null;
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
  // Nearly always every entry is one: no copy then, traces have a hundred thousand of them.
  if (Array.isArray(value)) return value.every(isTag) ? value : value.filter(isTag);
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

/** Namespace → sort. A query over HTTP is a query: the first in this table wins. */
const NAMESPACES: readonly (readonly [prefix: string, infrastructure: Infrastructure])[] = [
  ['db.', 'database'],
  ['messaging.', 'queue'],
  ['rpc.', 'RPC'],
  ['http.', 'HTTP'],
];

const namespaceOf = (key: string): number => {
  for (let place = 0; place < NAMESPACES.length; place++) {
    if (key.startsWith(NAMESPACES[place]![0])) return place;
  }
  return NAMESPACES.length;
};

/** Of a span whose tags have nothing to add. */
export const NOTHING_SAID: Readonly<TagFacts> = {
  operation: null,
  spanKind: null,
  infrastructure: null,
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

export function readTagFacts(tags: readonly Tag[]): TagFacts {
  const facts: TagFacts = { ...NOTHING_SAID };
  const found: [row: number, value: unknown][] = [];
  let namespace = NAMESPACES.length;
  for (const { key, value } of tags) {
    const row = ROW_OF_TAG.get(key);
    if (row !== undefined) found.push([row, value]);
    else if (key === 'error') facts.error = value === true || value === 'true';
    else namespace = Math.min(namespace, namespaceOf(key));
  }
  facts.infrastructure = NAMESPACES[namespace]?.[1] ?? null;
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
