import { expect, it } from 'vitest';
import { score } from '../../../../tests/records';
import { SETTINGS } from '../../config/settings';
import { judgeBy } from './threshold';

const judge = judgeBy(SETTINGS.passThresholds.parse('helpful >= 0.7, toxicity<=0.2, big loss >= -1')!);

it.each([
  ['helpful', 0.7, true],
  ['helpful', 0.69, false],
  ['toxicity', 0.2, true],
  ['toxicity', 0.21, false],
  ['big loss', -2, false],
  ['unknown', 1, null],
  ['helpful', null, null],
])('%s of %s → %s', (name, value, passed) => expect(judge(score({ name, value })).passed).toBe(passed));

it('leaves a verdict as its sender gave it', () =>
  expect(judge(score({ name: 'helpful', value: 0.1, passed: true })).passed).toBe(true));

it.each(['helpful', 'helpful > 0.5', '>= 1', 'helpful >= much'])('reads no threshold from "%s"', (text) =>
  expect(SETTINGS.passThresholds.parse(text)).toBeUndefined(),
);
