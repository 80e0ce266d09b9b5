import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, MIN_TILE_PX2 } from './fold';
import { branchOf, rect } from './table.fixture';

const NO_LIMIT = 1000;
/** 100 × 100 px. */
const SQUARE = rect(0, 0, 100, 100);

const parts = (costs: readonly (number | null)[]) =>
  branchOf(
    [...costs, 0].map((cost, i) => ({ model: `m${String(i).padStart(3, '0')}`, cost })),
  ).children.filter(({ node }) => node.name !== `m${String(costs.length).padStart(3, '0')}`);

const costs = (branches: readonly { node: { figures: { value: number } } }[]) =>
  branches.map(({ node }) => node.figures.value);

describe('fold', () => {
  it('keeps everything that is large enough', () => {
    expect(fold(parts([5, 3, 2]), SQUARE, 0, NO_LIMIT)).toMatchObject({ others: [], othersExtent: 0 });
  });

  it('folds what is smaller than the smallest share', () => {
    // 10,000 px² for 100: a part of 4 has 400 px².
    const folded = fold(parts([50, 42, 4, 4]), SQUARE, 401, NO_LIMIT);
    expect(costs(folded.named)).toEqual([50, 42]);
    expect(costs(folded.others)).toEqual([4, 4]);
    expect(folded.othersExtent).toBe(8);
  });

  it.each([
    [`exactly ${MIN_TILE_PX2} px²`, [94, 3, 3], [94, 3, 3]],
    ['a little less', [94.02, 2.99, 2.99], [94.02]],
  ])('folds below 300 px², whatever the share: %s', (_, values, named) => {
    expect(costs(fold(parts(values), SQUARE, 0, NO_LIMIT).named)).toEqual(named);
  });

  it('keeps a single small part: "1 other" would say less in the same room', () => {
    const folded = fold(parts([99, 0.5]), SQUARE, 0, NO_LIMIT);
    expect(costs(folded.named)).toEqual([99, 0.5]);
    expect(folded.others).toEqual([]);
  });

  it('names no more than the limit', () => {
    const folded = fold(parts([5, 4, 3, 2]), SQUARE, 0, 2);
    expect(costs(folded.named)).toEqual([5, 4]);
    expect(costs(folded.others)).toEqual([3, 2]);
  });

  it('lists zeros and credits in the others, which get no area from them', () => {
    const folded = fold(parts([5, 4, -1, 0]), SQUARE, 0, NO_LIMIT);
    expect(costs(folded.named)).toEqual([5, 4]);
    expect(costs(folded.others)).toEqual([-1, 0]);
    expect(folded.othersExtent).toBe(0);
  });

  it('lists what is too small for any screen, and draws it nowhere', () => {
    const folded = fold(parts([1, 1, 1e-300, 1e-12]), SQUARE, 0, NO_LIMIT);
    expect(costs(folded.named)).toEqual([1, 1]);
    expect(costs(folded.others)).toEqual([1e-12, 1e-300]);
    expect(folded.othersExtent).toBe(0);
  });

  it('has nothing to name where nothing is above zero', () => {
    const folded = fold(parts([-1, 0, null]), SQUARE, 0, NO_LIMIT);
    expect(folded.named).toEqual([]);
    expect(folded.others).toHaveLength(3);
    expect(folded.othersExtent).toBe(0);
  });

  it('loses nobody and no amount', () => {
    const cost = fc.option(fc.integer({ min: -20, max: 500 }), { nil: null });
    fc.assert(
      fc.property(
        fc.array(cost, { minLength: 1, maxLength: 40 }),
        fc.nat(3000),
        fc.nat(20),
        (values, minPx2, limit) => {
          const all = parts(values);
          const { named, others, othersExtent } = fold(all, SQUARE, minPx2, limit);
          expect(new Set([...named, ...others])).toEqual(new Set(all));
          expect(named.length + others.length).toBe(all.length);
          const drawn = named.reduce((sum, { extent }) => sum + extent, othersExtent);
          expect(drawn).toBe(all.reduce((sum, { extent }) => sum + extent, 0));
          const smallest = Math.min(...named.map(({ extent }) => extent));
          for (const { extent } of others) expect(extent).toBeLessThanOrEqual(smallest);
        },
      ),
    );
  });
});
