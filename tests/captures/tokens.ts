/** Changes every token count of a capture, in attributes and in JSON inside attributes, and the truth with them. */
import type { Plain } from '../../backend/src/decode/test/otlpSchema';
import type { Capture, Sums } from './capture';
import { changed, eachAttributeList } from './otlp';
import type { Mutation } from './mutate';
import { randomFrom } from './random';

/** A number that counts tokens of a finished call: not a limit, a price or a time. */
const isTokenPath = (path: string): boolean =>
  /usage|token/i.test(path) && !/max_|cost|time|budget|spend|limit/i.test(path);

/** `change` gets each count of tokens with its path: attribute key, then members inside its JSON. */
function changeTokens(capture: Capture, change: (count: number, path: string) => number): Capture {
  const value = (sent: unknown, path: string): unknown => {
    if (typeof sent === 'number')
      return isTokenPath(path) && Number.isInteger(sent) ? change(sent, path) : sent;
    if (Array.isArray(sent)) return sent.map((item) => value(item, path));
    if (typeof sent !== 'object' || sent === null) return sent;
    return Object.fromEntries(
      Object.entries(sent).map(([name, item]) => [name, value(item, `${path}.${name}`)]),
    );
  };
  const text = (sent: string, path: string): string => {
    // Micrometer and some log exporters write every value as text.
    if (/^\d+$/.test(sent)) return String(value(Number(sent), path));
    if (!/^\s*[[{]/.test(sent)) return sent;
    try {
      return JSON.stringify(value(JSON.parse(sent), path));
    } catch {
      return sent;
    }
  };
  return changed(capture, (request, signal) => {
    if (signal === 'metrics') return;
    eachAttributeList(request, (attributes) => {
      for (const { key, value: sent } of attributes as { key: string; value?: Plain }[]) {
        if (!sent) continue;
        if (typeof sent.intValue === 'string') sent.intValue = String(value(Number(sent.intValue), key));
        else if (typeof sent.doubleValue === 'number') sent.doubleValue = value(sent.doubleValue, key);
        else if (typeof sent.stringValue === 'string') sent.stringValue = text(sent.stringValue, key);
      }
    });
  });
}

const COUNTS = [
  'input_tokens',
  'output_tokens',
  'cache_read_tokens',
  'cache_write_tokens',
  'reasoning_tokens',
] as const;

/** All counts times the same number: whatever adds up, or is part of something, still is. */
export const scaledTokens: Mutation = (capture, factor) => {
  const scaled = changeTokens(capture, (count) => count * factor);
  const sum: Sums = { ...capture.expect.expected_sum };
  for (const name of COUNTS) sum[name] = sum[name] === null ? null : sum[name] * factor;
  return { ...scaled, expect: { ...capture.expect, expected_sum: sum } };
};

/**
 * Every call gets numbers of its own: a number of the bill that occurs in the telemetry (alone, as a sum, or without its
 * cached part) is replaced wherever it stands. Null when a count can't be traced back to the bill.
 */
export function otherTokens(capture: Capture, seed: number): Capture | null {
  const random = randomFrom(seed);
  const replacement = new Map<number, number>();
  const sums: Record<(typeof COUNTS)[number], number> = {
    input_tokens: 0, output_tokens: 0, cache_read_tokens: 0, cache_write_tokens: 0, reasoning_tokens: 0,
  }; // prettier-ignore
  for (const call of capture.expect.calls) {
    const old = COUNTS.map((name) => call[name] ?? 0);
    // Parts grow by constants, so that equal parts of two calls stay equal; wholes grow by more than their parts.
    const grown = [100 + Math.floor(random() * 1000), 20 + Math.floor(random() * 100), 64, 32, 16];
    const fresh = old.map((count, i) => (count === 0 ? 0 : count + grown[i]!));
    const [input = 0, output = 0, read = 0, write = 0, reasoning = 0] = old;
    const [newInput = 0, newOutput = 0, newRead = 0, newWrite = 0, newReasoning = 0] = fresh;
    const pairs = [
      ...old.map((count, i): [number, number] => [count, fresh[i]!]),
      [input + output, newInput + newOutput],
      [input - read - write, newInput - newRead - newWrite],
      [output - reasoning, newOutput - newReasoning],
    ] as const;
    for (const [from, to] of pairs) {
      if (from === 0) continue;
      if ((replacement.get(from) ?? to) !== to) return null;
      replacement.set(from, to);
    }
    if (call.visible) COUNTS.forEach((name, i) => (sums[name] += call[name] === null ? 0 : fresh[i]!));
  }
  let isTraceable = true;
  const mutated = changeTokens(capture, (count) => {
    if (count === 0) return 0;
    const other = replacement.get(count);
    if (other === undefined) isTraceable = false;
    return other ?? count;
  });
  const { calls, failed_calls } = capture.expect.expected_sum;
  return isTraceable
    ? { ...mutated, expect: { ...capture.expect, expected_sum: { calls, failed_calls, ...sums } } }
    : null;
}
