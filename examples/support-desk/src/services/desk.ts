/**
 * Answers tickets: an agent loop with tools over OpenAI, seen by OpenInference's instrumentation. Calls the triage and
 * the search service, so one trace goes through three services and three instrumentations.
 */
import { OpenAIInstrumentation } from '@arizeai/openinference-instrumentation-openai';
import { setSession, setTags, setUser } from '@arizeai/openinference-core';
import { context, propagation, SpanKind, trace } from '@opentelemetry/api';
import OpenAI from 'openai';
import { call, inSpan, serve } from './http';
import { judge } from './judge';
import { startTelemetry } from './telemetry';
import { runTool, TOOLS } from './tools';

const telemetry = startTelemetry('support-desk');
const { tracer } = telemetry;
const instrumentation = new OpenAIInstrumentation({ tracerProvider: telemetry.provider });
instrumentation.manuallyInstrument(OpenAI);
const openai = new OpenAI({ apiKey: process.env.OPENAI_API_KEY ?? 'stand-in' });

const SYSTEM = `You answer customers of a small shop. Be short and friendly. Look orders up before you speak of them.
Never promise a date that a tool did not give. ${'House rules: be exact, be kind, never guess, say what happens next. '.repeat(40)}`;

/** Tool rounds at most: an agent that loops must end. */
const MAX_ROUNDS = 5;

interface Ticket {
  customer: string;
  conversation: string;
  text: string;
  urgent: boolean;
  model: string;
}

serve(telemetry, {
  '/tickets': (ticket: Ticket) => {
    const baggage = propagation.createBaggage({
      'session.id': { value: ticket.conversation },
      'user.id': { value: ticket.customer },
    });
    let scope = propagation.setBaggage(context.active(), baggage);
    scope = setUser(setSession(scope, { sessionId: ticket.conversation }), { userId: ticket.customer });
    if (ticket.urgent) scope = setTags(scope, ['urgent']);
    return context.with(scope, () => answer(ticket));
  },
});

function answer(ticket: Ticket) {
  const attributes = {
    'openinference.span.kind': 'AGENT',
    'agent.name': 'support-agent',
    'input.value': ticket.text,
    'session.id': ticket.conversation,
    'user.id': ticket.customer,
  };
  return inSpan(tracer, 'answer-ticket', SpanKind.INTERNAL, attributes, async (setAttribute) => {
    const { sorted } = await call<{ sorted: string }>(tracer, `${process.env.TRIAGE_URL}/triage`, {
      text: ticket.text,
      urgent: ticket.urgent,
      conversation: ticket.conversation,
    });
    const { summary } = await call<{ summary: string }>(tracer, `${process.env.SEARCH_URL}/search`, {
      question: ticket.text,
    });
    const text = await converse(ticket, `Sorted as ${sorted}. The help articles say: ${summary}`);
    setAttribute('output.value', text);
    judge(trace.getActiveSpan(), ticket.text, text);
    return { text, traceId: trace.getActiveSpan()?.spanContext().traceId };
  });
}

async function converse(ticket: Ticket, notes: string): Promise<string> {
  const messages: OpenAI.ChatCompletionMessageParam[] = [
    { role: 'system', content: SYSTEM },
    { role: 'system', content: notes },
    { role: 'user', content: ticket.text },
  ];
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const { choices } = await openai.chat.completions.create({ model: ticket.model, messages, tools: TOOLS });
    const message = choices[0]?.message;
    if (!message) throw new Error('the model sent no choice');
    messages.push(message);
    if (!message.tool_calls?.length) return message.content ?? '';
    for (const toolCall of message.tool_calls) {
      if (toolCall.type !== 'function') continue;
      const result = await runTool(tracer, toolCall.id, toolCall.function.name, toolCall.function.arguments);
      messages.push({ role: 'tool', tool_call_id: toolCall.id, content: result });
    }
  }
  throw new Error(`no answer after ${MAX_ROUNDS} rounds of tools`);
}
