/** What the tables of frameworks say that no fixture shows: detection beside each other, and what is no model call. */
import { describe, expect, it } from 'vitest';
import { normalise, type Attributes } from '../test/records';

const dialectOf = (scope: string, attributes: Attributes, resource?: Attributes) =>
  normalise({ scope, attributes, ...(resource ? { resource } : {}) }).span.dialect;

const CHAT = { 'gen_ai.operation.name': 'chat', 'gen_ai.request.model': 'gpt-4.1-mini' };

describe('a span of the scope that Spring Boot uses for everything', () => {
  it('is one of Spring AI when it names an operation of a model', () => {
    expect(dialectOf('org.springframework.boot', { ...CHAT, 'gen_ai.system': 'openai' })).toBe('spring_ai');
  });

  it('stays a plain span otherwise', () => {
    const { span, claim } = normalise({
      scope: 'org.springframework.boot',
      attributes: { 'http.response.status_code': '200', uri: '/ask' },
    });
    expect({ dialect: span.dialect, claim }).toEqual({ dialect: null, claim: null });
  });

  it('says nothing about the same names of another scope', () => {
    expect(dialectOf('acme', { ...CHAT, 'gen_ai.system': 'openai' })).toBe('otel_genai');
  });
});

describe('a span that OpenLIT writes into', () => {
  it('keeps the dialect of the framework whose span it is', () => {
    const attributes = { ...CHAT, 'gen_ai.system': 'strands-agents', 'gen_ai.sdk.version': '1.62.0' };
    expect(dialectOf('strands.telemetry.tracer', attributes)).toBe('strands');
  });

  it('is its own where nobody else is known', () => {
    expect(dialectOf('acme', { ...CHAT, 'gen_ai.sdk.version': '2.1.0' })).toBe('openlit');
  });
});

describe('a cost of 0', () => {
  const cost = {
    ...CHAT,
    'gen_ai.usage.input_tokens': 10,
    'gen_ai.usage.output_tokens': 1,
    'gen_ai.usage.cost': 0,
  };

  it('is no report of OpenLIT, which writes it for models without a price', () => {
    expect(
      normalise({ scope: 'openlit.instrumentation.openai', attributes: cost }).claim?.reportedCost,
    ).toBeNull();
  });

  it('is one of a router: some models are free', () => {
    const resource = { 'service.name': 'openrouter' };
    const attributes = { ...cost, 'gen_ai.usage.total_cost': 0 };
    expect(normalise({ attributes, resource }).claim?.reportedCost?.total).toBe(0n);
  });
});

describe('OpenRouter', () => {
  it('is the provider of the calls that it broadcasts, whoever served them', () => {
    const attributes = {
      ...CHAT,
      'gen_ai.provider.name': 'anthropic',
      'trace.metadata.openrouter.provider_name': 'Amazon Bedrock',
    };
    expect(normalise({ attributes }).claim?.provider).toBe('openrouter');
  });
});

describe('Strands', () => {
  it('does not take the name of the service, which TypeScript writes there, for a provider', () => {
    const attributes = {
      'gen_ai.operation.name': 'chat',
      'gen_ai.system': 'shop',
      'gen_ai.event.start_time': '2026-01-02T00:00:00Z',
      'gen_ai.request.model': 'global.anthropic.claude-sonnet-4-5-20250929-v1:0',
    };
    const { claim } = normalise({ scope: 'shop', attributes });
    expect([claim?.dialect, claim?.provider]).toEqual(['strands', 'aws.bedrock']);
  });
});

describe('LiveKit', () => {
  const scope = 'livekit-agents';

  it.each([
    ['the node around a call', { 'gen_ai.request.model': 'gpt-4.1-mini', 'lk.pii.chat_ctx': '{"items":[]}' }],
    ['speech out', { 'gen_ai.request.model': 'sonic-3', 'lk.response.ttfb': 0.2 }],
    ['speech out that never began', { 'gen_ai.request.model': 'sonic-3' }],
    ['an attempt of a call', { 'lk.retry_count': 1, 'lk.provider_request_ids': ['r1'] }],
  ])('does not call a model with %s', (_name, attributes) => {
    expect(normalise({ scope, attributes }).claim).toBeNull();
  });

  it('takes the host that a plugin writes as provider for what it is', () => {
    const attributes = { ...CHAT, 'gen_ai.provider.name': 'api.openai.com' };
    expect(normalise({ scope, attributes }).claim?.provider).toBe('openai');
  });

  it('counts its time to the first token in seconds', () => {
    const attributes = { ...CHAT, 'lk.llm_metrics': '{"ttft":0.41,"total_tokens":9}' };
    expect(normalise({ scope, attributes }).claim?.ttftMs).toBe(410);
  });
});

describe('the kind of a span', () => {
  it.each([
    ['strands.telemetry.tracer', { 'gen_ai.operation.name': 'execute_event_loop_cycle' }, 'step'],
    ['Experimental.Microsoft.Extensions.AI', { 'gen_ai.operation.name': 'orchestrate_tools' }, 'step'],
    ['agent_framework', { 'workflow.id': 'w1' }, 'workflow'],
    ['@mastra/otel', { 'gen_ai.operation.name': 'agent.run', 'mastra.span.type': 'agent_run' }, 'agent'],
    ['@mastra/otel', { 'gen_ai.operation.name': 'model_step', 'mastra.span.type': 'model_step' }, 'step'],
    ['@voltagent/core', { 'span.type': 'retriever', 'entity.type': 'agent' }, 'retriever'],
    ['@voltagent/core', { 'entity.type': 'agent' }, 'agent'],
    ['@flue/opentelemetry', { 'flue.operation.kind': 'skill' }, 'agent'],
    ['lmnr.tracer', { 'lmnr.span.type': 'EVALUATOR' }, 'evaluator'],
    ['semantic_kernel.kernel', { 'sk.available_functions': 'weather' }, 'step'],
  ])('of %s with %j is %s', (scope, attributes, operation) => {
    expect(normalise({ scope, attributes }).span.operation).toBe(operation);
  });

  it('is not taken from names that only one framework means so', () => {
    expect(
      normalise({ attributes: { ...CHAT, 'span.type': 'memory', 'executor.id': 'x' } }).span.operation,
    ).toBe('chat');
  });
});

describe('streams that OpenLIT counts by itself', () => {
  const scope = 'openlit.instrumentation.openai';
  const stream = { ...CHAT, 'gen_ai.provider.name': 'openai', 'gen_ai.request.stream': true };

  it('are estimated when there are no cache counts, which it writes with every usage', () => {
    const usage = { 'gen_ai.usage.input_tokens': 26, 'gen_ai.usage.output_tokens': 10 };
    expect(normalise({ scope, attributes: { ...stream, ...usage } }).claim?.declared?.estimated).toBe(true);
    const cached = { ...usage, 'gen_ai.usage.cache_read.input_tokens': 0 };
    expect(
      normalise({ scope, attributes: { ...stream, ...cached } }).claim?.declared?.estimated,
    ).toBeUndefined();
  });

  it('may be estimated in JavaScript, which leaves out cache counts of 0', () => {
    const attributes = { ...stream, 'gen_ai.usage.input_tokens': 26 };
    const { claim } = normalise({ scope: '@openlit/instrumentation-openai', attributes });
    expect(claim?.declared?.estimated).toBe('perhaps');
  });
});

describe('the mark of Grafana’s SDKs', () => {
  const scope = 'agento11y';
  const span = { ...CHAT, 'agento11y.generation.id': 'g1', 'gen_ai.provider.name': 'anthropic' };

  it('says that the input of Anthropic has the cache in it; without it, it has not', () => {
    const marked = { ...span, 'gen_ai.token.semantics': 'inclusive' };
    expect(normalise({ scope, attributes: marked }).claim?.declared?.inputIncludesCache).toBe(true);
    expect(normalise({ scope, attributes: span }).claim?.declared?.inputIncludesCache).toBe(false);
  });
});

describe('the moment of the first token', () => {
  it('gives the time to it, and not when it lies before the start', () => {
    const attributes = { ...CHAT, 'mastra.span.type': 'model_generation' };
    const at = (time: string) =>
      normalise({ attributes: { ...attributes, 'mastra.completion_start_time': time } }).claim?.ttftMs;
    expect(at('2026-01-02T00:00:00.250Z')).toBe(250);
    expect(at('2026-01-01T23:59:59.000Z')).toBeNull();
    expect(at('soon')).toBeNull();
  });
});
