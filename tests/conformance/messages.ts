/**
 * Messages against what was said. The programs of the captures and the provider they spoke to know few sentences, which
 * are listed here; what of it a capture carries is found in its raw texts, and must be shown in the right role.
 */
import type { Conversation, Message, Part } from '@llmobservatory/model';
import type { Expectation } from '../captures/capture';
import { absent, EXACT, wrong, type Cell } from './cell';
import type { Shown } from './read';
import type { Sent } from './sent';

const USER = [
  'How is the weather in Bonn?', 'Weather in Bonn?', 'Is it sunny in Bonn?', 'Is it sunny?', 'And now?', 'And tomorrow?',
  'Summarise the policy.', 'And the exceptions?', 'When can I get a refund?', 'First question', 'Second question',
  'Which city? Bonn.', 'refund policy', 'opening hours', 'Weather in Paris?', 'Say hi',
  'Weather and time in Paris?', 'And now book a table.', 'And in Oslo?', 'Hand over please', 'Oslo?', 'Tell me about Oslo',
  'And again, shortly.', 'Report the weather of Paris', 'Edit the report',
]; // prettier-ignore
const ASSISTANT = [
  'It is mild in Bonn.', 'Bonn is sunny today.', 'Rain is likely tonight.', 'Yes, that is right.',
  'The answer is forty two.', 'I will look.', 'the weather in Paris is mild.',
  'Paris is sunny today.', 'It will rain in Oslo tonight.', 'The answer is forty-two.', 'All three tasks are done.',
  'Here is a short summary of the report.',
]; // prettier-ignore
/** Ids that the provider gives to calls of tools. */
const TOOL_CALL = /\b(?:call_[0-9a-f]{16,20}|toolu_[0-9A-Za-z]{16,}|tooluse_[0-9A-Za-z_-]{16,})\b/g;

export function messagesCell(expect: Expectation, shown: Shown, sent: Sent): Cell {
  const { calls } = expect;
  const { spans, sums } = shown;
  const ofCalls = spans.filter(({ call }) => call);
  if (!expect.content_captured) {
    const told = ofCalls.flatMap(({ messages }) => (messages ? textsOf(messages) : []));
    const secret = told.find((text) => [...USER, ...ASSISTANT].includes(text));
    return secret === undefined ? absent('content was not captured') : wrong(`shows ${secret}`);
  }
  if (sums.calls === 0) return absent('the calls have no span');
  if (sent.spans.size === 0) return absent('the calls are in no trace: what was said stands in the logs');
  // What a call's own span says must be shown by the call; what only an agent around it says, by the agent.
  const idsOfCalls = ofCalls.map(({ spanId }) => spanId);
  const missing = new Set([
    ...missingIn(ofCalls, saidBy(idsOfCalls, sent), true),
    ...missingIn(spans, saidBy([...sent.spans.keys()], sent), false),
  ]);
  if (missing.size > 0) return wrong(`does not show ${[...missing].join(', ')}`);
  const said = saidBy([...sent.spans.keys()], sent);
  if (![...USER, ...ASSISTANT].some((text) => said.includes(text))) return absent('not sent');
  const due = calls.filter(
    ({ visible, status, api }) => visible && status < 400 && GENERATES.test(api),
  ).length;
  const answered = new Set(
    spans.flatMap(({ spanId, call, messages }) =>
      call && MODEL_CALL.test(call.state) && messages && messages.output.length > 0
        ? [call.countedBySpanId ?? spanId]
        : [],
    ),
  ).size;
  return answered < due ? absent(`${due - answered} of ${due} calls were sent without their answer`) : EXACT;
}

const saidBy = (spanIds: readonly string[], { spans }: Sent): string =>
  spanIds.map((spanId) => spans.get(spanId) ?? '').join('\n');

/** What was said, and these spans do not show in the right role. */
function missingIn(spans: Shown['spans'], carried: string, withToolCalls: boolean): string[] {
  const conversations = spans.flatMap(({ messages }) => messages ?? []);
  const shown = {
    user: conversations.flatMap(({ input }) => input.filter(({ role }) => role === 'user')).flatMap(texts),
    assistant: conversations
      .flatMap(({ output }) => output.filter(({ role }) => role === 'assistant'))
      .flatMap(texts),
  };
  const toolCalls = new Set(
    conversations
      .flatMap(({ input, output }) => [...input, ...output])
      .flatMap(({ parts }) => parts.flatMap(toolCall)),
  );
  const isMissing = (text: string, from: readonly string[]) =>
    carried.includes(text) && !from.some((one) => one.includes(text));
  return [
    ...USER.filter((text) => isMissing(text, shown.user)),
    ...ASSISTANT.filter((text) => isMissing(text, shown.assistant)),
    ...(withToolCalls ? (carried.match(TOOL_CALL) ?? []) : []).filter((id) => !toolCalls.has(id)),
  ];
}

/** Calls that are answered with messages. */
const GENERATES = /^(?!embeddings|rerank)/;
const MODEL_CALL = /^(counted|duplicate|wrapper)$/;

const texts = ({ parts }: Message): string[] => parts.flatMap(textOf);
const textOf = (part: Part): string[] => (part.type === 'text' ? [part.content] : []);
/** Also of a result alone: what a conversation that the provider keeps asked for is not sent again. */
const toolCall = (part: Part): string[] =>
  (part.type === 'tool_call' || part.type === 'tool_call_response') && part.id ? [part.id] : [];
const textsOf = ({ input, output }: Conversation): string[] => [...input, ...output].flatMap(texts);
