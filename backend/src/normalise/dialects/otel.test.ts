import { describe, expect, it } from 'vitest';
import { claimOf, normalise } from '../test/records';

const CHAT = { 'gen_ai.operation.name': 'chat', 'gen_ai.request.model': 'gpt-4o-mini' };

describe('OpenTelemetry GenAI, by version of the conventions', () => {
  it('reads 1.26: gen_ai.system, prompt_tokens and completion_tokens', () => {
    const claim = claimOf({
      attributes: {
        'gen_ai.system': 'openai',
        'gen_ai.request.model': 'gpt-4',
        'gen_ai.usage.prompt_tokens': 120,
        'gen_ai.usage.completion_tokens': 30,
      },
    });
    expect(claim).toMatchObject({
      dialect: 'otel_genai',
      operation: 'chat',
      provider: 'openai',
      requestModel: 'gpt-4',
      usage: { input: 120, output: 30 },
    });
  });

  it('reads 1.41: cache, reasoning, streaming and time to the first chunk in seconds', () => {
    const claim = claimOf({
      scope: 'opentelemetry.instrumentation.openai_v2',
      attributes: {
        ...CHAT,
        'gen_ai.provider.name': 'openai',
        'gen_ai.response.model': 'gpt-5-mini-2025-08-07',
        'gen_ai.response.id': 'chatcmpl-A1',
        'gen_ai.usage.input_tokens': 1200,
        'gen_ai.usage.cache_read.input_tokens': 1024,
        'gen_ai.usage.output_tokens': 96,
        'gen_ai.usage.reasoning.output_tokens': 64,
        'gen_ai.response.finish_reasons': ['stop'],
        'gen_ai.request.stream': true,
        'gen_ai.response.time_to_first_chunk': 0.41,
        'gen_ai.conversation.id': 'conv-7',
      },
    });
    expect(claim).toMatchObject({
      responseModel: 'gpt-5-mini-2025-08-07',
      responseId: 'chatcmpl-A1',
      usage: { input: 1200, cacheRead: 1024, output: 96, reasoning: 64 },
      finishReasons: ['stop'],
      streaming: true,
      ttftMs: 410,
      sessionId: 'conv-7',
      declared: { inputIncludesCache: true, outputIncludesReasoning: true },
    });
  });

  it.each([
    ['cache_creation (1.40)', 'gen_ai.usage.cache_creation.input_tokens'],
    ['cache_write (2026)', 'gen_ai.usage.cache_write.input_tokens'],
    ['cache_creation_input_tokens (before)', 'gen_ai.usage.cache_creation_input_tokens'],
  ])('reads cache writes named %s', (_name, key) => {
    expect(claimOf({ attributes: { ...CHAT, 'gen_ai.usage.input_tokens': 90, [key]: 7 } }).usage).toEqual({
      input: 90,
      cacheWrite: 7,
    });
  });

  it('adds the two kinds of cache writes when their sum is not sent', () => {
    const { usage } = claimOf({
      attributes: {
        ...CHAT,
        'anthropic.usage.cache_creation.ephemeral_5m_input_tokens': 300,
        'anthropic.usage.cache_creation.ephemeral_1h_input_tokens': 50,
      },
    });
    expect(usage).toEqual({ cacheWrite: 350, cacheWrite1h: 50 });
  });

  it('never adds two names of one field', () => {
    const { usage } = claimOf({
      attributes: { ...CHAT, 'gen_ai.usage.input_tokens': 31, 'gen_ai.usage.prompt_tokens': 31 },
    });
    expect(usage).toEqual({ input: 31 });
  });
});

describe('numbers of OpenTelemetry GenAI', () => {
  it('may be an int64 in text, or a count as double', () => {
    const { usage } = claimOf({
      attributes: { ...CHAT, 'gen_ai.usage.input_tokens': '1200', 'gen_ai.usage.output_tokens': 96n },
    });
    expect(usage).toEqual({ input: 1200, output: 96 });
  });

  it.each([
    ['NaN', NaN, 'NaN'],
    ['negative', -3, '-3'],
    ['half a token', 1.5, '1.5'],
    ['text', 'many', 'many'],
  ])('are kept apart as sent when they are no count: %s', (_name, sent, kept) => {
    const { usage } = claimOf({ attributes: { ...CHAT, 'gen_ai.usage.input_tokens': sent } });
    expect(usage).toEqual({ rejected: { 'gen_ai.usage.input_tokens': kept } });
  });

  it('come from the next name when the first has none that is one', () => {
    const { usage } = claimOf({
      attributes: { ...CHAT, 'gen_ai.usage.input_tokens': NaN, 'gen_ai.usage.prompt_tokens': 12 },
    });
    expect(usage).toEqual({ input: 12, rejected: { 'gen_ai.usage.input_tokens': 'NaN' } });
  });
});

describe('operations of OpenTelemetry GenAI', () => {
  it.each([
    ['chat', 'chat'],
    ['generate_content', 'chat'],
    ['text_completion', 'text_completion'],
    ['embeddings', 'embeddings'],
    ['execute_tool', 'tool'],
    ['invoke_agent', 'agent'],
    ['create_agent', 'agent'],
    ['invoke_workflow', 'workflow'],
    ['update_memory', 'memory'],
    ['count_tokens', 'other'],
    ['something_new', 'other'],
  ])('%s is %s', (name, operation) => {
    expect(normalise({ attributes: { 'gen_ai.operation.name': name } }).span.operation).toBe(operation);
  });

  it('an unknown name with a model and tokens is a call all the same', () => {
    const { span } = normalise({
      attributes: { ...CHAT, 'gen_ai.operation.name': 'something_new', 'gen_ai.usage.input_tokens': 1 },
    });
    expect(span.operation).toBe('chat');
  });

  it('no name but a tool is a tool, no name but a model is a call', () => {
    expect(normalise({ attributes: { 'gen_ai.tool.name': 'f' } }).span.operation).toBe('tool');
    expect(normalise({ attributes: { 'gen_ai.request.model': 'm' } }).span.operation).toBe('chat');
  });

  it('an agent claims only when it carries usage', () => {
    const agent = { 'gen_ai.operation.name': 'invoke_agent', 'gen_ai.agent.name': 'helper' };
    expect(normalise({ attributes: agent }).claim).toBeNull();
    expect(normalise({ attributes: { ...agent, 'gen_ai.usage.input_tokens': 5 } }).claim).toMatchObject({
      operation: 'agent',
      agentName: 'helper',
    });
  });
});

describe('conventions of OpenTelemetry GenAI', () => {
  const usage = { 'gen_ai.usage.input_tokens': 286, 'gen_ai.usage.cache_read.input_tokens': 6686 };

  it('say that botocore leaves cached tokens out of its input', () => {
    const claim = claimOf({
      scope: 'opentelemetry.instrumentation.botocore.bedrock-runtime',
      version: '0.66b2',
      attributes: { ...CHAT, 'gen_ai.system': 'aws.bedrock', ...usage },
    });
    expect(claim.declared).toMatchObject({ inputIncludesCache: false });
  });

  it('say nothing about an unknown instrumentation of a provider that counts either way', () => {
    const claim = claimOf({
      scope: 'acme',
      attributes: { ...CHAT, 'gen_ai.system': 'aws.bedrock', ...usage },
    });
    expect(claim.declared).toBeNull();
  });
});
