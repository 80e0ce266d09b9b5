/** What an answer says about itself, in one line below the editor: where it was read, how much, how long, how settled. Pure. */
import type { DataFrame } from '@grafana/data';
import type { AnswerFacts } from '@llmobservatory/model';

type Part = Pick<DataFrame, 'refId' | 'meta' | 'length'>;

/** `now` and `clock` from outside, so that the line is the same wherever it is made. Empty: nothing is known yet. */
export function answerHint(frames: readonly Part[], refId: string, clock: (time: Date) => string): string {
  const first = frames.find((frame) => frame.refId === refId && frame.meta?.custom?.source !== undefined);
  if (!first) return '';
  const { source, sourceReason, settledUntil } = first.meta?.custom as Partial<AnswerFacts>;
  const stat = (name: string) => first.meta?.stats?.find(({ displayName }) => displayName === name)?.value;
  const [rows, ms] = [stat('Rows'), stat('Query time')];
  return [
    sourceReason
      ? sentenceEnd(sourceReason)
      : `Read from ${source === 'rollup' ? 'a rollup' : 'single rows'}`,
    ...(rows === undefined ? [] : [`${rows} ${rows === 1 ? 'row' : 'rows'}`]),
    ...(ms === undefined ? [] : [`${ms} ms`]),
    settledUntil ? `may still change after ${clock(new Date(settledUntil))}` : 'settled',
  ].join(' · ');
}

const sentenceEnd = (text: string): string => text.replace(/\.$/, '');
