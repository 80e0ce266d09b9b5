import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { claimOf, normalise, type Attributes } from '../test/records';

describe('a span of an instrumentation that nobody knows', () => {
  it.each<[string, Attributes]>([
    ['a prefix', { 'acme.llm.model': 'gpt-4o', 'acme.usage.prompt_tokens': 7, 'acme.usage.completion_tokens': 3 }],
    ['no prefix', { model: 'gpt-4o', input_tokens: 7, output_tokens: 3 }],
    ['camel case', { 'x.modelName': 'gpt-4o', 'x.usage.promptTokens': 7, 'x.usage.completionTokens': 3 }],
    ['numbers as text', { 'a.b.c.model': 'gpt-4o', 'a.b.tokens.input': '7', 'a.b.tokens.output': '3' }],
  ])('is a call when it names a model and counts, with %s', (_name, attributes) => {
    expect(claimOf({ scope: 'nobody', attributes })).toMatchObject({
      dialect: 'unknown',
      operation: 'chat',
      requestModel: 'gpt-4o',
      usage: { input: 7, output: 3 },
    });
  }); // prettier-ignore

  it('says what kind of work it is, where it does: an agent never enters a sum', () => {
    const attributes = { 'acme.model': 'gpt-4o', 'acme.usage.input_tokens': 7, 'acme.span.kind': 'Agent' };
    expect(claimOf({ attributes }).operation).toBe('agent');
    expect(claimOf({ attributes: { ...attributes, 'acme.span.kind': 'embedding' } }).operation).toBe('embeddings');
  }); // prettier-ignore

  it.each<[string, Attributes]>([
    ['counts without a model', { 'acme.usage.prompt_tokens': 7, 'acme.usage.completion_tokens': 3 }],
  ])('is listed, but no call, with %s', (_name, attributes) => {
    const { span, claim } = normalise({ attributes });
    expect(claim).toBeNull();
    expect(span).toMatchObject({ dialect: 'unknown', operation: null });
  });

  it.each<[string, Attributes]>([
    ['a model alone', { model: 'gpt-4o', 'acme.llm.model': 'gpt-4o' }],
    ['HTTP', { 'http.request.method': 'POST', 'url.path': '/v1/chat/completions', 'http.request.body.size': 812 }],
    ['a database', { 'db.system': 'postgresql', 'db.operation': 'SELECT', 'db.name': 'models', 'db.rows': 12 }],
    ['a queue', { 'messaging.system': 'kafka', 'messaging.operation.name': 'send', 'messaging.batch.message_count': 3 }],
    ['a device', { 'device.model.name': 'Pixel 9', 'device.id': 'x' }],
    ['a quota', { 'ratelimit.tokens': 400, 'ratelimit.model': 'token-bucket' }],
    ['a session', { 'auth.access_token': 'x', 'auth.refresh_tokens': 2, 'user.id': 'u' }],
    ['a machine that learns', { 'training.model': 'resnet', 'training.epoch': 3, 'training.loss': 0.1 }],
  ])('is a plain span with what %s has', (_name, attributes) => {
    const { span, claim } = normalise({ attributes });
    expect(claim).toBeNull();
    expect(span).toMatchObject({ dialect: null, operation: null });
  }); // prettier-ignore

  it('has no usage that can be trusted when two keys may be meant', () => {
    const attributes = {
      'acme.model': 'gpt-4o',
      'acme.call.input_tokens': 7,
      'acme.session.input_tokens': 700,
      'acme.call.output_tokens': 3,
    };
    expect(claimOf({ attributes }).usage).toEqual({ output: 3 });
  });

  it('may send one key twice: the last one holds', () => {
    const attributes = { 'acme.model': 'gpt-4o', 'acme.input_tokens': 7, 'acme.output_tokens': 3 };
    expect(claimOf({ attributes }).usage).toEqual({ input: 7, output: 3 });
  });
});

describe('a dialect that is known', () => {
  it('never borrows a count from a key that only ends like one', () => {
    const attributes = {
      'gen_ai.operation.name': 'chat',
      'gen_ai.request.model': 'gpt-4o',
      'acme.usage.input_tokens': 7,
      'acme.usage.output_tokens': 3,
    };
    expect(claimOf({ attributes })).toMatchObject({ dialect: 'otel_genai', usage: null });
  });
});

describe('attributes of any names and values', () => {
  const word = fc.constantFrom('acme', 'llm', 'usage', 'model', 'input_tokens', 'completion_tokens', 'cached_tokens', 'type', 'x');
  const key = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join('.'));
  const value = fc.oneof(fc.string(), fc.integer(), fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.boolean(), fc.constantFrom('gpt-4o', 'agent', 'NaN'));

  it('never throw, and a call always has a model and a count', () => {
    fc.assert(
      fc.property(fc.dictionary(key, value, { maxKeys: 12 }), (attributes) => {
        const { span, claim } = normalise({ attributes: { ...attributes } });
        if (span.dialect !== 'unknown' || claim === null) return;
        expect(claim.requestModel ?? claim.responseModel).not.toBeNull();
        expect(claim.usage).not.toBeNull();
      }),
    );
  });
}); // prettier-ignore
