import { describe, expect, it } from 'vitest';
import { modelNames } from './modelName';

describe('names of a model', () => {
  it.each([
    ['gpt-4o-mini', 'gpt-4o-mini'],
    ['models/gemini-2.5-flash', 'gemini-2.5-flash'],
    ['projects/p/locations/l/publishers/google/models/gemini-2.5-pro', 'gemini-2.5-pro'],
    ['openrouter/openai/gpt-4o', 'gpt-4o'],
    ['anthropic.claude-opus-4-20250514-v1:0', 'claude-opus-4-20250514'],
    ['us.anthropic.claude-sonnet-4-5-20250929-v1:0', 'anthropic.claude-sonnet-4-5-20250929-v1:0'],
    ['us.anthropic.claude-sonnet-4-5-20250929-v1:0', 'claude-sonnet-4-5-20250929'],
    ['arn:aws:bedrock:us-east-1:1:inference-profile/eu.anthropic.claude-haiku-4-5-v1:0', 'claude-haiku-4-5'],
    ['claude-opus-4@20250514', 'claude-opus-4-20250514'],
    ['gpt-4.1-mini-2025-04-14', 'gpt-4.1-mini'],
  ])('%s is also %s', (sent, inner) => {
    expect(modelNames(sent)).toContain(inner);
  });

  it('begin with what was sent', () => {
    expect(modelNames('us.amazon.nova-pro-v1:0')[0]).toBe('us.amazon.nova-pro-v1:0');
  });

  it('never lose a version that tells two models apart', () => {
    expect(modelNames('gpt-4.1')).toEqual(['gpt-4.1']);
    expect(modelNames('claude-3.5-sonnet')).toEqual(['claude-3.5-sonnet']);
  });
});
