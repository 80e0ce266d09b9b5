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
  'Which city? Bonn.', 'refund policy', 'opening hours',
]; // prettier-ignore
const ASSISTANT = [
  'It is mild in Bonn.', 'Bonn is sunny today.', 'Rain is likely tonight.', 'Yes, that is right.',
  'The answer is forty two.', 'I will look.',
]; // prettier-ignore
/** Ids that the provider gives to calls of tools. */
const TOOL_CALL = /\b(?:call_[0-9a-f]{16}|toolu_[0-9A-Za-z]{16,}|tooluse_[0-9A-Za-z_-]{16,})\b/g;

export function messagesCell(expect: Expectation, { spans, sums }: Shown, { texts: sent }: Sent): Cell {
  const { calls } = expect;
  const conversations = spans.flatMap(({ call, messages }) => (call && messages ? [messages] : []));
  if (!expect.content_captured) {
    const told = conversations.flatMap(textsOf).filter((text) => [...USER, ...ASSISTANT].includes(text));
    return told.length > 0 ? wrong(`shows ${told[0]}`) : absent('content was not captured');
  }
  if (sums.calls === 0) return absent('the calls have no span');
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
  const missing = [
    ...USER.filter((text) => sent.includes(text) && !shown.user.some((one) => one.includes(text))),
    ...ASSISTANT.filter((text) => sent.includes(text) && !shown.assistant.some((one) => one.includes(text))),
    ...new Set(sent.match(TOOL_CALL)?.filter((id) => !toolCalls.has(id))),
  ];
  if (missing.length > 0) return wrong(`does not show ${missing.join(', ')}`);
  if (![...USER, ...ASSISTANT].some((text) => sent.includes(text))) return absent('not sent');
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

/** Calls that are answered with messages. */
const GENERATES = /^(?!embeddings|rerank)/;
const MODEL_CALL = /^(counted|duplicate|wrapper)$/;

const texts = ({ parts }: Message): string[] => parts.flatMap(textOf);
const textOf = (part: Part): string[] => (part.type === 'text' ? [part.content] : []);
const toolCall = (part: Part): string[] => (part.type === 'tool_call' && part.id ? [part.id] : []);
const textsOf = ({ input, output }: Conversation): string[] => [...input, ...output].flatMap(texts);
