/** Dialects whose usage stands in the JSON of an attribute. */
import { describe, expect, it } from 'vitest';
import { usageOf } from '../../account/usage';
import { claimOf, normalise } from '../test/records';

describe('Google ADK', () => {
  const call = (attributes: Record<string, string | number>) =>
    claimOf({
      scope: 'gcp.vertex.agent',
      attributes: {
        'gen_ai.system': 'gcp.vertex.agent',
        'gen_ai.request.model': 'gemini-2.5-flash',
        'gcp.vertex.agent.session_id': 's1',
        'gen_ai.usage.input_tokens': 106,
        'gen_ai.usage.output_tokens': 60,
        ...attributes,
      },
    });

  it('adds thoughts that the total of the response shows to be beside the output', () => {
    const usage_metadata = { prompt_token_count: 106, thoughts_token_count: 46, total_token_count: 212 };
    const claim = call({ 'gcp.vertex.agent.llm_response': JSON.stringify({ usage_metadata }) });
    expect(claim).toMatchObject({ dialect: 'google_adk', sessionId: 's1', provider: 'gcp.gemini' });
    expect(usageOf(claim).tokens).toMatchObject({ input: 106, output: 106, reasoning: 46 });
  });

  it('adds the thoughts of the old key, and not those of the new', () => {
    expect(usageOf(call({ 'gen_ai.usage.experimental.reasoning_tokens': 46 })).tokens.output).toBe(106);
    expect(usageOf(call({ 'gen_ai.usage.reasoning.output_tokens': 46 })).tokens.output).toBe(60);
  });
});

describe('Genkit', () => {
  const attributes = (usage: object, key = '/model/googleai/gemini-2.5-flash') => ({
    'genkit:type': 'action',
    'genkit:metadata:subtype': 'model',
    'genkit:key': key,
    'genkit:output': JSON.stringify({ usage }),
  });

  it.each([
    [{ inputTokens: 4, outputTokens: 20, thoughtsTokens: 16, totalTokens: 24 }, 20],
    [{ inputTokens: 4, outputTokens: 4, thoughtsTokens: 16, totalTokens: 24 }, 20],
  ])('reads %j as an output of %i', (usage, output) => {
    const claim = claimOf({ scope: 'genkit-tracer', attributes: attributes(usage) });
    expect(claim).toMatchObject({ provider: 'gcp.gemini', requestModel: 'googleai/gemini-2.5-flash' });
    expect(usageOf(claim).tokens).toMatchObject({ input: 4, output, reasoning: 16 });
  });

  it('makes no call of the util around a model, nor of a flow', () => {
    const util = { 'genkit:type': 'util', 'genkit:name': 'generate' };
    expect(normalise({ scope: 'genkit-tracer', attributes: util }).claim).toBeNull();
    const flow = {
      'genkit:type': 'action',
      'genkit:metadata:subtype': 'flow',
      'genkit:key': '/flow/weather',
      'genkit:output': '"Sunny"',
    };
    const { span, claim } = normalise({ scope: 'genkit-tracer', attributes: flow });
    expect(claim).toBeNull();
    expect(span).toMatchObject({ operation: 'workflow', modelName: null, provider: null });
  });
});

describe('Haystack', () => {
  it('reads usage and model from the meta of the first reply', () => {
    const meta = { model: 'gpt-4o-mini', usage: { prompt_tokens: 20, completion_tokens: 4 } };
    const claim = claimOf({
      attributes: {
        'haystack.component.type': 'OpenAIChatGenerator',
        'haystack.component.output': JSON.stringify({ replies: [{ meta }] }),
      },
    });
    expect(claim).toMatchObject({
      dialect: 'haystack',
      operation: 'chat',
      provider: 'openai',
      usage: { input: 20, output: 4 },
    });
  });

  it.each<[string, string, Record<string, number>, number | null]>([
    [
      'as a whole from the agent of Haystack 3',
      'haystack.agent.step.llm.output',
      { prompt_tokens: 900, cache_read_input_tokens: 700 },
      900,
    ],
    [
      'as unknown from a component: versions differ',
      'haystack.component.output',
      { prompt_tokens: 900, cache_read_input_tokens: 700 },
      null,
    ],
    [
      'as the fresh part where the cache is larger',
      'haystack.component.output',
      { prompt_tokens: 200, cache_read_input_tokens: 700 },
      900,
    ],
    [
      'as the fresh part under the name of the API',
      'haystack.component.output',
      { input_tokens: 200, cache_read_input_tokens: 100 },
      300,
    ],
    [
      'as it is without cache',
      'haystack.component.output',
      { prompt_tokens: 900, cache_read_input_tokens: 0 },
      900,
    ],
  ])('reads the prompt of an Anthropic model %s', (_, key, usage, input) => {
    const meta = { model: 'claude-sonnet-4-5', usage: { ...usage, completion_tokens: 4 } };
    const claim = claimOf({
      attributes: {
        'haystack.component.type': 'AnthropicChatGenerator',
        [key]: JSON.stringify({ replies: [{ meta }] }),
      },
    });
    expect(usageOf(claim).tokens).toMatchObject({ input, output: 4 });
  });

  it('adds what Bedrock counts beside the prompt', () => {
    const usage = {
      prompt_tokens: 200,
      completion_tokens: 4,
      cache_read_input_tokens: 100,
      cache_write_input_tokens: 30,
    };
    const meta = { model: 'us.anthropic.claude-sonnet-4-5-20250929-v1:0', usage };
    const claim = claimOf({
      attributes: {
        'haystack.component.type': 'AmazonBedrockChatGenerator',
        'haystack.component.output': JSON.stringify({ replies: [{ meta }] }),
      },
    });
    expect(claim.provider).toBe('aws.bedrock');
    expect(usageOf(claim).tokens).toMatchObject({ input: 330, cacheRead: 100, cacheWrite: 30 });
  });

  it('names the tool that an agent runs', () => {
    const attributes = {
      'haystack.tool.name': 'get_weather',
      'haystack.agent.step.tool.output': '21 degrees',
    };
    expect(normalise({ attributes })).toMatchObject({
      span: { dialect: 'haystack', operation: 'tool', toolName: 'get_weather' },
      claim: null,
    });
  });

  it('makes no claim of a component that calls no model', () => {
    const attributes = {
      'haystack.component.type': 'ChatPromptBuilder',
      'haystack.component.output': '{"prompt":[]}',
    };
    expect(normalise({ attributes })).toMatchObject({ span: { operation: 'step' }, claim: null });
  });
});

describe('MLflow and LangSmith', () => {
  it('read values that are JSON text', () => {
    const claim = claimOf({
      attributes: {
        'mlflow.spanType': '"CHAT_MODEL"',
        'mlflow.llm.model': '"gpt-4o"',
        'mlflow.chat.tokenUsage': '{"input_tokens":9,"output_tokens":3,"cache_read_input_tokens":4}',
      },
    });
    expect(claim).toMatchObject({ dialect: 'mlflow', operation: 'chat', requestModel: 'gpt-4o', usage: { input: 9, output: 3, cacheRead: 4 } }); // prettier-ignore
  });

  it('believe the kind of the run, not the operation name', () => {
    const attributes = { 'langsmith.span.kind': 'retriever', 'gen_ai.operation.name': 'embeddings' };
    expect(normalise({ scope: 'langsmith', attributes }).span.operation).toBe('retriever');
  });

  it('take thread and user from the metadata, the details from the usage metadata', () => {
    const claim = claimOf({
      scope: 'langsmith',
      attributes: {
        'langsmith.span.kind': 'llm',
        'langsmith.metadata.thread_id': 't-1',
        'langsmith.metadata.user_id': 'u-1',
        'langsmith.trace.session_name': 'project',
        'langsmith.metadata.usage_metadata': '{"input_tokens":8,"input_token_details":{"cache_read":5}}',
      },
    });
    expect(claim).toMatchObject({ sessionId: 't-1', userId: 'u-1', usage: { input: 8, cacheRead: 5 } });
  });
});

describe('Traceloop and LiteLLM', () => {
  it('take the rest of the total as output where the output leaves thoughts out', () => {
    const claim = claimOf({
      scope: 'opentelemetry.instrumentation.google_generativeai',
      version: '0.21.5',
      attributes: {
        'gen_ai.operation.name': 'generate_content',
        'gen_ai.usage.input_tokens': 100,
        'gen_ai.usage.output_tokens': 20,
        'gen_ai.usage.total_tokens': 150,
      },
    });
    expect(claim.dialect).toBe('traceloop');
    expect(usageOf(claim).tokens).toMatchObject({ input: 100, output: 50 });
  });

  it('take session and user from where their users put them', () => {
    const properties = {
      'llm.request.type': 'chat',
      'traceloop.association.properties.session_id': 's',
      'traceloop.association.properties.user_id': 'u',
    };
    expect(claimOf({ attributes: properties })).toMatchObject({ sessionId: 's', userId: 'u' });
    const request = { 'gen_ai.operation.name': 'acompletion', 'llm.user': 'u' };
    expect(claimOf({ scope: 'litellm', attributes: request })).toMatchObject({ dialect: 'litellm', operation: 'chat', userId: 'u' }); // prettier-ignore
  });
});
