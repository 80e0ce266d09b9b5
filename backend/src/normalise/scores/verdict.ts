/**
 * Whether a label says that an answer passed. Only words that mean the same whatever was asked: "relevant" or
 * "hallucinated" would need to know the score, and of a number alone nobody knows which end is the good one.
 */
export function passedOf(label: string | null): boolean | null {
  if (label === null) return null;
  const word = label
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_');
  return PASSED.has(word) ? true : FAILED.has(word) ? false : null;
}

export const PASSED: ReadonlySet<string> = new Set([
  'pass', 'passed', 'true', 'correct', 'good', 'positive', 'success', 'thumbs_up', 'thumbsup', 'up', 'like', 'liked', '👍',
]); // prettier-ignore

export const FAILED: ReadonlySet<string> = new Set([
  'fail', 'failed', 'false', 'incorrect', 'bad', 'negative', 'failure', 'thumbs_down', 'thumbsdown', 'down', 'dislike', 'disliked', '👎',
]); // prettier-ignore
