/** Verdicts by number, for scores of which somebody has said where the good end is. */
import type { PassThreshold } from '../../config/settings';
import type { Score } from '../../record/score';

/** Gives a score without a verdict the one that its number has. What its sender says counts more. */
export const judgeBy =
  (thresholds: ReadonlyMap<string, PassThreshold>) =>
  (score: Score): Score => {
    const threshold = thresholds.get(score.name);
    if (!threshold || score.passed !== null || score.value === null) return score;
    const { from, value } = threshold;
    return { ...score, passed: from === 'up' ? score.value >= value : score.value <= value };
  };
