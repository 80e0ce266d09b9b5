import { describe, expect, it } from 'vitest';
import { canonicalProvider, providerOf } from './provider';

describe('the name of a provider', () => {
  it.each([
    ['openai', 'openai'], ['OpenAI', 'openai'], ['az.ai.openai', 'azure.ai.openai'], ['azure', 'azure.ai.openai'],
    ['azure_ai', 'azure.ai.inference'], ['bedrock', 'aws.bedrock'], ['AWS', 'aws.bedrock'], ['vertex_ai', 'gcp.vertex_ai'],
    ['google.vertex.chat', 'gcp.vertex_ai'], ['gemini', 'gcp.gemini'], ['google.generative-ai', 'gcp.gemini'],
    ['mistralai', 'mistral_ai'], ['xai', 'x_ai'], ['openai.chat', 'openai'], ['anthropic.messages', 'anthropic'],
    ['azure-openai.responses', 'azure.ai.openai'], ['gcp.gen_ai', 'gcp.gen_ai'], ['ollama', 'ollama'], ['MyLLM', 'myllm'],
    ['Anthropic_LLM', 'anthropic'], ['azure_openai_llm', 'azure.ai.openai'], ['GenAI', 'gcp.gemini'], ['AwsBedrock', 'aws.bedrock'],
  ])('%s is %s', (sent, canonical) => {
    expect(canonicalProvider(sent)).toBe(canonical);
  }); // prettier-ignore

  it.each(['langchain', 'strands-agents', 'spring_ai', 'gcp.vertex.agent', 'LiteLLM', ''])(
    '%j is none',
    (framework) => {
      expect(canonicalProvider(framework)).toBeNull();
    },
  );
});

describe('the provider of a call', () => {
  it('is who answers at the address, whatever the name', () => {
    expect(providerOf(['openai'], 'api.deepseek.com', ['deepseek-chat'])).toBe('deepseek');
    expect(providerOf(['openai'], 'https://openrouter.ai/api/v1', [])).toBe('openrouter');
    expect(providerOf(['openai'], 'acme.openai.azure.com:443', [])).toBe('azure.ai.openai');
    expect(providerOf(['anthropic'], 'bedrock-runtime.eu-west-1.amazonaws.com', [])).toBe('aws.bedrock');
  });

  it('is the name when the address is a proxy', () => {
    expect(providerOf(['openai'], '127.0.0.1', ['gpt-4o'])).toBe('openai');
  });

  it('is the first name that is no framework', () => {
    expect(providerOf(['langchain', 'anthropic'], null, [])).toBe('anthropic');
  });

  it.each([
    ['gpt-4o', 'openai'],
    ['claude-sonnet-4-5', 'anthropic'],
    ['us.anthropic.claude-sonnet-4-20250514-v1:0', 'aws.bedrock'],
    ['gemini-2.5-flash', 'gcp.gemini'],
    ['azure/my-gpt4o', 'azure.ai.openai'],
    ['acme/x', null],
    ['llama3', null],
  ])('is told by the model %s only when nothing else does', (model, provider) => {
    expect(providerOf(['strands-agents'], null, [null, model])).toBe(provider);
  });
});
