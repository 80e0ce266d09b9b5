/**
 * A row in words, for screen readers: everything the picture says, in the order people ask for it.
 */
import { duration, exactCount } from '@llmobservatory/format';
import { counted, text } from '../text';
import type { Kind } from './kinds';
import type { Row } from './rows';
import type { Trace } from './tree';

export function kindWord(kind: Kind): string {
  return KIND_WORDS[kind]();
}

const KIND_WORDS: Record<Kind, () => string> = {
  model: () => text('kind.model', 'Model call'),
  embedding: () => text('kind.embedding', 'Embedding'),
  rerank: () => text('kind.rerank', 'Rerank'),
  agent: () => text('kind.agent', 'Agent'),
  workflow: () => text('kind.workflow', 'Workflow'),
  tool: () => text('kind.tool', 'Tool'),
  retrieval: () => text('kind.retrieval', 'Retrieval'),
  memory: () => text('kind.memory', 'Memory'),
  guardrail: () => text('kind.guardrail', 'Guardrail'),
  evaluator: () => text('kind.evaluator', 'Evaluator'),
  step: () => text('kind.step', 'Step'),
  infrastructure: () => text('kind.infrastructure', 'Infrastructure'),
  plain: () => text('kind.plain', 'Span'),
};

/** "Model call chat gpt-5-mini, level 3, 4 of 7, starts at 1.20 seconds, lasts 1.90 seconds, 5,740 tokens, …". */
export function describeRow({ node, position, siblings }: Row, trace: Trace, onPath = false): string {
  const { span, level, orphan, attempts } = node;
  const { llm, usage } = span;
  const ttftMs = usage?.ttftMs ?? null;
  const costUsd = usage?.costUsd ?? null;
  const call = llm?.call;
  const tokens =
    usage && (usage.inputTokens !== null || usage.outputTokens !== null)
      ? (usage.inputTokens ?? 0) + (usage.outputTokens ?? 0)
      : null;
  return [
    `${kindWord(span.kind)} ${rowName(span.name, span.subject)}`,
    text('row.level', 'level {{level}}', { level }),
    text('row.position', '{{position}} of {{siblings}}', { position, siblings }),
    text('row.starts', 'starts at {{time}}', { time: spoken(span.startMs - trace.startMs) }),
    span.durationMs === null
      ? text('row.running', 'still running')
      : text('row.lasts', 'lasts {{time}}', { time: spoken(span.durationMs) }),
    ttftMs !== null && text('row.ttft', 'first token after {{time}}', { time: spoken(ttftMs) }),
    tokens !== null &&
      counted('row.tokens', tokens, '{{tokens}} token', '{{tokens}} tokens', { tokens: exactCount(tokens) }),
    costUsd !== null && text('row.cost', '{{dollars}} dollars', { dollars: decimal(costUsd) }),
    call?.state === 'counted' && call.totalCostUsd === null && text('row.no-cost', 'cost unknown'),
    call &&
      call.state !== 'counted' &&
      text('row.not-counted', 'not counted: {{reason}}', { reason: call.stateRule }),
    onPath && text('row.on-path', 'on the critical path'),
    attempts > 0 && counted('row.retries', attempts, '{{count}} retry', '{{count}} retries'),
    orphan && text('row.orphan', 'parent missing'),
    span.error &&
      text('row.error', 'error {{code}}', { code: call?.errorCode ?? span.statusMessage ?? '' }).trim(),
  ]
    .filter(Boolean)
    .join(', ');
}

/** Senders often put the model into the span's name already, maybe without its date: it is not said twice. */
export function rowName(name: string, subject: string | null): string {
  if (subject === null || name.includes(subject)) return name;
  const last = name.slice(name.lastIndexOf(' ') + 1);
  return last !== '' && subject.startsWith(`${last}-`)
    ? name.slice(0, -last.length) + subject
    : `${name} ${subject}`;
}

const UNIT_WORDS: Readonly<Record<string, string>> = {
  ms: 'milliseconds',
  s: 'seconds',
  min: 'minute',
  mins: 'minutes',
};

/** "1.90 s" is read out as letters; units become words. */
const spoken = (ms: number): string => duration(ms).replace(/[a-z]+$/, (unit) => UNIT_WORDS[unit] ?? unit);

const decimal = (usd: number): string => {
  const [digits = '0', exponent] = usd.toPrecision(3).split('e');
  return exponent === undefined ? String(Number(digits)) : usd.toFixed(Math.max(0, 2 - Number(exponent)));
};
