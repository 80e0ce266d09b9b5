import type { ScoreParts } from './score';
import type { ScoreNames, ScorePart } from './sources';

/** Each part by the first of its names that was sent. */
export function partsFrom(names: ScoreNames, read: (name: string) => unknown): ScoreParts {
  const parts: ScoreParts = {};
  for (const [part, candidates] of Object.entries(names) as [ScorePart, readonly string[]][]) {
    for (const name of candidates) {
      const value = read(name);
      if (value === undefined || value === null) continue;
      parts[part] = value;
      break;
    }
  }
  return parts;
}
