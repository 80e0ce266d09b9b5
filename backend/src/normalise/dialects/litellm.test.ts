import { describe, expect, it } from 'vitest';
import { claimOf } from '../test/records';

const SPAN = {
  'gen_ai.operation.name': 'acompletion',
  'gen_ai.request.model': 'gpt-4.1-mini',
  'litellm.provider.model': 'openai/gpt-4.1-mini',
  'gen_ai.usage.input_tokens': 1313,
  'gen_ai.usage.output_tokens': 147,
};
const modelOf = (more: Record<string, string>) =>
  claimOf({ scope: 'litellm', attributes: { ...SPAN, ...more } })?.responseModel;

describe('LiteLLM', () => {
  it('names the model that answered', () => {
    expect(modelOf({ 'gen_ai.response.model': 'gpt-4.1-mini-2025-04-14' })).toBe('gpt-4.1-mini-2025-04-14');
  });

  it('as a proxy names the group of models that was asked for, which is no model', () => {
    expect(modelOf({ 'gen_ai.response.model': 'fast', 'litellm.model_group': 'fast' })).toBeNull();
  });
});
