/**
 * Canonical provider: OpenTelemetry's well-known value where there is one, else the sender's word in lowercase.
 * The address a request went to knows best, then the name, then the model; a framework is never a provider.
 */

/** Frameworks, SDKs and gateways that write their own name where the provider belongs. */
const FRAMEWORKS: ReadonlySet<string> = new Set([
  'langchain', 'langgraph', 'strands-agents', 'strands', 'spring_ai', 'gcp.vertex.agent', 'crewai', 'haystack',
  'llama_index', 'llamaindex', 'pydantic_ai', 'pydantic-ai', 'openai_agents', 'openai-agents', 'litellm',
  'semantic_kernel', 'autogen', 'ag2', 'agno', 'smolagents', 'dspy', 'instructor', 'vercel', 'gateway', 'custom', 'unknown',
  'strands_agents', 'spring-ai', 'agent_framework', 'microsoft.agent_framework', 'claude_agent_sdk', 'google_adk',
  'browser_use', 'mastra', 'voltagent', 'livekit', 'flue', 'weave',
]); // prettier-ignore

const ALIASES: Readonly<Record<string, string>> = {
  'az.ai.openai': 'azure.ai.openai',
  azure: 'azure.ai.openai',
  azure_openai: 'azure.ai.openai',
  'azure-openai': 'azure.ai.openai',
  azureopenai: 'azure.ai.openai',
  'az.ai.inference': 'azure.ai.inference',
  azure_ai: 'azure.ai.inference',
  'azure-ai': 'azure.ai.inference',
  bedrock: 'aws.bedrock',
  'amazon-bedrock': 'aws.bedrock',
  amazon_bedrock: 'aws.bedrock',
  aws_bedrock: 'aws.bedrock',
  bedrock_converse: 'aws.bedrock',
  awsbedrock: 'aws.bedrock',
  aws: 'aws.bedrock',
  amazon: 'aws.bedrock',
  vertexai: 'gcp.vertex_ai',
  vertex_ai: 'gcp.vertex_ai',
  vertex: 'gcp.vertex_ai',
  'google-vertex': 'gcp.vertex_ai',
  google_vertexai: 'gcp.vertex_ai',
  'google.vertex': 'gcp.vertex_ai',
  gemini: 'gcp.gemini',
  google: 'gcp.gemini',
  googleai: 'gcp.gemini',
  'google.generative-ai': 'gcp.gemini',
  'google-generativeai': 'gcp.gemini',
  google_genai: 'gcp.gemini',
  genai: 'gcp.gemini',
  'google-genai': 'gcp.gemini',
  'google-gla': 'gcp.gemini',
  mistral: 'mistral_ai',
  mistralai: 'mistral_ai',
  xai: 'x_ai',
  'x-ai': 'x_ai',
  grok: 'x_ai',
  watsonx: 'ibm.watsonx.ai',
  'ibm.watson.ai': 'ibm.watsonx.ai',
  moonshot: 'moonshot_ai',
  moonshotai: 'moonshot_ai',
  together: 'together_ai',
  togetherai: 'together_ai',
  fireworks: 'fireworks_ai',
  'anthropic-vertex': 'gcp.vertex_ai',
};

/** By ending of the host name; the longer ending stands first where two fit. */
const HOSTS: readonly (readonly [ending: string, provider: string])[] = [
  ['.openai.azure.com', 'azure.ai.openai'],
  ['.cognitiveservices.azure.com', 'azure.ai.openai'],
  ['.services.ai.azure.com', 'azure.ai.inference'],
  ['.inference.ai.azure.com', 'azure.ai.inference'],
  ['.models.ai.azure.com', 'azure.ai.inference'],
  ['api.openai.com', 'openai'],
  ['api.anthropic.com', 'anthropic'],
  ['generativelanguage.googleapis.com', 'gcp.gemini'],
  ['aiplatform.googleapis.com', 'gcp.vertex_ai'],
  ['api.cohere.com', 'cohere'],
  ['api.cohere.ai', 'cohere'],
  ['api.mistral.ai', 'mistral_ai'],
  ['api.groq.com', 'groq'],
  ['api.deepseek.com', 'deepseek'],
  ['api.perplexity.ai', 'perplexity'],
  ['api.x.ai', 'x_ai'],
  ['api.together.xyz', 'together_ai'],
  ['api.together.ai', 'together_ai'],
  ['api.fireworks.ai', 'fireworks_ai'],
  ['openrouter.ai', 'openrouter'],
  ['api.cerebras.ai', 'cerebras'],
  ['api.moonshot.ai', 'moonshot_ai'],
  ['api.moonshot.cn', 'moonshot_ai'],
  ['api.voyageai.com', 'voyageai'],
  ['api.novita.ai', 'novita'],
];

/** By beginning of the model name, asked only when nothing else tells. */
const MODELS: readonly (readonly [beginning: string, provider: string])[] = [
  ['gpt-', 'openai'], ['chatgpt-', 'openai'], ['o1', 'openai'], ['o3', 'openai'], ['o4', 'openai'],
  ['text-embedding-', 'openai'], ['whisper-', 'openai'], ['dall-e', 'openai'], ['tts-', 'openai'],
  ['ft:gpt-', 'openai'],
  ['claude-', 'anthropic'],
  ['gemini-', 'gcp.gemini'], ['models/gemini-', 'gcp.gemini'],
  ['anthropic.', 'aws.bedrock'], ['us.', 'aws.bedrock'], ['eu.', 'aws.bedrock'], ['apac.', 'aws.bedrock'],
  ['global.', 'aws.bedrock'], ['amazon.', 'aws.bedrock'], ['arn:aws', 'aws.bedrock'], ['meta.llama', 'aws.bedrock'],
  ['mistral-', 'mistral_ai'], ['codestral-', 'mistral_ai'], ['magistral-', 'mistral_ai'],
  ['command-', 'cohere'], ['rerank-', 'cohere'],
  ['deepseek-', 'deepseek'], ['grok-', 'x_ai'], ['sonar', 'perplexity'], ['kimi-', 'moonshot_ai'],
  ['voyage-', 'voyageai'],
]; // prettier-ignore

/** @param names what the record says, in order of precedence */
export function providerOf(
  names: Iterable<string>,
  serverAddress: string | null,
  models: readonly (string | null)[],
): string | null {
  const byHost = serverAddress === null ? null : remember(hosts, serverAddress, providerOfHost);
  if (byHost !== null) return byHost;
  for (const name of names) {
    const provider = remember(providers, name, canonicalProvider);
    if (provider !== null) return provider;
  }
  for (const model of models) {
    const provider = model === null ? null : providerOfModel(model);
    if (provider !== null) return provider;
  }
  return null;
}

/** Canonical form of a provider's name; null for a framework. */
export function canonicalProvider(name: string): string | null {
  // LlamaIndex names its classes: "Anthropic_LLM".
  const word = name.trim().toLowerCase().replaceAll(' ', '-').replace(/_llm$/, '');
  if (word === '' || FRAMEWORKS.has(word)) return null;
  if (KNOWN.has(word)) return word;
  // Suffixes of an API: "openai.chat", "anthropic.messages", "google.vertex.chat", "azure-openai.responses".
  for (
    let end = word.length;
    end > 0;
    end = Math.max(word.lastIndexOf('.', end - 1), word.lastIndexOf('-', end - 1))
  ) {
    const part = word.slice(0, end);
    const alias = Object.hasOwn(ALIASES, part) ? ALIASES[part]! : undefined;
    if (alias !== undefined) return alias;
    if (KNOWN.has(part)) return part;
  }
  // Some write the host they called where the name belongs: "api.openai.com".
  return providerOfHost(word) ?? word;
}

const KNOWN: ReadonlySet<string> = new Set([
  ...Object.values(ALIASES),
  ...HOSTS.map(([, provider]) => provider),
]);

function providerOfHost(address: string): string | null {
  const host = hostOf(address.toLowerCase());
  if (host.startsWith('bedrock-runtime') && host.includes('.amazonaws.com')) return 'aws.bedrock';
  return HOSTS.find(([ending]) => host.endsWith(ending))?.[1] ?? null;
}

/** Also of a whole URL, or host:port. */
const hostOf = (address: string): string =>
  address.slice(address.indexOf('://') < 0 ? 0 : address.indexOf('://') + 3).split(/[/:]/, 1)[0]!;

function providerOfModel(model: string): string | null {
  const name = model.toLowerCase();
  const found = MODELS.find(([beginning]) => name.startsWith(beginning));
  if (found) return found[1];
  const slash = name.indexOf('/');
  if (slash <= 0) return null;
  const vendor = canonicalProvider(name.slice(0, slash));
  return vendor !== null && KNOWN.has(vendor) ? vendor : null;
}

/** Names repeat; a sender that makes them up must not fill the memory. */
const MAX_REMEMBERED = 1000;
const providers = new Map<string, string | null>();
const hosts = new Map<string, string | null>();

function remember(
  cache: Map<string, string | null>,
  key: string,
  compute: (key: string) => string | null,
): string | null {
  const known = cache.get(key);
  if (known !== undefined) return known;
  if (cache.size >= MAX_REMEMBERED) cache.clear();
  const value = compute(key);
  cache.set(key, value);
  return value;
}
