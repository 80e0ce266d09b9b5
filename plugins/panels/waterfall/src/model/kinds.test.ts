import { describe, expect, it } from 'vitest';
import { kindOf } from './kinds';
import { readTagFacts } from './tags';

const kind = (operation: string | null, tags: Record<string, unknown> = {}) =>
  kindOf(operation, readTagFacts(Object.entries(tags).map(([key, value]) => ({ key, value }))));

describe('kindOf', () => {
  it.each([
    ['chat', 'model'],
    ['embeddings', 'embedding'],
    ['tool', 'tool'],
    ['agent', 'agent'],
    ['retriever', 'retrieval'],
    ['other', 'step'],
  ])('reads our operation %s as %s', (operation, expected) => {
    expect(kind(operation)).toBe(expected);
  });

  it.each([
    [{ 'gen_ai.operation.name': 'generate_content' }, 'model'],
    [{ 'gen_ai.operation.name': 'execute_tool' }, 'tool'],
    [{ 'openinference.span.kind': 'CHAIN' }, 'workflow'],
    [{ 'http.request.method': 'GET' }, 'infrastructure'],
    [{ 'db.system': 'redis', 'openinference.span.kind': 'RETRIEVER' }, 'retrieval'],
    [{ 'my.tag': 1 }, 'plain'],
  ])('reads %j of a foreign span as %s', (tags, expected) => {
    expect(kind(null, tags)).toBe(expected);
  });

  it('trusts our operation more than tags', () => {
    expect(kind('retriever', { 'openinference.span.kind': 'LLM' })).toBe('retrieval');
  });

  it('makes a plain span of a word that nobody knows, even one that every object has', () => {
    expect(kind(null, { 'gen_ai.operation.name': 'constructor' })).toBe('plain');
  });
});
