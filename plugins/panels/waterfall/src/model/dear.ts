/**
 * Why was this dear? The counted calls by cost, and the driver in words: what most of the money went to, and what of
 * it was not cached. Only what the backend priced is used; calls without a cost are counted beside it.
 */
import { share } from '@llmobservatory/format';
import type { LlmCall } from '@llmobservatory/model';
import type { Node, Trace } from './tree';

export interface Dear {
  /** Counted calls with a cost, dearest first, with their share of what is known. */
  calls: { node: Node; usd: number; share: number }[];
  /** Counted calls whose cost is not known. */
  unknown: number;
  /** Sentences; empty when nothing stands out. */
  drivers: string[];
}

/** A part is named as the driver from half of the money on. */
const DRIVER = 0.5;

export function whyDear(trace: Trace): Dear {
  const counted = trace.nodes.filter(({ span }) => span.llm?.call?.state === 'counted');
  const priced = counted.flatMap((node) => {
    const call = node.span.llm?.call;
    return call && call.totalCostUsd !== null ? [{ node, call, usd: call.totalCostUsd }] : [];
  });
  const sum = priced.reduce((all, { usd }) => all + usd, 0);
  const calls = priced
    .map(({ node, usd }) => ({ node, usd, share: sum > 0 ? usd / sum : 0 }))
    .sort((a, b) => b.usd - a.usd);
  return { calls, unknown: counted.length - priced.length, drivers: sum > 0 ? driversOf(priced, calls) : [] };
}

function driversOf(priced: { call: LlmCall }[], calls: Dear['calls']): string[] {
  const parts = priced.flatMap(({ call }) =>
    call.inputCostUsd === null || call.outputCostUsd === null
      ? []
      : [{ call, input: call.inputCostUsd, output: call.outputCostUsd }],
  );
  const input = parts.reduce((all, part) => all + part.input, 0);
  const output = parts.reduce((all, part) => all + part.output, 0);
  const both = input + output;
  return [
    calls.length > 1 && calls[0]!.share >= DRIVER && `One call is ${share(calls[0]!.share)} of the cost.`,
    both > 0 &&
      input / both >= DRIVER &&
      `Input is ${share(input / both)} of the cost${uncached(parts.map(({ call }) => call))}.`,
    both > 0 &&
      output / both > DRIVER &&
      `Output is ${share(output / both)} of the cost${reasoning(parts.map(({ call }) => call))}.`,
  ].filter((sentence) => sentence !== false);
}

function uncached(calls: LlmCall[]): string {
  const input = calls.reduce((all, call) => all + (call.inputTokens ?? 0), 0);
  const cached = calls.reduce((all, call) => all + (call.cacheReadTokens ?? 0), 0);
  return input > 0 ? `; ${share((input - cached) / input)} of its tokens were not cached` : '';
}

function reasoning(calls: LlmCall[]): string {
  const output = calls.reduce((all, call) => all + (call.outputTokens ?? 0), 0);
  const thought = calls.reduce((all, call) => all + (call.reasoningTokens ?? 0), 0);
  return output > 0 && thought > 0 ? `; ${share(thought / output)} of its tokens are reasoning` : '';
}
