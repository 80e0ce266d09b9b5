/** The same fortnight each time: draws from a seed (mulberry32). */
export interface Draw {
  /** From 0 up to 1. */
  share(): number;
  chance(probability: number): boolean;
  /** Around `middle`, never negative; most lie between half of it and twice as much. */
  around(middle: number): number;
  of<T>(choices: readonly T[]): T;
  /** By weight. */
  weighted<T>(choices: readonly (readonly [weight: number, T])[]): T;
}

export function drawFrom(seed: number): Draw {
  let state = seed;
  const share = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  // The sum of three draws is round enough for a bell.
  const bell = (): number => (share() + share() + share() - 1.5) * 1.4;
  return {
    share,
    chance: (probability) => share() < probability,
    around: (middle) => middle * Math.exp(bell() * 0.55),
    of: (choices) => choices[Math.floor(share() * choices.length)]!,
    weighted: (choices) => {
      let left = share() * choices.reduce((sum, [weight]) => sum + weight, 0);
      for (const [weight, choice] of choices) if ((left -= weight) < 0) return choice;
      return choices.at(-1)![1];
    },
  };
}
