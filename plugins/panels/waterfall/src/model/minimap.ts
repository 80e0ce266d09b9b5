/**
 * The whole trace in a strip of a few lines: which stretches of which line are drawn, and which part of it is chosen.
 * Places are shares of the strip, 0 to 1, or whole px. Pure; the picture is made elsewhere.
 */
import { KINDS } from './kinds';
import type { Kind } from './kinds';
import { shareOf } from './timeAxis';
import type { Axis } from './timeAxis';
import type { Trace } from './tree';

export interface Stretch {
  line: number;
  fromPx: number;
  /** Behind `fromPx` by 1 at least. */
  toPx: number;
  kind: Kind;
  service: string;
}

/**
 * Spans in the order of the tree, spread over the lines. Of those that begin at the same px of the same line, and look
 * the same, only the longest is drawn: 10,000 spans make a few thousand stretches. Models and agents come last, so that
 * they lie above what they called.
 */
export function stretchesOf({ nodes }: Trace, whole: Axis, widthPx: number, lines: number): Stretch[] {
  const longest = new Map<number, Stretch>();
  const used = Math.min(lines, nodes.length);
  for (let i = 0; i < nodes.length; i++) {
    const { span } = nodes[i]!;
    const line = Math.floor((i * used) / nodes.length);
    const fromPx = Math.floor(shareOf(whole, span.startMs) * widthPx);
    const end = span.durationMs === null ? 1 : shareOf(whole, span.startMs + span.durationMs);
    const toPx = Math.max(Math.ceil(end * widthPx), fromPx + 1);
    const place = (line * (widthPx + 1) + fromPx) * KINDS.length + KINDS.indexOf(span.kind);
    const known = longest.get(place);
    if (!known || known.toPx < toPx) {
      longest.set(place, { line, fromPx, toPx, kind: span.kind, service: span.service });
    }
  }
  return [...longest.values()].sort((a, b) => KINDS.indexOf(b.kind) - KINDS.indexOf(a.kind));
}

/** What is chosen of the strip, 0 to 1. */
export interface Choice {
  from: number;
  to: number;
}

/** What was taken hold of: nothing (a new choice begins), the choice itself, or one of its edges. */
export type Grip = 'new' | 'choice' | 'from' | 'to';

/** The choice after the pointer went from one place to another. Edges may be dragged across each other. */
export function dragged(grip: Grip, before: Choice, start: number, now: number): Choice {
  const by = now - start;
  switch (grip) {
    case 'new':
      return sorted(start, now);
    case 'choice': {
      const shift = Math.min(Math.max(by, -before.from), 1 - before.to);
      return { from: before.from + shift, to: before.to + shift };
    }
    case 'from':
      return sorted(before.from + by, before.to);
    case 'to':
      return sorted(before.from, before.to + by);
  }
}

const sorted = (a: number, b: number): Choice => ({ from: clamp(Math.min(a, b)), to: clamp(Math.max(a, b)) });
const clamp = (share: number): number => Math.min(Math.max(share, 0), 1);

/** The keys of a slider. */
const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -0.01,
  ArrowDown: -0.01,
  ArrowRight: 0.01,
  ArrowUp: 0.01,
  PageDown: -0.1,
  PageUp: 0.1,
  Home: -1,
  End: 1,
};

/** Edges stay apart by so much, so that there is always something to see. */
const LEAST = 0.005;

/** An edge moved by a key; `null`: the key does not move it. Edges do not pass each other: the focus is on one of them. */
export function stepped(edge: 'from' | 'to', key: string, { from, to }: Choice): Choice | null {
  const step = STEPS[key];
  if (step === undefined) return null;
  return edge === 'from'
    ? { from: clamp(Math.min(from + step, to - LEAST)), to }
    : { from, to: clamp(Math.max(to + step, from + LEAST)) };
}
