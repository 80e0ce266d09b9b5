/**
 * OpenInference (Phoenix, Arize): `openinference.span.kind`, indexed messages, `llm.token_count.*`.
 * Not read: `llm.cost.*_details.*` (one instrumentor wrote token counts there).
 */
import type { Dialect } from './dialect';

export const openinference: Dialect = {
  id: 'openinference',
  title: 'OpenInference',
  reference: 'https://github.com/Arize-ai/openinference/blob/main/spec/semantic_conventions.md',
  detect: {
    keys: ['openinference.span.kind'],
    scopePrefixes: ['openinference.instrumentation', '@arizeai/openinference'],
  },
  fields: {
    provider: ['llm.provider', 'llm.system'],
    // `llm.model_name` is the model of the answer, once there is one: the parameters say what was asked for.
    requestModel: [
      'llm.request.model_name',
      'embedding.model_name',
      'reranker.model_name',
      'llm.invocation_parameters{model}',
      'llm.model_name',
    ],
    responseModel: ['llm.response.model_name', 'llm.model_name'],
    serviceTier: ['llm.invocation_parameters{service_tier}'],
    applicationId: ['openinference.project.name'],
    tags: ['tag.tags'],
    // Of a node without a name the id is one: CrewAI and the OpenAI Agents SDK write the agent's name there.
    agentName: ['agent.name', 'graph.node.name', 'graph.node.id'],
    toolName: ['tool.name'],
    toolCallId: ['tool.id', 'tool_call.id'],
    promptName: ['prompt.id', 'llm.prompt_template.name'],
    promptVersion: ['llm.prompt_template.version'],
    streaming: ['llm.invocation_parameters{stream}'],
    finishReasons: ['llm.finish_reason'],
    inputTokens: ['llm.token_count.prompt'],
    outputTokens: ['llm.token_count.completion'],
    totalTokens: ['llm.token_count.total'],
    cacheReadTokens: [
      'llm.token_count.prompt_details.cache_read',
      'llm.token_count.prompt_details.cache_input',
    ],
    cacheWriteTokens: ['llm.token_count.prompt_details.cache_write'],
    reasoningTokens: ['llm.token_count.completion_details.reasoning'],
    inputAudioTokens: ['llm.token_count.prompt_details.audio'],
    outputAudioTokens: ['llm.token_count.completion_details.audio'],
    costTotal: ['llm.cost.total'],
    costInput: ['llm.cost.prompt'],
    costOutput: ['llm.cost.completion'],
  },
  ownFields: {
    // No attribute has the id of the answer; the provider's JSON has (the OpenAI Agents SDK keeps a list of one), and
    // LangChain's serialised result.
    responseId: [
      'output.value{id}',
      'output.value{0.id}',
      'output.value{llm_output.id}',
      'output.value{generations.0.0.message.kwargs.response_metadata.id}',
    ],
    // Haystack's embedders say it in their answer alone.
    inputTokens: ['llm.token_count.prompt', 'output.value{meta.usage.prompt_tokens}'],
    // `session.id` and `user.id` come first; the metadata of the application and the request have them too.
    sessionId: [
      'session.id',
      'metadata{session_id}',
      'metadata{thread_id}',
      'metadata{conversation_id}',
      'llm.invocation_parameters{metadata.session_id}',
    ],
    userId: [
      'user.id',
      'metadata{user_id}',
      'llm.invocation_parameters{user}',
      'llm.invocation_parameters{metadata.user_id}',
      'llm.invocation_parameters{metadata.user_api_key_end_user_id}',
    ],
  },
  content: {
    keys: [
      'input.value',
      'output.value',
      'tool.parameters',
      'llm.function_call',
      'llm.prompt_template.template',
      'llm.prompt_template.variables',
      'reranker.query',
      // Of text completions, where they are not numbered.
      'llm.prompts',
    ],
    prefixes: [
      'llm.input_messages.',
      'llm.output_messages.',
      'llm.tools.',
      'llm.prompts.',
      'llm.choices.',
      'retrieval.documents.',
      'reranker.input_documents.',
      'reranker.output_documents.',
      'embedding.embeddings.',
    ],
  },
  messages: { input: ['llm.prompts'] },
  operations: [
    {
      key: 'openinference.span.kind',
      values: {
        llm: 'chat',
        embedding: 'embeddings',
        reranker: 'rerank',
        chain: 'workflow',
        retriever: 'retriever',
        tool: 'tool',
        agent: 'agent',
        guardrail: 'guardrail',
        evaluator: 'evaluator',
        prompt: 'prompt',
      },
    },
  ],
  preparations: [
    // LlamaIndex traces every abstract method of a model class, this one too: it only builds the request.
    { scope: 'openinference.instrumentation.llama_index', nameEnding: '._prepare_chat_with_tools' },
  ],
  conventions: [
    {
      when: {
        scopePrefixes: ['openinference.instrumentation.anthropic'],
        versions: { before: '0.1.14' },
      },
      inputIncludesCache: false,
      because: 'before 0.1.14 it passed on input_tokens of the API, which leaves cached tokens out',
    },
    {
      when: {
        scopePrefixes: ['@arizeai/openinference-instrumentation-claude-agent-sdk'],
        lacks: ['llm.token_count.prompt_details.cache_read', 'llm.token_count.prompt_details.cache_write'],
      },
      cacheIsNotSent: true,
      because:
        'it passes on input_tokens of the whole run, which leaves cached tokens out, and no cache counts',
    },
    {
      when: {
        scopePrefixes: ['openinference.instrumentation.agno'],
        providers: ['anthropic', 'aws.bedrock'],
      },
      inputIncludesCache: false,
      because: 'Agno passes on the counts of the API, and this one counts cache reads and writes apart',
    },
    {
      inputIncludesCache: true,
      outputIncludesReasoning: true,
      because: 'its specification counts all prompt tokens in prompt and all answer tokens in completion',
    },
  ],
};
