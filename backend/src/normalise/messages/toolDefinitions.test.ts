import { describe, expect, it } from 'vitest';
import { toolDefinitionsOf } from './toolDefinitions';

const SCHEMA = { type: 'object', properties: { city: { type: 'string' } } };
const WEATHER = { name: 'weather', description: 'Of a city', parameters: SCHEMA };

describe('tool definitions in the shape of', () => {
  it.each<[string, unknown]>([
    ['OpenAI chat', [{ type: 'function', function: { name: 'weather', description: 'Of a city', parameters: SCHEMA } }]],
    ['OpenAI Responses', [{ type: 'function', name: 'weather', description: 'Of a city', parameters: SCHEMA }]],
    ['OpenAI functions', [{ name: 'weather', description: 'Of a city', parameters: SCHEMA }]],
    ['Anthropic', [{ name: 'weather', description: 'Of a city', input_schema: SCHEMA }]],
    ['Bedrock', [{ toolSpec: { name: 'weather', description: 'Of a city', inputSchema: { json: SCHEMA } } }]],
    ['Gemini', [{ functionDeclarations: [{ name: 'weather', description: 'Of a city', parameters: SCHEMA }] }]],
    ['Gemini in Python', [{ function_declarations: [{ name: 'weather', description: 'Of a city', parameters_json_schema: SCHEMA }] }]],
    ['AI SDK, each as text', [JSON.stringify({ type: 'function', name: 'weather', description: 'Of a city', inputSchema: SCHEMA })]],
    ['OpenInference', [{ tool: { json_schema: JSON.stringify({ type: 'function', function: { name: 'weather', description: 'Of a city', parameters: SCHEMA } }) } }]],
    ['Haystack', [{ type: 'haystack.tools.tool.Tool', data: { name: 'weather', description: 'Of a city', parameters: SCHEMA, function: 'app.weather' } }]],
    ['MCP', [{ name: 'weather', description: 'Of a city', inputSchema: SCHEMA }]],
    ['all of it as text', JSON.stringify([{ name: 'weather', description: 'Of a city', input_schema: JSON.stringify(SCHEMA) }])],
  ])('%s are read', (_name, sent) => {
    expect(toolDefinitionsOf(sent)).toEqual([WEATHER]);
  });

  it.each<[string, unknown, string[]]>([
    ['OpenAI’s own', [{ type: 'web_search_preview' }, { type: 'file_search', vector_store_ids: ['v'] }], ['web_search_preview', 'file_search']],
    ['Anthropic’s own', [{ type: 'web_search_20250305', name: 'web_search', max_uses: 5 }], ['web_search']],
    ['Gemini’s own', [{ googleSearch: {} }, { code_execution: {} }], ['googleSearch', 'code_execution']],
    ['several in one declaration', [{ functionDeclarations: [{ name: 'a' }, { name: 'b' }] }, { name: 'c' }], ['a', 'b', 'c']],
  ])('%s have a name, and nothing is made up beside it', (_name, sent, names) => {
    expect(toolDefinitionsOf(sent).map(({ name }) => name)).toEqual(names);
  });

  it.each([null, undefined, '', 'no json', {}, [null], [7], ['x'], [{}], [{ type: 'function' }], [{ name: '' }]])(
    '%j are none',
    (sent) => {
      expect(toolDefinitionsOf(sent)).toEqual([]);
    },
  );
}); // prettier-ignore
