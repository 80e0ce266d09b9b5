/**
 * LiveKit Agents, Python and JavaScript. Of its many spans only `llm_request` and realtime turns are model calls;
 * `llm_node` stands around the former and names the same model. Since 1.7 what people said is under `lk.pii.`.
 * Not read: speech in and out (no tokens there, and the model they name is no chat model), and the identity of a
 * participant, which is the agent's on some spans and the caller's on others.
 */
import type { Dialect } from './dialect';

const METRICS = 'lk.llm_metrics';
/** Both places of a name that holds what somebody said. */
const said = (name: string): string[] => [`lk.pii.${name}`, `lk.${name}`];

export const livekit: Dialect = {
  id: 'livekit',
  title: 'LiveKit Agents',
  reference: 'https://docs.livekit.io/agents/build/metrics/',
  specifiedBy: 'the source of livekit-agents 1.7.0 for Python, and of its JavaScript twin (2026)',
  detect: {
    scopes: ['livekit-agents'],
    keys: [
      METRICS,
      'lk.realtime_model_metrics',
      'lk.generation_id',
      'lk.function_tool.name',
      'lk.response.ttfb',
      'lk.tts.label',
      ...said('chat_ctx'),
    ],
  },
  fields: {
    inputAudioTokens: ['gen_ai.usage.input_audio_tokens'],
    outputAudioTokens: ['gen_ai.usage.output_audio_tokens'],
  },
  ownFields: {
    totalTokens: [`${METRICS}{total_tokens}`, `${METRICS}{totalTokens}`],
    cacheWriteTokens: [`${METRICS}{cache_creation_tokens}`],
    ttft: [
      { name: 'lk.response.ttft', unit: 's' },
      { name: `${METRICS}{ttft}`, unit: 's' },
      `${METRICS}{ttftMs}`,
    ],
    tokensPerSecond: [`${METRICS}{tokens_per_second}`, `${METRICS}{tokensPerSecond}`],
    sessionId: said('room_name'),
    agentName: ['lk.agent_name', 'lk.agent_label'],
    toolName: ['lk.function_tool.name'],
    toolCallId: ['lk.function_tool.id'],
  },
  content: {
    keys: [
      'chat_ctx',
      'response.text',
      'response.function_calls',
      'user_input',
      'user_transcript',
      'instructions',
      'input_text',
      'function_tool.arguments',
      'function_tool.output',
    ].flatMap(said),
    prefixes: [],
  },
  messages: {
    input: [
      ...said('function_tool.arguments'),
      ...said('chat_ctx{items}'),
      ...said('user_input'),
      ...said('user_transcript'),
    ],
    output: [...said('function_tool.output'), ...said('response.text')],
  },
  operations: [
    { key: 'lk.function_tool.name', own: true, values: {}, otherwise: 'tool' },
    ...['lk.pii.chat_ctx', 'lk.chat_ctx', 'lk.retry_count'].map((key) => ({
      key,
      own: true as const,
      unless: ['gen_ai.operation.name'],
      values: {},
      otherwise: 'step' as const,
    })),
    {
      key: 'lk.generation_id',
      own: true,
      unless: ['gen_ai.operation.name'],
      values: {},
      otherwise: 'agent',
    },
    {
      // What is left with a model but without an operation: `tts_node`, and `user_turn` with the model that listens.
      key: 'gen_ai.request.model',
      own: true,
      unless: ['gen_ai.operation.name'],
      values: {},
      otherwise: 'step',
    },
  ],
  conventions: [
    {
      when: { providers: ['gcp.gemini', 'gcp.vertex_ai', 'gcp.gen_ai'] },
      inputIncludesCache: true,
      outputIsRestOfTotal: true,
      because: 'its output is the candidates of the API, and only the total has the thoughts too',
    },
    {
      when: { providers: ['openai', 'azure.ai.openai', 'anthropic', 'deepseek', 'groq', 'x_ai'] },
      inputIncludesCache: true,
      outputIncludesReasoning: true,
      because: 'its plugins bring the usage to totals: cached tokens are a part of the prompt tokens',
    },
  ],
};
