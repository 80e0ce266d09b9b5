/**
 * Random numbers that are the same for the same seed, so that the same data always show the same interval.
 * xoshiro128** (Blackman and Vigna); the seed is spread over its state by splitmix32.
 */
export function randomOf(seed: number): () => number {
  let state = seed | 0;
  const next = () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return mixed ^ (mixed >>> 15);
  };
  let [a, b, c, d] = [next(), next(), next(), next()];
  /** Uniform in [0, 1), 32 bits. */
  return () => {
    const rolled = Math.imul(b, 5);
    const result = Math.imul((rolled << 7) | (rolled >>> 25), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return result / 0x1_0000_0000;
  };
}

/** Draws `counts.length` times with replacement: how often each index came. Overwrites `counts`. */
export function drawWithReplacement(counts: Uint16Array, random: () => number): void {
  counts.fill(0);
  const n = counts.length;
  for (let i = 0; i < n; i++) {
    const drawn = Math.floor(random() * n);
    counts[drawn] = counts[drawn]! + 1;
  }
}
