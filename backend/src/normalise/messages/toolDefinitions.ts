/** Tools that were offered to the model. */
import type { ToolDefinition } from '@llmobservatory/model';
import { isRecord, jsonIn } from '../json';
import { opened } from './parts';
import { stringOf } from './text';

/** From a list of definitions, structured or as JSON, each wrapped in `function`, `tool.json_schema` or not at all. */
export function toolDefinitionsOf(value: unknown): ToolDefinition[] {
  const list = typeof value === 'string' ? jsonIn(value) : value;
  if (!Array.isArray(list)) return [];
  return list.map(toolDefinition).filter((tool) => tool !== null);
}

function toolDefinition(value: unknown): ToolDefinition | null {
  const tool = typeof value === 'string' ? jsonIn(value) : value;
  if (!isRecord(tool)) return null;
  if (isRecord(tool.tool)) return toolDefinition(tool.tool.json_schema);
  if (isRecord(tool.function)) return toolDefinition(tool.function);
  if (isRecord(tool.toolSpec)) return toolDefinition(tool.toolSpec);
  const name = stringOf(tool.name) ?? stringOf(tool.type);
  if (name === null) return null;
  return {
    name,
    description: stringOf(tool.description),
    parameters: opened(tool.parameters ?? tool.input_schema ?? tool.inputSchema ?? null),
  };
}
