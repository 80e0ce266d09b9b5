import { describe, expect, it } from 'vitest';
import { partsOf } from './parts';

describe('parts of a message', () => {
  it.each<[string, unknown, unknown[]]>([
    ['text', 'hi', [{ type: 'text', content: 'hi' }]],
    ['nothing', null, []],
    ['OpenAI text', [{ type: 'text', text: 'hi' }], [{ type: 'text', content: 'hi' }]],
    ['OpenAI Responses text', [{ type: 'output_text', text: 'hi' }], [{ type: 'text', content: 'hi' }]],
    ['OpenAI refusal', [{ type: 'refusal', refusal: 'no' }], [{ type: 'text', content: 'no' }]],
    [
      'OpenAI image',
      [{ type: 'image_url', image_url: { url: 'https://x/i.png' } }],
      [{ type: 'uri', modality: 'image', mimeType: null, uri: 'https://x/i.png' }],
    ],
    [
      'OpenAI audio',
      [{ type: 'input_audio', input_audio: { data: 'AA', format: 'wav' } }],
      [{ type: 'blob', modality: 'audio', mimeType: 'audio/wav', content: 'AA' }],
    ],
    [
      'OpenAI file',
      [{ type: 'file', file: { file_id: 'f1' } }],
      [{ type: 'file', modality: 'file', fileId: 'f1' }],
    ],
    [
      'Haystack reasoning, and the call after it',
      [
        { reasoning: { reasoning_text: 'hm', extra: {} } },
        { tool_call: { tool_name: 'f', arguments: { a: 1 }, id: 't1', extra: null } },
      ],
      [
        { type: 'reasoning', content: 'hm' },
        { type: 'tool_call', id: 't1', name: 'f', arguments: { a: 1 } },
      ],
    ],
    [
      'a Haystack call of the Responses API',
      [
        { tool_call: { tool_name: 'f', arguments: {}, id: 'fc1', extra: { call_id: 'c1' } } },
        {
          tool_call_result: { result: 'ok', origin: { tool_name: 'f', id: 'fc1', extra: { call_id: 'c1' } } },
        },
      ],
      [
        { type: 'tool_call', id: 'c1', name: 'f', arguments: {} },
        { type: 'tool_call_response', id: 'c1', name: 'f', response: 'ok' },
      ],
    ],
    [
      'Haystack without reasoning',
      [{ reasoning: { reasoning_text: '', extra: {} } }, { text: 'hi' }],
      [{ type: 'text', content: 'hi' }],
    ],
    [
      'a Haystack tool result',
      [
        {
          tool_call_result: {
            result: 'ok',
            origin: { tool_name: 'f', arguments: {}, id: 't1' },
            error: false,
          },
        },
      ],
      [{ type: 'tool_call_response', id: 't1', name: 'f', response: 'ok' }],
    ],
    [
      'Anthropic thinking',
      [{ type: 'thinking', thinking: 'hm', signature: 's' }],
      [{ type: 'reasoning', content: 'hm' }],
    ],
    [
      'Anthropic hidden thinking',
      [{ type: 'redacted_thinking', data: 'x' }],
      [{ type: 'reasoning', content: null }],
    ],
    [
      'Anthropic tool use',
      [{ type: 'tool_use', id: 't1', name: 'f', input: { a: 1 } }],
      [{ type: 'tool_call', id: 't1', name: 'f', arguments: { a: 1 } }],
    ],
    [
      'Anthropic tool result',
      [{ type: 'tool_result', tool_use_id: 't1', content: 'ok' }],
      [{ type: 'tool_call_response', id: 't1', response: 'ok' }],
    ],
    [
      'Anthropic image',
      [{ type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AA' } }],
      [{ type: 'blob', modality: 'image', mimeType: 'image/png', content: 'AA' }],
    ],
    ['Gemini text', [{ text: 'hi' }], [{ type: 'text', content: 'hi' }]],
    ['Gemini thought', [{ text: 'hm', thought: true }], [{ type: 'reasoning', content: 'hm' }]],
    [
      'Gemini call',
      [{ functionCall: { name: 'f', args: { a: 1 } } }],
      [{ type: 'tool_call', id: null, name: 'f', arguments: { a: 1 } }],
    ],
    [
      'Gemini result',
      [{ function_response: { name: 'f', response: { r: 2 } } }],
      [{ type: 'tool_call_response', id: null, name: 'f', response: { r: 2 } }],
    ],
    [
      'Gemini inline data',
      [{ inlineData: { mimeType: 'image/jpeg', data: 'AA' } }],
      [{ type: 'blob', modality: 'image', mimeType: 'image/jpeg', content: 'AA' }],
    ],
    [
      'Bedrock tool use',
      [{ toolUse: { toolUseId: 't1', name: 'f', input: {} } }],
      [{ type: 'tool_call', id: 't1', name: 'f', arguments: {} }],
    ],
    [
      'Bedrock reasoning',
      [{ reasoningContent: { reasoningText: { text: 'hm' } } }],
      [{ type: 'reasoning', content: 'hm' }],
    ],
    ['Bedrock cache point', [{ cachePoint: { type: 'default' } }], []],
    [
      'Bedrock document',
      [{ document: { format: 'pdf', source: { bytes: 'AA' } } }],
      [{ type: 'blob', modality: 'file', mimeType: 'application/pdf', content: 'AA' }],
    ],
    [
      'OpenTelemetry blob',
      [{ type: 'blob', modality: 'image', mime_type: 'image/png', content: 'AA' }],
      [{ type: 'blob', modality: 'image', mimeType: 'image/png', content: 'AA' }],
    ],
    [
      'OpenTelemetry uri',
      [{ type: 'uri', modality: 'video', uri: 'gs://v' }],
      [{ type: 'uri', modality: 'video', mimeType: null, uri: 'gs://v' }],
    ],
    [
      'OpenTelemetry file',
      [{ type: 'file', modality: 'image', file_id: 'f1' }],
      [{ type: 'file', modality: 'image', fileId: 'f1' }],
    ],
    [
      'OpenTelemetry result, by its older name too',
      [{ type: 'tool_call_response', id: 'c', result: 'r' }],
      [{ type: 'tool_call_response', id: 'c', response: 'r' }],
    ],
    [
      'a result with an id of its own beside that of its call',
      [{ type: 'function_call_output', id: 'item1', call_id: 'c', output: 'r' }],
      [{ type: 'tool_call_response', id: 'c', response: 'r' }],
    ],
    [
      'Vercel call',
      [{ type: 'tool-call', toolCallId: 'c', toolName: 'f', args: { a: 1 } }],
      [{ type: 'tool_call', id: 'c', name: 'f', arguments: { a: 1 } }],
    ],
    ['JSON of blocks in text', '[{"text":"hi"}]', [{ type: 'text', content: 'hi' }]],
    ['JSON that is no blocks stays text', '[1,2]', [{ type: 'text', content: '[1,2]' }]],
    ['a type and no more', [{ type: 'tool-call', text: null, image: null }], []],
    ['a shape nobody knows', [{ hologram: 1 }], [{ type: 'unknown', value: { hologram: 1 } }]],
    ['a hidden text', '__REDACTED__', [{ type: 'hidden', reason: 'redacted_at_source' }]],
  ])('%s', (_name, content, parts) => {
    expect(partsOf(content)).toEqual(parts);
  });
});
