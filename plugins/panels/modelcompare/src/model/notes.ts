/** The sentences beside the table: how much is matched, and why a comparison may not be fair. Pure. */
import { exactCount, share } from '@llmobservatory/format';
import { text } from '../text';
import type { Shown } from './choose';
import type { Mix } from './fields';

/** "Matched: 8,120 of 12,400 calls (65%) on app, prompt, input size" */
export function matchedLine({ comparison }: Shown): string {
  const { matchedCalls, allCalls } = comparison.facts ?? { matchedCalls: 0, allCalls: 0 };
  const part = allCalls > 0 ? ` (${Math.round((100 * matchedCalls) / allCalls)}%)` : '';
  return text('note.matched', 'Matched: {{matched}} of {{all}} calls{{part}} on app, prompt, input size', {
    matched: exactCount(matchedCalls),
    all: exactCount(allCalls),
    part,
  });
}

/** Empty: nothing to warn of. */
export function warningOf({ comparison, rows, tooLittleCommon }: Shown): string {
  const { facts } = comparison;
  if (tooLittleCommon !== null) {
    return text(
      'note.too-little',
      'Too little common traffic to compare fairly ({{n}} calls). Showing unmatched values; differences may come from the traffic.',
      { n: exactCount(tooLittleCommon) },
    );
  }
  if (!facts || rows.length < 2) return '';
  const leftOut = facts.leftOut.filter((name) => rows.some(({ model }) => model === name));
  if (facts.matched && leftOut.length > 0)
    return text('note.left-out', 'Not matched, because of other work than the others do: {{models}}.', {
      models: leftOut.join(', '),
    });
  if (facts.matched) return '';
  return text('note.unmatched', 'Unmatched: these models served different traffic.');
}

/** "claude-4: 62% of calls are of app batch, 11% of gpt-5-mini’s" */
export function mixLines({ comparison, rows }: Shown): string[] {
  const { facts } = comparison;
  if (!facts) return [];
  return facts.mix
    .filter(({ model }) => rows.some((row) => row.model === model))
    .slice(0, 3)
    .map((mix) => mixLine(mix, facts.baseline));
}

const mixLine = ({ model, dimension, value, share: own, baselineShare }: Mix, baseline: string): string =>
  value === ''
    ? text(
        'note.mix-none',
        '{{model}}: {{own}} of calls have no {{dimension}}, {{other}} of {{baseline}}’s',
        {
          model,
          dimension,
          baseline,
          own: wholePercent(own),
          other: wholePercent(baselineShare),
        },
      )
    : text(
        'note.mix',
        '{{model}}: {{own}} of calls are of {{dimension}} {{value}}, {{other}} of {{baseline}}’s',
        {
          model,
          dimension,
          value,
          baseline,
          own: wholePercent(own),
          other: wholePercent(baselineShare),
        },
      );

const wholePercent = (ratio: number): string => share(Math.round(ratio * 100) / 100).replace(/\.\d+/, '');
