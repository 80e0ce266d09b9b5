import { describe, expect, it } from 'vitest';
import { DIALECTS } from './dialects';
import { normalise, type SpanSpec } from './test/records';

const dialectOf = (spec: SpanSpec): string | null => normalise(spec).span.dialect;

describe('the dialect of a span', () => {
  it('is null without any mark, whatever else is there', () => {
    expect(dialectOf({ scope: 'http', attributes: { 'http.request.method': 'GET' } })).toBeNull();
    expect(dialectOf({ scope: 'http', attributes: {} })).toBeNull();
    expect(dialectOf({ scope: 'http', attributes: { 'session.id': 's', 'user.id': 'u' } })).toBeNull();
  });

  it('follows from the scope alone where that is enough', () => {
    expect(dialectOf({ scope: 'langfuse-sdk', attributes: {} })).toBe('langfuse');
    expect(dialectOf({ scope: 'langfuse-sdk.python', attributes: {} })).toBe('langfuse');
    expect(dialectOf({ scope: 'not-langfuse-sdk', attributes: {} })).toBeNull();
  });

  it('is the first of the registry of several marks, in whatever order they were sent', () => {
    const marks: [string, string][] = [
      ['gen_ai.request.model', 'm'],
      ['openinference.span.kind', 'LLM'],
      ['langfuse.observation.type', 'generation'],
    ];
    expect(dialectOf({ attributes: Object.fromEntries(marks) })).toBe('langfuse');
    expect(dialectOf({ attributes: Object.fromEntries(marks.reverse()) })).toBe('langfuse');
    expect(dialectOf({ attributes: Object.fromEntries(marks.slice(1)) })).toBe('openinference');
  });

  it('is that of a mark where the scope belongs to a later dialect, and the other way round', () => {
    const kind = { 'openinference.span.kind': 'LLM' };
    expect(dialectOf({ scope: 'com.anthropic.sdk.python', attributes: kind })).toBe('openinference');
    expect(dialectOf({ scope: 'langfuse-sdk', attributes: kind })).toBe('langfuse');
  });

  it('does not depend on what was asked before', () => {
    const specs: SpanSpec[] = [
      { scope: 'langfuse-sdk', attributes: {} },
      { scope: 'other', attributes: { 'gen_ai.request.model': 'm' } },
      { scope: 'other', attributes: {} },
    ];
    const once = specs.map(dialectOf);
    expect([...specs].reverse().map(dialectOf).reverse()).toEqual(once);
    for (let i = 0; i < 2100; i++) dialectOf({ scope: `made-up-${i}`, attributes: {} });
    expect(specs.map(dialectOf)).toEqual(once);
  });

  it.each(DIALECTS.flatMap(({ id, detect }) => (detect.scopes ?? []).map((scope) => [scope, id] as const)))(
    'of the scope %s is found before or at %s',
    (scope, id) => {
      const order = DIALECTS.map((dialect) => dialect.id);
      const found = dialectOf({ scope, attributes: {} });
      expect(found).not.toBeNull();
      expect(order.indexOf(found!)).toBeLessThanOrEqual(order.indexOf(id));
    },
  );

  it.each(DIALECTS.flatMap(({ id, detect }) => (detect.keys ?? []).map((key) => [key, id] as const)))(
    'of the key %s is found before or at %s',
    (key, id) => {
      const order = DIALECTS.map((dialect) => dialect.id);
      const found = dialectOf({ attributes: { [key]: 'x' } });
      expect(found).not.toBeNull();
      expect(order.indexOf(found!)).toBeLessThanOrEqual(order.indexOf(id));
    },
  );
});
