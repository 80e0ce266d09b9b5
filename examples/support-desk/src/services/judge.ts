/**
 * Two evaluators, as a team might have them in its own code: how much of the question the answer takes up, and whether
 * it keeps a house rule. They say what they found as events of OpenTelemetry's conventions, on the span they judge.
 */
import type { Attributes, Span } from '@opentelemetry/api';

export function judge(span: Span | undefined, question: string, answer: string): void {
  for (const { name, value, label, explanation } of [onTopic(question, answer), promisesNoDay(answer)]) {
    const result: Attributes = {
      'gen_ai.evaluation.name': name,
      'gen_ai.evaluation.explanation': explanation,
    };
    if (value !== undefined) result['gen_ai.evaluation.score.value'] = value;
    if (label !== undefined) result['gen_ai.evaluation.score.label'] = label;
    span?.addEvent('gen_ai.evaluation.result', result);
  }
}

interface Result {
  name: string;
  value?: number;
  label?: string;
  explanation: string;
}

const COMMON = new Set('about after again been have here mine nothing should still that then there they this what when where with your'.split(' ')); // prettier-ignore
const wordsOf = (text: string) =>
  new Set(
    text
      .toLowerCase()
      .match(/[a-z]{4,}/g)
      ?.filter((word) => !COMMON.has(word)),
  );

function onTopic(question: string, answer: string): Result {
  const asked = [...wordsOf(question)];
  const said = wordsOf(answer);
  const taken = asked.filter((word) => said.has(word));
  return {
    name: 'on topic',
    value: asked.length === 0 ? 1 : Math.round((taken.length / asked.length) * 100) / 100,
    explanation: taken.length > 0 ? `Takes up: ${taken.join(', ')}.` : 'Takes up no word of the question.',
  };
}

/** "Never promise a date that a tool did not give", and none of the tools gives one. */
function promisesNoDay(answer: string): Result {
  const day = /\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b/.exec(answer)?.[0];
  return {
    name: 'promises no day',
    label: day ? 'fail' : 'pass',
    explanation: day ? `Promises ${day}, which no tool gave.` : 'Promises no day.',
  };
}
