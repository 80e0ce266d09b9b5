import { describe, expect, it } from 'vitest';
import { declaredConvention, isInRange, type ConventionSubject } from './convention';
import { SLOT_MAP } from './slots';
import type { Convention, Dialect } from './dialects/dialect';

const dialect = (conventions: Convention[]): Dialect => ({
  id: 'd', title: 'D', reference: '', detect: {}, fields: {}, content: { keys: [], prefixes: [] }, operations: [], conventions,
}); // prettier-ignore
const attributes = (sent: Record<string, string>): ConventionSubject['attributes'] => {
  const bySlot = new Map(Object.entries(sent).map(([key, value]) => [SLOT_MAP.slots.get(key), value]));
  return { has: (slot) => bySlot.has(slot), text: (slot) => bySlot.get(slot) };
};
const subject = (fields: Partial<ConventionSubject> = {}): ConventionSubject => ({
  attributes: attributes({}), scopeName: 'lib.bedrock', scopeVersion: '1.2.3', provider: 'aws.bedrock', carrier: 'usage.input', source: 'span', streaming: null, ...fields,
}); // prettier-ignore

describe('versions', () => {
  it.each([
    ['0.1.13', { before: '0.1.14' }, true],
    ['0.1.14', { before: '0.1.14' }, false],
    ['0.1.9', { before: '0.1.14' }, true],
    ['1.3b0', { from: '1.3' }, true],
    ['1.2', { from: '1.3' }, false],
    ['1.10', { from: '1.9' }, true],
    ['2.0.0', { from: '1.0', before: '2' }, false],
    ['', { from: '0' }, false],
  ])('%s is in %j: %s', (version, range, expected) => {
    expect(isInRange(version, range)).toBe(expected);
  });
});

describe('conventions of a dialect', () => {
  it('can depend on an attribute that is there, and on what one begins with', () => {
    const rows: Convention[] = [
      { when: { has: ['ai.usage.inputTokenDetails.noCacheTokens'] }, inputIncludesCache: true, because: 'key' },
      { when: { begins: { key: 'ai.request.headers.user-agent', texts: ['ai/6.'] } }, inputIncludesCache: true, because: 'agent' },
      { inputIncludesCache: false, because: 'older' },
    ]; // prettier-ignore
    const declared = (sent: Record<string, string>) =>
      declaredConvention(dialect(rows), subject({ attributes: attributes(sent) }))?.source;
    expect(declared({ 'ai.usage.inputTokenDetails.noCacheTokens': '7' })).toMatch(/key$/);
    expect(declared({ 'ai.request.headers.user-agent': 'ai/6.0.1' })).toMatch(/agent$/);
    expect(declared({ 'ai.request.headers.user-agent': 'ai/5.0.1' })).toMatch(/older$/);
    expect(declared({})).toMatch(/older$/);
  });

  it('take of each property the first row that fits and states it', () => {
    const rows: Convention[] = [
      { when: { providers: ['anthropic'] }, inputIncludesCache: true, because: 'no' },
      { when: { providers: ['aws.bedrock'] }, inputIncludesCache: false, because: 'bedrock is exclusive' },
      { inputIncludesCache: true, outputIncludesReasoning: true, because: 'otherwise' },
    ];
    expect(declaredConvention(dialect(rows), subject())).toEqual({
      inputIncludesCache: false,
      outputIncludesReasoning: true,
      source: 'docs/dialects.md#d: bedrock is exclusive',
    });
  });

  it.each<[string, Convention['when'], Partial<ConventionSubject>]>([
    ['scope', { scopePrefixes: ['lib.'] }, { scopeName: 'other' }],
    ['version', { versions: { from: '1.2' } }, { scopeVersion: '1.1' }],
    ['provider', { providers: ['aws.bedrock'] }, { provider: null }],
    ['carrier', { carriers: ['usage.'] }, { carrier: 'tokens' }],
    ['source', { source: 'span' }, { source: 'log' }],
    ['streaming', { streaming: false }, { streaming: true }],
    ['streaming that nobody tells of', { streaming: 'unsaid' }, { streaming: false }],
    ['lack of a key', { lacks: ['ai.usage.inputTokenDetails.noCacheTokens'] }, { attributes: attributes({ 'ai.usage.inputTokenDetails.noCacheTokens': '0' }) }],
  ])('ask for the %s', (_name, when, other) => {
    const rows = [{ when, estimated: true, because: 'b' }];
    expect(declaredConvention(dialect(rows), subject())).toMatchObject({ estimated: true });
    expect(declaredConvention(dialect(rows), subject(other))).toBeNull();
  }); // prettier-ignore
});
