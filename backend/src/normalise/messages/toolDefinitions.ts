/** Tools that were offered to the model. */
import type { ToolDefinition } from '@llmobservatory/model';
import { isRecord } from '../json';
import { opened } from './open';
import { stringOf } from './text';

/**
 * From a list of definitions, structured or as JSON: OpenAI's with and without `function`, Anthropic's, Bedrock's `toolSpec`,
 * Gemini's lists of `functionDeclarations`, OpenInference's `tool.json_schema`. A tool of the provider itself
 * (`{type: "web_search"}`) has its type as its name.
 */
export function toolDefinitionsOf(value: unknown): ToolDefinition[] {
  const list = opened(value);
  return Array.isArray(list) ? list.flatMap(definitionsIn) : [];
}

/** Members that only wrap the definition. */
const WRAPPERS = ['json_schema', 'tool', 'function', 'toolSpec'];

function definitionsIn(value: unknown): ToolDefinition[] {
  const tool = opened(value);
  if (!isRecord(tool)) return [];
  for (const name of ['function_declarations', 'functionDeclarations']) {
    if (Array.isArray(tool[name])) return tool[name].flatMap(definitionsIn);
  }
  for (const name of WRAPPERS) {
    const inner = opened(tool[name]);
    if (isRecord(inner)) return definitionsIn(inner);
  }
  // Haystack serialises a tool as its class beside its members.
  if (tool.name === undefined && isRecord(tool.data)) return definitionsIn(tool.data);
  const name = stringOf(tool.name) ?? ownToolName(tool);
  if (name === null || name === '') return [];
  return [
    {
      name,
      description: stringOf(tool.description),
      parameters: schemaOf(
        tool.parameters ??
          tool.input_schema ??
          tool.inputSchema ??
          tool.parameters_json_schema ??
          tool.parametersJsonSchema ??
          null,
      ),
    },
  ];
}

/** `{type: "web_search_preview"}` (OpenAI), `{google_search: {}}` (Gemini). */
function ownToolName(tool: Record<string, unknown>): string | null {
  const type = stringOf(tool.type);
  if (type !== null && type !== 'function' && type !== 'custom') return type;
  const [only, ...others] = Object.keys(tool);
  return only !== undefined && others.length === 0 && isRecord(tool[only]) ? only : null;
}

/** Bedrock wraps the schema in `json`. */
function schemaOf(value: unknown): unknown {
  const schema = opened(value);
  return isRecord(schema) && isRecord(schema.json) && Object.keys(schema).length === 1 ? schema.json : schema;
}
