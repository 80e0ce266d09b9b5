/** What the body of a request says beside its messages: instructions and tools, wherever a provider puts them. */
import type { Part } from '@llmobservatory/model';
import { isRecord } from '../json';
import type { Found } from './carried';
import { opened } from './open';
import { partsOf } from './parts';
import { toolDefinitionsOf } from './toolDefinitions';

/** Empty for everything that is no body of a request: a message's own `system` is no instruction. */
export function besideMessages(value: unknown): Found {
  const body = opened(value);
  if (!isRecord(body) || !isRequest(body)) return {};
  const config = isRecord(body.config) ? body.config : {};
  const toolConfig = isRecord(body.toolConfig) ? body.toolConfig : {};
  return {
    system: instructionsOf(
      body.system ??
        body.system_instruction ??
        body.systemInstruction ??
        body.instructions ??
        config.system_instruction ??
        config.systemInstruction,
    ),
    toolDefinitions: [body.tools, body.functions, config.tools, toolConfig.tools]
      .map(toolDefinitionsOf)
      .find((tools) => tools.length > 0),
  };
}

const MESSAGES = ['messages', 'contents', 'input', 'prompt', 'inputs'];

const isRequest = (body: Record<string, unknown>): boolean =>
  MESSAGES.some((name) => Object.hasOwn(body, name)) && body.role === undefined;

function instructionsOf(value: unknown): Part[] {
  const instructions = opened(value);
  if (isRecord(instructions) && Array.isArray(instructions.parts)) return partsOf(instructions.parts);
  return partsOf(instructions);
}
