import { describe, expect, it } from 'vitest';
import { drawWithReplacement, randomOf } from './random';

const take = (count: number, random: () => number) => Array.from({ length: count }, random);

describe('randomOf', () => {
  it('gives the same numbers for the same seed, and others for another', () => {
    expect(take(5, randomOf(7))).toEqual(take(5, randomOf(7)));
    expect(take(5, randomOf(7))).not.toEqual(take(5, randomOf(8)));
  });

  it('fills ten boxes evenly: χ² of 100,000 numbers stays below its 99.9% quantile, 27.9', () => {
    const boxes = new Array<number>(10).fill(0);
    const random = randomOf(1);
    for (let i = 0; i < 100_000; i++) boxes[Math.floor(random() * 10)]!++;
    expect(boxes.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0)).toBeLessThan(27.9);
  });

  it('does not repeat what it gave before: neighbours are not correlated', () => {
    const numbers = take(100_000, randomOf(3)).map((number) => number - 0.5);
    const product = numbers.slice(1).reduce((sum, number, i) => sum + number * numbers[i]!, 0);
    expect(Math.abs(product / numbers.length)).toBeLessThan(0.001);
  });

  it('stays in [0, 1)', () => {
    expect(take(10_000, randomOf(-1)).every((number) => number >= 0 && number < 1)).toBe(true);
  });
});

describe('drawWithReplacement', () => {
  it('draws as often as there are things to draw from', () => {
    const counts = new Uint16Array(1000);
    drawWithReplacement(counts, randomOf(1));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1000);
  });

  it('leaves out about 1/e of them', () => {
    const counts = new Uint16Array(10_000);
    drawWithReplacement(counts, randomOf(1));
    expect(counts.filter((count) => count === 0).length / 10_000).toBeCloseTo(Math.exp(-1), 1);
  });

  it('forgets the draw before', () => {
    const counts = new Uint16Array(10).fill(7);
    drawWithReplacement(counts, randomOf(1));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(10);
  });
});
