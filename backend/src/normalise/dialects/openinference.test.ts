import { describe, expect, it } from 'vitest';
import { claimOf, normalise } from '../test/records';

const LLM = {
  'openinference.span.kind': 'LLM',
  'llm.system': 'anthropic',
  'llm.provider': 'anthropic',
  'llm.model_name': 'claude-sonnet-4-5',
};

describe('OpenInference', () => {
  it('reads tokens with their parts, session and user', () => {
    const claim = claimOf({
      scope: 'openinference.instrumentation.anthropic',
      version: '3.1.0',
      attributes: {
        ...LLM,
        'llm.token_count.prompt': 5200,
        'llm.token_count.prompt_details.cache_read': 4000,
        'llm.token_count.prompt_details.cache_write': 100,
        'llm.token_count.completion': 80,
        'llm.token_count.completion_details.reasoning': 12,
        'llm.token_count.total': 5280,
        'llm.finish_reason': 'end_turn',
        'session.id': 's1',
        'user.id': 'u1',
        'tag.tags': ['eu', 'beta'],
        'agent.name': 'planner',
      },
    });
    expect(claim).toMatchObject({
      dialect: 'openinference',
      dialectVersion: '3.1.0',
      operation: 'chat',
      provider: 'anthropic',
      responseModel: 'claude-sonnet-4-5',
      usage: { input: 5200, cacheRead: 4000, cacheWrite: 100, output: 80, reasoning: 12, total: 5280 },
      declared: { inputIncludesCache: true },
      finishReasons: ['stop'],
      sessionId: 's1',
      userId: 'u1',
      tags: ['eu', 'beta'],
      agentName: 'planner',
    });
  });

  it.each([
    ['LLM', 'chat'],
    ['EMBEDDING', 'embeddings'],
    ['RERANKER', 'rerank'],
    ['CHAIN', 'workflow'],
    ['RETRIEVER', 'retriever'],
    ['TOOL', 'tool'],
    ['AGENT', 'agent'],
    ['GUARDRAIL', 'guardrail'],
    ['EVALUATOR', 'evaluator'],
    ['PROMPT', 'prompt'],
  ])('calls a span of kind %s %s', (kind, operation) => {
    expect(normalise({ attributes: { 'openinference.span.kind': kind } }).span.operation).toBe(operation);
  });

  it.each([
    ['0.1.13', false],
    ['0.1.14', true],
    ['0.2.0', true],
    ['3.1.0', true],
  ])('of the Anthropic instrumentor %s counts cache in the prompt: %s', (version, inclusive) => {
    const claim = claimOf({ scope: 'openinference.instrumentation.anthropic', version, attributes: LLM });
    expect(claim.declared?.inputIncludesCache).toBe(inclusive);
  });

  it('takes the model of a failed call from its parameters', () => {
    const claim = claimOf({
      attributes: {
        'openinference.span.kind': 'LLM',
        'llm.invocation_parameters': '{"model": "gpt-4o-mini", "user": "user-7"}',
      },
      status: { code: 2, message: 'InternalServerError: 500' },
    });
    expect(claim).toMatchObject({
      requestModel: 'gpt-4o-mini',
      userId: 'user-7',
      errorType: 'InternalServerError',
    });
  });

  it("takes the answer's id from the provider's JSON, but no id that the model made up", () => {
    const idOf = (output: string) => claimOf({ attributes: { ...LLM, 'output.value': output } }).responseId;
    expect(idOf('{"id":"msg_58ad86e7","content":[]}')).toBe('msg_58ad86e7');
    expect(idOf('{"generations":[[{"message":{"kwargs":{"response_metadata":{"id":"chatcmpl-9"}}}}]]}')).toBe(
      'chatcmpl-9',
    );
    expect(idOf('{"id":"order-4711","status":"sent"}')).toBeNull();
  });

  it('counts tools that the answer asks for', () => {
    const prefix = 'llm.output_messages.0.message.tool_calls';
    const claim = claimOf({
      attributes: {
        ...LLM,
        [`${prefix}.0.tool_call.function.name`]: 'search',
        [`${prefix}.1.tool_call.function.name`]: 'search',
        'llm.finish_reason': 'tool_calls',
      },
    });
    expect(claim.toolCount).toBe(2);
  });

  it('reports cost in dollars, but not what can be no cost', () => {
    const cost = (total: number) => claimOf({ attributes: { ...LLM, 'llm.cost.total': total } }).reportedCost;
    expect(cost(0.0125)).toEqual({ total: 12_500_000_000n, input: undefined, output: undefined });
    expect(cost(4096)).toBeNull();
    expect(cost(-1)).toBeNull();
  });

  it('keeps messages, tools and values out of the attributes', () => {
    const { span } = normalise({
      attributes: {
        ...LLM,
        'input.value': 'in',
        'output.value': 'out',
        'llm.input_messages.0.message.content': 'hi',
        'llm.tools.0.tool.json_schema': '{}',
      },
    });
    expect(Object.keys(JSON.parse(span.attributes) as object)).toEqual(Object.keys(LLM));
    expect(JSON.parse(span.content!.carriers!)).toEqual({
      'input.value': 'in',
      'output.value': 'out',
      'llm.input_messages.0.message.content': 'hi',
      'llm.tools.0.tool.json_schema': '{}',
    });
    expect(span.contentState).toBe('present');
  });

  it.each([
    ['says that content was hidden', { 'input.value': '__REDACTED__' }, 0, 'redacted_at_source'],
    ['says that attributes were dropped', { 'input.value': 'x' }, 3, 'truncated'],
    ['says that there is none', {}, 0, 'not_captured'],
    ['says that what there was may have been dropped', {}, 3, 'truncated'],
  ])('%s', (_name, attributes, droppedAttributes, state) => {
    expect(normalise({ attributes: { ...LLM, ...attributes }, droppedAttributes }).span.contentState).toBe(
      state,
    );
  });

  it.each([
    ['Anthropic', false],
    ['OpenAI', true],
  ])('knows whether the input that Agno passes on from %s has its cache in it', (provider, inclusive) => {
    const claim = claimOf({
      scope: 'openinference.instrumentation.agno',
      attributes: {
        'openinference.span.kind': 'LLM',
        'llm.provider': provider,
        'llm.token_count.prompt': 971,
        'llm.token_count.prompt_details.cache_read': 300,
      },
    });
    expect(claim.declared?.inputIncludesCache).toBe(inclusive);
  });

  it('takes no preparation of a request for a call', () => {
    const prepared = { scope: 'openinference.instrumentation.llama_index', attributes: LLM };
    expect(normalise({ ...prepared, name: 'OpenAI._prepare_chat_with_tools' })).toMatchObject({
      span: { operation: 'step' },
      claim: null,
    });
    expect(normalise({ ...prepared, name: 'OpenAI.chat' }).claim).not.toBeNull();
  });
});
