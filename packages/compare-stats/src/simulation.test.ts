/**
 * The method against distributions that are known: how often the interval holds the truth, how often a difference is
 * claimed where there is none, how often one is found where there is one. Fixed seeds, so the counts are the same always.
 */
import { describe, expect, it, vi } from 'vitest';
import type { ComparedCall } from './call';
import { callOf, drawsOf } from './calls.fixture';
import { compareModels, type Comparison } from './compare';

vi.setConfig({ testTimeout: 120_000 });

const RUNS = 160;
const QUICK = { resamples: 200, pause: () => Promise.resolve() };

type Draws = ReturnType<typeof drawsOf>;

/** Share of the runs in which `holds` is true of the figure of these calls. */
async function shareOf(
  id: string,
  make: (draws: Draws) => ComparedCall[],
  holds: (comparison: Comparison) => boolean,
): Promise<number> {
  let held = 0;
  for (let run = 0; run < RUNS; run++) {
    const calls = make(drawsOf(1000 + run));
    const [matched] = await compareModels(calls, {
      models: ['a', 'b'],
      measures: [id],
      seed: run,
      ...QUICK,
    });
    if (holds(matched!)) held++;
  }
  return held / RUNS;
}

/** `count` calls of each model. */
const both = (count: number, make: (model: 'a' | 'b', index: number) => Partial<ComparedCall>) =>
  (['a', 'b'] as const).flatMap((model) =>
    Array.from({ length: count }, (_, i) => callOf({ model, ...make(model, i) })),
  );

const covers = (id: string, truth: number) => (comparison: Comparison) => {
  const { lo, hi } = comparison.rows[0]!.estimates[id]!.interval!;
  return lo <= truth && truth <= hi;
};
const claims = (id: string, none: number) => (comparison: Comparison) => {
  const difference = comparison.rows[1]!.estimates[id]!.difference;
  return difference !== null && (none < difference.lo || none > difference.hi);
};

describe('the 95% interval holds the truth about 95 times in 100', () => {
  it('of a mean of skewed costs', async () => {
    const share = await shareOf(
      'cost_per_call',
      (draws) => both(150, () => ({ costUsd: draws.lognormal(-5, 0.7) })),
      covers('cost_per_call', Math.exp(-5 + 0.7 ** 2 / 2)),
    );
    expect(share).toBeGreaterThan(0.91);
    expect(share).toBeLessThan(0.98);
  });

  it('of a median', async () => {
    const share = await shareOf(
      'duration_p50',
      (draws) => both(150, () => ({ durationMs: draws.lognormal(7, 0.7) })),
      covers('duration_p50', Math.exp(7)),
    );
    expect(share).toBeGreaterThan(0.91);
    expect(share).toBeLessThan(0.98);
  });

  it('of a p95 at 200 calls about 92 times: few calls lie beyond it', async () => {
    const share = await shareOf(
      'duration_p95',
      (draws) => both(200, () => ({ durationMs: draws.lognormal(7, 0.7) })),
      covers('duration_p95', Math.exp(7 + 1.6448536 * 0.7)),
    );
    expect(share).toBeGreaterThan(0.87);
    expect(share).toBeLessThan(0.99);
  });

  it('of a rate with few events, where Wilson stands in', async () => {
    const share = await shareOf(
      'error_rate',
      (draws) => both(150, () => ({ failed: draws.event(0.02) })),
      covers('error_rate', 0.02),
    );
    expect(share).toBeGreaterThan(0.92);
  });

  it('when the calls of a trace are alike: five of them, one shared delay', async () => {
    const alike = (draws: Draws) => {
      const delays = Array.from({ length: 2 * 40 }, () => draws.lognormal(0, 0.5));
      return both(200, (model, i) => {
        const trace = `${model}${Math.floor(i / 5)}`;
        const delay = delays[(model === 'a' ? 0 : 40) + Math.floor(i / 5)]!;
        return { trace, costUsd: 0.01 * delay * draws.lognormal(0, 0.2) };
      });
    };
    const truth = 0.01 * Math.exp(0.5 ** 2 / 2 + 0.2 ** 2 / 2);
    expect(await shareOf('cost_per_call', alike, covers('cost_per_call', truth))).toBeGreaterThan(0.9);
    // The same calls as if each were a trace of its own: the interval would be far too narrow.
    const apart = (draws: Draws) => alike(draws).map((call, i) => ({ ...call, trace: `t${i}` }));
    expect(await shareOf('cost_per_call', apart, covers('cost_per_call', truth))).toBeLessThan(0.8);
  });
});

describe('where there is no difference, one is claimed at most about 5 times in 100', () => {
  it.each<[string, number, (draws: Draws) => Partial<ComparedCall>]>([
    ['cost_per_call', 1, (draws) => ({ costUsd: draws.lognormal(-5, 0.7) })],
    ['duration_p95', 1, (draws) => ({ durationMs: draws.lognormal(7, 0.7) })],
    ['error_rate', 0, (draws) => ({ failed: draws.event(0.05) })],
    ['score_helpful', 0, (draws) => ({ scores: { helpful: draws.uniform() } })],
  ])('%s', async (id, none, make) => {
    const share = await shareOf(id, (draws) => both(120, () => make(draws)), claims(id, none));
    expect(share).toBeLessThan(0.085);
  });

  it('with traffic that differs, once it is matched; unmatched it would be claimed', async () => {
    // Both cost the same for the same work; b does mostly the dear work.
    const uneven = (draws: Draws) =>
      both(200, (model) => {
        const batch = draws.event(model === 'a' ? 0.3 : 0.6);
        return { app: batch ? 'batch' : 'desk', costUsd: draws.lognormal(batch ? -4 : -5, 0.5) };
      });
    expect(await shareOf('cost_per_call', uneven, claims('cost_per_call', 1))).toBeLessThan(0.085);
    const unmatched = (draws: Draws) => uneven(draws).map((call) => ({ ...call, app: '' }));
    expect(await shareOf('cost_per_call', unmatched, claims('cost_per_call', 1))).toBeGreaterThan(0.9);
  });
});

describe('where there is a difference, it is found', () => {
  it.each<[string, number, number, (draws: Draws, model: 'a' | 'b') => Partial<ComparedCall>]>([
    ['cost_per_call', 1, 0.95, (d, m) => ({ costUsd: d.lognormal(m === 'a' ? -5 : -4.6, 0.7) })],
    ['duration_p50', 1, 0.85, (d, m) => ({ durationMs: d.lognormal(m === 'a' ? 7 : 6.65, 0.7) })],
    ['error_rate', 0, 0.85, (d, m) => ({ failed: d.event(m === 'a' ? 0.02 : 0.12) })],
  ])('%s', async (id, none, least, make) => {
    const share = await shareOf(id, (draws) => both(200, (model) => make(draws, model)), claims(id, none));
    expect(share).toBeGreaterThan(least);
  });
});
