/** The agent's tools, each in a span of its own. One of them is a database that times out for one order. */
import { SpanKind, type Tracer } from '@opentelemetry/api';
import type { ChatCompletionFunctionTool } from 'openai/resources/chat/completions';
import { setTimeout as sleep } from 'node:timers/promises';
import { inSpan } from './http';

const ORDER_ID = { type: 'object', properties: { order_id: { type: 'integer' } }, required: ['order_id'] };

export const TOOLS: ChatCompletionFunctionTool[] = [
  {
    type: 'function',
    function: { name: 'orders.lookup', description: 'State of an order', parameters: ORDER_ID },
  },
  {
    type: 'function',
    function: {
      name: 'refunds.create',
      description: 'Starts a refund',
      parameters: { ...ORDER_ID, properties: { ...ORDER_ID.properties, reason: { type: 'string' } } },
    },
  },
];

const IMPLEMENTATIONS: Record<string, (tracer: Tracer, input: { order_id: number }) => Promise<unknown>> = {
  'orders.lookup': (tracer, { order_id }) =>
    inSpan(
      tracer,
      'SELECT orders',
      SpanKind.CLIENT,
      { 'db.system.name': 'postgresql', 'db.query.text': 'SELECT state, carrier FROM orders WHERE id = $1' },
      async () => {
        await sleep(20);
        if (order_id === 4040) throw new Error('canceling statement due to statement timeout');
        return { order_id, state: 'shipped', carrier: 'parcel post', expected: 'Thursday' };
      },
    ),
  'refunds.create': async (_tracer, { order_id }) => {
    await sleep(35);
    return { order_id, refund: 'started', days: 5 };
  },
};

/** Runs a tool; a failure is told to the model as the tool's result, and stands as an error on the tool's span. */
export async function runTool(tracer: Tracer, id: string, name: string, args: string): Promise<string> {
  const attributes = {
    'openinference.span.kind': 'TOOL',
    'tool.name': name,
    'tool_call.id': id,
    'input.value': args,
    'input.mime_type': 'application/json',
  };
  try {
    return await inSpan(tracer, name, SpanKind.INTERNAL, attributes, async (setAttribute) => {
      const run = IMPLEMENTATIONS[name];
      if (!run) throw new Error(`no such tool: ${name}`);
      const result = JSON.stringify(await run(tracer, JSON.parse(args) as { order_id: number }));
      setAttribute('output.value', result);
      return result;
    });
  } catch (error) {
    return JSON.stringify({ error: error instanceof Error ? error.message : String(error) });
  }
}
