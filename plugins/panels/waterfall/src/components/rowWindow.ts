/**
 * Which rows of a long list are in the page. All rows are equally high, so places are arithmetic: nothing is measured,
 * and 20,000 rows cost what 50 cost.
 */
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { RefObject } from 'react';

/** Rows before and behind those in view: what a fast scroll passes before the next rows are drawn. */
const AHEAD = 12;
/** Rows come and go so many at a time: one step is less work than each row alone. */
const STEP = 4;

/** From `first` up to, and without, `end`. */
export interface RowWindow {
  first: number;
  end: number;
}

export function rowsInView(topPx: number, viewPx: number, rowPx: number, count: number): RowWindow {
  const first = Math.floor(topPx / rowPx) - AHEAD;
  const end = Math.ceil((topPx + viewPx) / rowPx) + AHEAD;
  return {
    first: Math.max(0, Math.min(Math.floor(first / STEP) * STEP, count - 1)),
    end: Math.min(count, Math.ceil(end / STEP) * STEP),
  };
}

/** Where to scroll so that a row is in view; `nearest`: not at all when it is. */
export function scrollTopFor(
  index: number,
  align: 'nearest' | 'start' | 'center',
  { topPx, viewPx, rowPx }: { topPx: number; viewPx: number; rowPx: number },
): number {
  const rowTop = index * rowPx;
  const least = rowTop + rowPx - viewPx;
  const wanted = {
    start: rowTop,
    center: rowTop - (viewPx - rowPx) / 2,
    nearest: Math.min(Math.max(topPx, least), rowTop),
  };
  return Math.max(0, Math.round(wanted[align]));
}

interface Options {
  count: number;
  rowPx: number;
  /** Height of the list before it is known: an estimate that is too large draws a few rows too many, once. */
  guessPx: number;
}

export interface Rows extends RowWindow {
  reveal: (index: number, align: 'nearest' | 'start' | 'center') => void;
}

export function useRowWindow(
  scroller: RefObject<HTMLElement | null>,
  { count, rowPx, guessPx }: Options,
): Rows {
  const [{ topPx, viewPx }, setView] = useState({ topPx: 0, viewPx: guessPx });
  // A place within a step changes nothing that is drawn, so it is no change of state.
  const look = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    const topPx = Math.floor(element.scrollTop / (STEP * rowPx)) * STEP * rowPx;
    const viewPx = element.clientHeight;
    setView((before) => (before.topPx === topPx && before.viewPx === viewPx ? before : { topPx, viewPx }));
  }, [scroller, rowPx]);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    element.addEventListener('scroll', look, { passive: true });
    const sizes = new ResizeObserver(look);
    sizes.observe(element);
    return () => {
      element.removeEventListener('scroll', look);
      sizes.disconnect();
    };
  }, [scroller, look]);
  const reveal = useCallback<Rows['reveal']>(
    (index, align) => {
      const element = scroller.current;
      if (!element) return;
      const { scrollTop, clientHeight } = element;
      element.scrollTop = scrollTopFor(index, align, { topPx: scrollTop, viewPx: clientHeight, rowPx });
      look();
    },
    [scroller, rowPx, look],
  );
  return useMemo(
    () => ({ ...rowsInView(topPx, viewPx + STEP * rowPx, rowPx, count), reveal }),
    [topPx, viewPx, rowPx, count, reveal],
  );
}
