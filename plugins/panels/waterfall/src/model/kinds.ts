/**
 * What a span is about, in one word of the suite. Ours say it (`llm.operation`); on foreign frames it is read from
 * well-known tags. Names of spans are deliberately not guessed at: a wrong kind is worse than a plain one.
 */
import type { TagFacts } from './tags';

export const KINDS = [
  'model',
  'embedding',
  'rerank',
  'agent',
  'workflow',
  'tool',
  'retrieval',
  'memory',
  'guardrail',
  'evaluator',
  'step',
  'infrastructure',
  'plain',
] as const;
export type Kind = (typeof KINDS)[number];

export function kindOf(operation: string | null, facts: TagFacts): Kind {
  return (
    lookUp(OPERATIONS, operation) ??
    lookUp(GEN_AI_OPERATIONS, facts.operation) ??
    lookUp(OPENINFERENCE_KINDS, facts.spanKind) ??
    (facts.infrastructure ? 'infrastructure' : 'plain')
  );
}

/** A model is asked: these rows can carry tokens and cost, and `a` jumps between them. */
export const isModelCall = (kind: Kind): boolean =>
  kind === 'model' || kind === 'embedding' || kind === 'rerank';

const lookUp = (table: ReadonlyMap<string, Kind>, word: string | null): Kind | undefined =>
  word === null ? undefined : table.get(word);

/** `operation` of the backend's canonical span. */
const OPERATIONS: ReadonlyMap<string, Kind> = new Map(
  Object.entries<Kind>({
    chat: 'model',
    text_completion: 'model',
    image: 'model',
    audio: 'model',
    embeddings: 'embedding',
    rerank: 'rerank',
    tool: 'tool',
    agent: 'agent',
    workflow: 'workflow',
    retriever: 'retrieval',
    memory: 'memory',
    guardrail: 'guardrail',
    evaluator: 'evaluator',
    step: 'step',
    prompt: 'step',
    other: 'step',
  }),
);

/** `gen_ai.operation.name`: https://opentelemetry.io/docs/specs/semconv/registry/attributes/gen-ai/ */
const GEN_AI_OPERATIONS: ReadonlyMap<string, Kind> = new Map(
  Object.entries<Kind>({
    chat: 'model',
    text_completion: 'model',
    generate_content: 'model',
    embeddings: 'embedding',
    rerank: 'rerank',
    execute_tool: 'tool',
    invoke_agent: 'agent',
    create_agent: 'agent',
    invoke_workflow: 'workflow',
    retrieval: 'retrieval',
  }),
);

/** `openinference.span.kind`: https://github.com/Arize-ai/openinference/blob/main/spec/semantic_conventions.md */
const OPENINFERENCE_KINDS: ReadonlyMap<string, Kind> = new Map(
  Object.entries<Kind>({
    LLM: 'model',
    EMBEDDING: 'embedding',
    RERANKER: 'rerank',
    AGENT: 'agent',
    CHAIN: 'workflow',
    TOOL: 'tool',
    RETRIEVER: 'retrieval',
    GUARDRAIL: 'guardrail',
    EVALUATOR: 'evaluator',
    PROMPT: 'step',
  }),
);
