import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PriceRow } from './priceBook';
import { SOURCE_VERSION, shippedPrices } from './shipped';

const book = shippedPrices();
const USD = 1_000_000_000_000n;
const at = (iso: string) => BigInt(Date.parse(iso)) * 1_000_000n;
const find = (provider: string | null, models: string[], time = '2026-06-01T12:00:00Z') =>
  book.find({ project: 'p', provider, models, serviceTier: null, startUnixNano: at(time) });
const found = (...query: Parameters<typeof find>): PriceRow => {
  const row = find(...query);
  if ('reason' in row) throw new Error(row.reason);
  return row;
};

describe('shipped prices', () => {
  it('are of the version that is installed', () => {
    const manifest = JSON.parse(
      readFileSync(resolve(import.meta.dirname, '../../../package.json'), 'utf8'),
    ) as {
      dependencies: Record<string, string>;
    };
    expect(SOURCE_VERSION).toBe(`genai-prices ${manifest.dependencies['@pydantic/genai-prices']}`);
  });

  it('give the price per million tokens in picos', () => {
    expect(found('openai', ['gpt-4o-mini-2024-07-18']).rates).toMatchObject({
      input: { perMillion: (15n * USD) / 100n },
      cacheRead: { perMillion: (75n * USD) / 1000n },
      output: { perMillion: (6n * USD) / 10n },
    });
  });

  it.each([
    ['openai', 'gpt-4o', 'openai', 'gpt-4o'],
    ['azure.ai.openai', 'gpt-4o-2024-11-20', 'openai', 'gpt-4o'],
    ['anthropic', 'claude-sonnet-4-5-20250929', 'anthropic', 'claude-sonnet-4-5'],
    [
      'aws.bedrock',
      'us.anthropic.claude-sonnet-4-5-20250929-v1:0',
      'aws',
      'regional.anthropic.claude-sonnet-4-5-20250929-v1:0',
    ],
    ['gcp.gemini', 'models/gemini-2.5-flash', 'google', 'gemini-2.5-flash'],
    ['gcp.vertex_ai', 'claude-opus-4@20250514', 'google', 'claude-4-opus'],
    ['openrouter', 'anthropic/claude-sonnet-4.5', 'openrouter', 'anthropic/claude-sonnet-4.5'],
  ])('know %s/%s as %s/%s', (provider, model, list, id) => {
    expect(found(provider, [model])).toMatchObject({ provider: list, model: id });
  });

  it('try the response model before the request model', () => {
    expect(found('azure.ai.openai', ['gpt-4o-2024-11-20', 'my-deployment']).model).toBe('gpt-4o');
    expect(found('azure.ai.openai', ['gpt-9-unheard-of', 'gpt-4o']).model).toBe('gpt-4o');
  });

  it('hold at the start of the call: o3 became cheaper on 2025-06-10', () => {
    const input = (time: string) => found('openai', ['o3'], time).rates.input?.perMillion;
    expect(input('2025-06-09T23:59:59Z')).toBe(10n * USD);
    expect(input('2025-06-10T00:00:00Z')).toBe(2n * USD);
  });

  it('hold at their hours of the day: deepseek-chat is dearer from 00:30 to 16:30 UTC', () => {
    const input = (time: string) => found('deepseek', ['deepseek-chat'], time).rates.input?.perMillion;
    expect(input('2025-06-01T00:29:59Z')).toBe((135n * USD) / 1000n);
    expect(input('2025-06-01T00:30:00Z')).toBe((27n * USD) / 100n);
    expect(input('2025-06-01T16:30:00Z')).toBe((135n * USD) / 1000n);
  });

  it.each([
    ['openai', ['acme-x'], 'no price for openai/acme-x'],
    ['ollama', ['llama3'], 'no price for ollama/llama3'],
    [null, ['llama3'], 'no price for an unknown provider/llama3'],
    ['openai', [], 'no price: the model is not known'],
  ])('say why there is none: %s %j', (provider, models, reason) => {
    expect(find(provider, models)).toEqual({ reason });
  });

  it('are free only where the name says so', () => {
    expect(found('openrouter', ['allenai/molmo-7b-d:free']).rates).toEqual({
      input: { perMillion: 0n },
      output: { perMillion: 0n },
    });
  });

  it('have an id for each different content, the same whenever they are loaded', () => {
    const ids = book.rows().map((row) => row.id);
    expect(ids.length).toBeGreaterThan(1000);
    expect(ids.every((id) => /^[0-9a-f]{32}$/.test(id))).toBe(true);
    expect(
      shippedPrices()
        .rows()
        .map((row) => row.id),
    ).toEqual(ids);
  });
});
