import { describe, expect, it } from 'vitest';
import { conversationOf, type ConversationSource } from './conversation';

const read = (source: Partial<ConversationSource>) =>
  conversationOf({ carriers: null, events: null, logs: [], dialect: null, operation: 'chat', ...source });
const text = (content: string) => ({ type: 'text', content });
const log = (eventName: string, time: bigint, body: unknown, attributes = {}) => ({
  eventName,
  body,
  attributes,
  timeUnixNano: time,
});
const event = (name: string, attributes: Record<string, unknown>, time = '1') => ({
  name,
  timeUnixNano: time,
  attributes,
});

const HELLO = [{ role: 'user', parts: [text('hi')] }];
const ANSWER = [{ role: 'assistant', parts: [text('hello')], finishReason: 'stop' }];
const IN = [{ role: 'user', parts: [{ type: 'text', content: 'hi' }] }];
const OUT = [{ role: 'assistant', parts: [{ type: 'text', content: 'hello' }], finish_reason: 'stop' }];

it('shows a structured answer as the JSON it is, whatever its members are called', () => {
  const answer = (object: string) =>
    read({ dialect: 'vercel_ai', carriers: { 'ai.response.object': object } }).output;
  for (const object of ['{"answer":42}', '{"messages":[{"role":"user","content":"hi"}]}']) {
    expect(answer(object)).toEqual([{ role: 'assistant', parts: [text(object)] }]);
  }
});

it('takes the id of a tool call from wherever the same calls stand', () => {
  const carriers = (name: string) => ({
    'llm.output_messages.0.message.role': 'assistant',
    'llm.output_messages.0.message.tool_calls.0.tool_call.function.name': 'weather',
    'llm.output_messages.0.message.tool_calls.0.tool_call.function.arguments': '{}',
    'output.value': JSON.stringify({
      choices: [
        {
          message: {
            role: 'assistant',
            tool_calls: [{ id: 'call_1', type: 'function', function: { name, arguments: '{}' } }],
          },
        },
      ],
    }),
  });
  const callOf = (name: string) =>
    read({ dialect: 'openinference', carriers: carriers(name) }).output[0]?.parts[0];
  expect(callOf('weather')).toEqual({ type: 'tool_call', id: 'call_1', name: 'weather', arguments: {} });
  expect(callOf('other')).toMatchObject({ id: null, name: 'weather' });
});

describe('texts that an agent tells in log events of its own', () => {
  it('are read by the name of the event, be it in the body', () => {
    const logs = [
      log('user_prompt', 1n, 'claude_code.user_prompt', { prompt: 'hi' }),
      log('assistant_response', 2n, 'claude_code.assistant_response', { response: 'hello' }),
    ];
    expect(read({ logs, operation: 'agent' })).toMatchObject({
      input: [{ role: 'user', parts: [text('hi')] }],
      output: [{ role: 'assistant', parts: [text('hello')] }],
    });
    expect(read({ logs: [log('codex.user_prompt', 1n, null, { prompt: 'hi' })] }).input).toEqual(HELLO);
  });
});

describe('messages of a dialect with carriers of its own', () => {
  it.each<[string, Record<string, unknown>]>([
    ['vercel_ai', { 'ai.prompt.messages': JSON.stringify(IN), 'ai.response.text': 'hello' }],
    ['langfuse', { 'langfuse.observation.input': JSON.stringify({ messages: IN }), 'langfuse.observation.output': 'hello' }],
    ['mlflow', { 'mlflow.spanInputs': JSON.stringify({ messages: IN }), 'mlflow.spanOutputs': '{"choices":[{"message":{"role":"assistant","content":"hello"}}]}' }],
    ['google_adk', { 'gcp.vertex.agent.llm_request': '{"contents":[{"role":"user","parts":[{"text":"hi"}]}]}', 'gcp.vertex.agent.llm_response': '{"content":{"role":"model","parts":[{"text":"hello"}]}}' }],
    ['genkit', { 'genkit:input': '{"messages":[{"role":"user","content":[{"text":"hi"}]}]}', 'genkit:output': '{"message":{"role":"model","content":[{"text":"hello"}]}}' }],
    ['haystack', { 'haystack.component.input': '{"messages":[{"role":"user","content":[{"text":"hi"}]}]}', 'haystack.component.output': '{"replies":[{"role":"assistant","content":[{"text":"hello"}]}]}' }],
  ])('are read for %s', (dialect, carriers) => {
    expect(read({ dialect, carriers })).toMatchObject({
      input: HELLO,
      output: [{ role: 'assistant', parts: [text('hello')] }],
    });
  }); // prettier-ignore

  it.each<[string, Record<string, unknown>]>([
    ['vercel_ai', { 'ai.response.toolCalls': '[{"toolCallId":"c1","toolName":"weather","input":"{\\"city\\":\\"Bonn\\"}"}]' }],
    ['genkit', { 'genkit:output': '{"message":{"role":"model","content":[{"toolRequest":{"ref":"c1","name":"weather","input":{"city":"Bonn"}}}]}}' }],
  ])('have the tool calls of %s', (dialect, carriers) => {
    expect(read({ dialect, carriers }).output).toMatchObject([
      { role: 'assistant', parts: [{ type: 'tool_call', id: 'c1', name: 'weather', arguments: { city: 'Bonn' } }] },
    ]);
  }); // prettier-ignore

  it('of another dialect are not read from these', () => {
    expect(read({ dialect: 'otel_genai', carriers: { 'genkit:input': '{"messages":[]}' } }).input).toEqual(
      [],
    );
  });

  it('of a tool span are its arguments and its result', () => {
    const carriers = { 'ai.toolCall.args': '{"city":"Bonn"}', 'ai.toolCall.result': 'sunny' };
    expect(read({ dialect: 'vercel_ai', operation: 'tool', toolName: 'weather', carriers })).toMatchObject({
      input: [{ parts: [{ type: 'tool_call', name: 'weather', arguments: { city: 'Bonn' } }] }],
      output: [{ role: 'tool', parts: [{ type: 'tool_call_response', response: 'sunny' }] }],
    });
  });
});

describe('messages of OpenTelemetry, one conversation in every carrier', () => {
  it.each<[string, Partial<ConversationSource>]>([
    [
      'attributes as JSON',
      {
        carriers: {
          'gen_ai.input.messages': JSON.stringify(IN),
          'gen_ai.output.messages': JSON.stringify(OUT),
        },
      },
    ],
    [
      'attributes as structured values',
      { carriers: { 'gen_ai.input.messages': IN, 'gen_ai.output.messages': OUT } },
    ],
    [
      'attributes as JSON inside JSON',
      {
        carriers: {
          'gen_ai.input.messages': JSON.stringify(JSON.stringify(IN)),
          'gen_ai.output.messages': JSON.stringify(JSON.stringify(OUT)),
        },
      },
    ],
    [
      'an event of the span (1.37)',
      {
        events: [
          event('gen_ai.client.inference.operation.details', {
            'gen_ai.input.messages': IN,
            'gen_ai.output.messages': JSON.stringify(OUT),
          }),
        ],
      },
    ],
    [
      'two events that each have a half',
      {
        events: [
          event('gen_ai.client.inference.operation.details', { 'gen_ai.input.messages': IN }),
          event('gen_ai.client.inference.operation.details', { 'gen_ai.output.messages': OUT }),
        ],
      },
    ],
    [
      'a log record',
      {
        logs: [
          log('gen_ai.client.inference.operation.details', 1n, null, {
            'gen_ai.input.messages': IN,
            'gen_ai.output.messages': OUT,
          }),
        ],
      },
    ],
    [
      'log records of single messages (1.28)',
      {
        logs: [
          log('gen_ai.user.message', 1n, { content: 'hi' }),
          log('gen_ai.choice', 2n, { index: 0, finish_reason: 'stop', message: { content: 'hello' } }),
        ],
      },
    ],
    [
      'log records in another order',
      {
        logs: [
          log('gen_ai.choice', 2n, { index: 0, finish_reason: 'stop', message: { content: 'hello' } }),
          log('gen_ai.user.message', 1n, { content: 'hi' }),
        ],
      },
    ],
    [
      'log records with a body in JSON',
      {
        logs: [
          log('gen_ai.user.message', 1n, '{"content":"hi"}'),
          log('gen_ai.choice', 2n, '{"finish_reason":"stop","message":{"content":"hello"}}'),
        ],
      },
    ],
    [
      'span events of single messages',
      {
        events: [
          event('gen_ai.user.message', { content: 'hi' }),
          event('gen_ai.choice', { finish_reason: 'stop', message: 'hello' }, '2'),
        ],
      },
    ],
  ])('%s', (_name, source) => {
    expect(read(source)).toEqual({ system: [], input: HELLO, output: ANSWER, toolDefinitions: [] });
  });

  it('of 1.26 are text in two span events', () => {
    const events = [
      event('gen_ai.content.prompt', { 'gen_ai.prompt': 'hi' }),
      event('gen_ai.content.completion', { 'gen_ai.completion': 'hello' }),
    ];
    expect(read({ events })).toMatchObject({
      input: HELLO,
      output: [{ role: 'assistant', parts: [text('hello')] }],
    });
  });

  it('of 1.26 may be JSON of messages', () => {
    const events = [
      event('gen_ai.content.prompt', {
        'gen_ai.prompt': '[{"role":"system","content":"Be brief."},{"role":"user","content":"hi"}]',
      }),
    ];
    expect(read({ events })).toMatchObject({ system: [text('Be brief.')], input: HELLO });
  });

  it('are taken from the attributes when both are there', () => {
    const logs = [log('gen_ai.user.message', 1n, { content: 'other' })];
    expect(read({ carriers: { 'gen_ai.input.messages': IN }, logs }).input).toEqual(HELLO);
  });

  it('without content leave nothing to show', () => {
    expect(read({ logs: [log('gen_ai.user.message', 1n, {}), log('gen_ai.choice', 2n, { index: 0, finish_reason: 'stop', message: {} })] })).toEqual({
      system: [], input: [], output: [], toolDefinitions: [],
    }); // prettier-ignore
  });

  it('have choices in the order of their index', () => {
    const logs = [
      log('gen_ai.choice', 1n, { index: 1, message: { content: 'b' } }),
      log('gen_ai.choice', 2n, { index: 0, message: { content: 'a' } }),
    ];
    expect(read({ logs }).output.map(({ parts }) => parts)).toEqual([[text('a')], [text('b')]]);
  });

  it('have tool calls and their results with the same id, and the result has the name of its tool', () => {
    const logs = [
      log('gen_ai.assistant.message', 1n, {
        tool_calls: [
          { id: 'c1', type: 'function', function: { name: 'get_weather', arguments: '{"city":"Bonn"}' } },
        ],
      }),
      log('gen_ai.tool.message', 2n, { id: 'c1', content: 'sunny' }),
    ];
    expect(read({ logs }).input).toEqual([
      {
        role: 'assistant',
        parts: [{ type: 'tool_call', id: 'c1', name: 'get_weather', arguments: { city: 'Bonn' } }],
      },
      {
        role: 'tool',
        parts: [{ type: 'tool_call_response', id: 'c1', name: 'get_weather', response: 'sunny' }],
      },
    ]);
  });

  it('have a choice that only calls tools, also when it names no role', () => {
    const message = {
      tool_calls: [{ id: 'c1', type: 'function', function: { name: 'f', arguments: '{}' } }],
    };
    expect(
      read({ logs: [log('gen_ai.choice', 1n, { index: 0, finish_reason: 'tool_calls', message })] }).output,
    ).toEqual([
      {
        role: 'assistant',
        parts: [{ type: 'tool_call', id: 'c1', name: 'f', arguments: {} }],
        finishReason: 'tool_call',
      },
    ]);
  });

  it('that the sender cut off are shown as text, and said to be cut', () => {
    const cut = '[{"role":"user","parts":[{"type":"text","content":"a long sto';
    expect(read({ carriers: { 'gen_ai.input.messages': cut } }).input).toEqual([
      { role: 'user', parts: [text(cut), { type: 'hidden', reason: 'truncated' }] },
    ]);
  });

  it.each(['{}', '[]', '', 'N/A', '<not specified>'])('are absent when the sender wrote %j', (nothing) => {
    expect(read({ carriers: { 'gen_ai.input.messages': nothing } }).input).toEqual([]);
  });

  it('have system instructions and tools', () => {
    const conversation = read({
      carriers: {
        'gen_ai.system_instructions': '[{"type":"text","content":"Be brief."}]',
        'gen_ai.tool.definitions':
          '[{"type":"function","name":"f","description":"d","parameters":{"type":"object"}}]',
        'gen_ai.input.messages': IN,
      },
    });
    expect(conversation.system).toEqual([text('Be brief.')]);
    expect(conversation.toolDefinitions).toEqual([
      { name: 'f', description: 'd', parameters: { type: 'object' } },
    ]);
  });
});

it('messages of LlamaIndex are made of blocks', () => {
  const blocks = [
    { block_type: 'text', text: 'I look.' },
    { block_type: 'tool_call', tool_call_id: 'c1', tool_name: 'look', tool_kwargs: { x: 1 } },
  ];
  const entity = JSON.stringify({ message: { role: 'assistant', additional_kwargs: {}, blocks } });
  expect(read({ carriers: { 'traceloop.entity.output': entity }, dialect: 'traceloop' }).output).toEqual([
    {
      role: 'assistant',
      parts: [text('I look.'), { type: 'tool_call', id: 'c1', name: 'look', arguments: { x: 1 } }],
    },
  ]);
});

describe('messages of OpenInference', () => {
  it('name a tool call once that stands in the content and in the list of calls', () => {
    const message = 'llm.input_messages.0.message';
    const call = { id: 'c1', 'function.name': 'look', 'function.arguments': '{"x":1}' };
    const carriers = Object.fromEntries([
      [`${message}.role`, 'assistant'],
      [`${message}.contents.0.message_content.type`, 'tool_use'],
      ...Object.entries(call).flatMap(([name, value]) => [
        [`${message}.contents.0.tool_call.${name}`, value],
        [`${message}.tool_calls.0.tool_call.${name}`, value],
      ]),
    ]) as Record<string, unknown>;
    expect(read({ carriers }).input).toEqual([
      { role: 'assistant', parts: [{ type: 'tool_call', id: 'c1', name: 'look', arguments: { x: 1 } }] },
    ]);
  });

  it('are rebuilt from indexed attributes', () => {
    const carriers = {
      'llm.input_messages.1.message.role': 'user',
      'llm.input_messages.1.message.contents.0.message_content.type': 'text',
      'llm.input_messages.1.message.contents.0.message_content.text': 'what is this?',
      'llm.input_messages.1.message.contents.1.message_content.type': 'image',
      'llm.input_messages.1.message.contents.1.message_content.image.image.url': 'data:image/png;base64,AAAA',
      'llm.input_messages.0.message.role': 'system',
      'llm.input_messages.0.message.content': 'Be brief.',
      'llm.output_messages.0.message.role': 'assistant',
      'llm.output_messages.0.message.tool_calls.0.tool_call.id': 'c1',
      'llm.output_messages.0.message.tool_calls.0.tool_call.function.name': 'look',
      'llm.output_messages.0.message.tool_calls.0.tool_call.function.arguments': '{"x":1}',
      'llm.tools.0.tool.json_schema': '{"type":"function","function":{"name":"look","parameters":{}}}',
    };
    expect(read({ carriers })).toEqual({
      system: [text('Be brief.')],
      input: [
        {
          role: 'user',
          parts: [
            text('what is this?'),
            { type: 'blob', modality: 'image', mimeType: 'image/png', content: 'AAAA' },
          ],
        },
      ],
      output: [
        { role: 'assistant', parts: [{ type: 'tool_call', id: 'c1', name: 'look', arguments: { x: 1 } }] },
      ],
      toolDefinitions: [{ name: 'look', description: null, parameters: {} }],
    });
  });

  it('have results of tools and reasoning', () => {
    const carriers = {
      'llm.input_messages.0.message.role': 'tool',
      'llm.input_messages.0.message.tool_call_id': 'c1',
      'llm.input_messages.0.message.content': 'sunny',
      'llm.output_messages.0.message.contents.0.message_content.type': 'reasoning',
      'llm.output_messages.0.message.contents.0.message_content.text': 'hm',
    };
    expect(read({ carriers })).toMatchObject({
      input: [{ role: 'tool', parts: [{ type: 'tool_call_response', id: 'c1', response: 'sunny' }] }],
      output: [{ role: 'assistant', parts: [{ type: 'reasoning', content: 'hm' }] }],
    });
  });

  it('of text completions are prompts and choices', () => {
    const carriers = { 'llm.prompts.0.prompt.text': 'Once', 'llm.choices.0.completion.text': ' upon' };
    expect(read({ carriers })).toMatchObject({
      input: [{ role: 'user', parts: [text('Once')] }],
      output: [{ role: 'assistant', parts: [text(' upon')] }],
    });
  });

  it('that were hidden are said to be hidden', () => {
    const carriers = {
      'llm.input_messages.0.message.role': 'user',
      'llm.input_messages.0.message.content': '__REDACTED__',
    };
    expect(read({ carriers }).input).toEqual([
      { role: 'user', parts: [{ type: 'hidden', reason: 'redacted_at_source' }] },
    ]);
  });

  it('come from the whole values when nothing else is there', () => {
    const carriers = {
      'input.value':
        '{"model":"m","messages":[{"role":"user","content":"hi"}],"tools":[{"type":"function","function":{"name":"f"}}]}',
      'output.value': 'hello',
    };
    expect(read({ carriers })).toMatchObject({
      input: HELLO,
      output: [{ parts: [text('hello')] }],
      toolDefinitions: [{ name: 'f' }],
    });
  });
});

describe('messages of the llm.* extension', () => {
  it('are text, or JSON of messages', () => {
    expect(read({ carriers: { 'gen_ai.prompt': 'hi', 'gen_ai.completion': 'hello' } })).toMatchObject({
      input: HELLO,
      output: [{ parts: [text('hello')] }],
    });
    expect(read({ carriers: { 'gen_ai.prompt': '[{"role":"user","content":"hi"}]' } }).input).toEqual(HELLO);
  });

  it('may be JSON that is no message: kept as it is', () => {
    expect(read({ carriers: { 'gen_ai.completion': '{"city":"Bonn"}' } }).output).toEqual([
      { role: 'assistant', parts: [{ type: 'unknown', value: { city: 'Bonn' } }] },
    ]);
  });

  it('that are a number in text are text', () => {
    expect(read({ carriers: { 'gen_ai.completion': '42' } }).output).toEqual([
      { role: 'assistant', parts: [text('42')] },
    ]);
  });
});

describe('a tool', () => {
  it('was called with arguments and gave a result', () => {
    const carriers = { 'gen_ai.tool.call.arguments': '{"city":"Bonn"}', 'gen_ai.tool.call.result': 'sunny' };
    expect(read({ carriers, operation: 'tool', toolName: 'get_weather' })).toMatchObject({
      input: [
        {
          role: 'assistant',
          parts: [{ type: 'tool_call', name: 'get_weather', arguments: { city: 'Bonn' } }],
        },
      ],
      output: [{ role: 'tool', parts: [{ type: 'tool_call_response', response: 'sunny' }] }],
    });
  });
});
