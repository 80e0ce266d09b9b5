/** Calls for the tests of this folder. */
import type { ComparedCall } from './call';
import { randomOf } from './random';

let traces = 0;

/** A call of a trace of its own, of model "a", known in full unless said otherwise. */
export const callOf = (known: Partial<ComparedCall> = {}): ComparedCall => ({
  model: 'a',
  trace: `t${traces++}`,
  app: 'desk',
  prompt: '',
  inputTokens: 1000,
  outputTokens: 100,
  cacheReadTokens: 0,
  costUsd: 0.01,
  durationMs: 1000,
  ttftMs: 200,
  tokensPerSecond: 50,
  failed: false,
  refused: false,
  cutOff: false,
  retry: false,
  ...known,
});

/** `count` calls, each made from its index. */
export const callsOf = (count: number, make: (index: number) => Partial<ComparedCall>): ComparedCall[] =>
  Array.from({ length: count }, (_, index) => callOf(make(index)));

/** Draws from distributions that are known: what the intervals must cover. */
export function drawsOf(seed: number) {
  const uniform = randomOf(seed);
  const normal = (): number =>
    // 1 − u, because the logarithm of 0 is none.
    Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  return {
    uniform,
    normal,
    /** exp(N(mean, deviation)): durations and costs look like this. */
    lognormal: (mean: number, deviation: number): number => Math.exp(mean + deviation * normal()),
    event: (share: number): boolean => uniform() < share,
  };
}
