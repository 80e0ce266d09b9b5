/** Rules that every dialect table must keep. */
import { describe, expect, it } from 'vitest';
import { DIALECTS } from './dialects';
import { COMPILED, SLOT_MAP } from './slots';

const NAMES = DIALECTS.flatMap((dialect) =>
  [dialect.fields, dialect.ownFields ?? {}].flatMap((fields) =>
    Object.values(fields).flatMap((names) =>
      names.map((name) => (typeof name === 'string' ? name : name.name)),
    ),
  ),
);

describe('dialect tables', () => {
  it('have an id of their own each', () => {
    expect(new Set(DIALECTS.map(({ id }) => id)).size).toBe(DIALECTS.length);
  });

  it('ask the standard last, its keys stand on nearly every span; then what nobody knows', () => {
    expect(DIALECTS.slice(-2).map(({ id }) => id)).toEqual(['otel_genai', 'unknown']);
  });

  it.each(NAMES)('write %s as a name, or a name with a path in braces', (name) => {
    expect(name).toMatch(/^(\*\.)?[\w.:-]+(\{[\w.-]+\})?$/);
  });

  it('give every name a slot below the size', () => {
    for (const name of NAMES) expect(SLOT_MAP.slots.get(name.split('{', 1)[0]!)).toBeLessThan(SLOT_MAP.size);
    expect(new Set(SLOT_MAP.slots.values()).size).toBe(SLOT_MAP.size);
  });

  it('put own names before borrowed ones', () => {
    const openinference = COMPILED.find(({ dialect }) => dialect.id === 'openinference')!;
    expect(openinference.sources.inputTokens[0]?.name).toBe('llm.token_count.prompt');
    const otel = COMPILED.find(({ dialect }) => dialect.id === 'otel_genai')!;
    expect(otel.sources.inputTokens[0]?.name).toBe('gen_ai.usage.input_tokens');
    expect(otel.sources.inputTokens.map(({ name }) => name)).toContain('llm.token_count.prompt');
  });

  it('say of every convention why it is known', () => {
    for (const { conventions } of DIALECTS)
      for (const { because } of conventions) expect(because.length).toBeGreaterThan(20);
  });
});
