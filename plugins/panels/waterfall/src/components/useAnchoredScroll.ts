/**
 * Keeps what a person looks at in its place when rows come or go above it: a trace that grows, a part that is folded.
 * The first row in view is the anchor; when it goes itself, the list stays where it is.
 */
import { useEffect, useLayoutEffect, useRef } from 'react';
import type { RefObject } from 'react';
import type { Row } from '../model/rows';

export function useAnchoredScroll(
  scroller: RefObject<HTMLElement | null>,
  rows: readonly Row[],
  rowPx: number,
): void {
  const shown = useRef({ rows, topPx: 0 });
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const remember = () => {
      shown.current.topPx = element.scrollTop;
    };
    element.addEventListener('scroll', remember, { passive: true });
    return () => element.removeEventListener('scroll', remember);
  }, [scroller]);
  useLayoutEffect(() => {
    const { rows: before, topPx } = shown.current;
    shown.current.rows = rows;
    if (before === rows || topPx === 0 || !scroller.current) return;
    const shiftPx = shiftOf(before, rows, Math.floor(topPx / rowPx)) * rowPx;
    if (shiftPx !== 0) scroller.current.scrollTop = topPx + shiftPx;
  }, [scroller, rows, rowPx]);
}

/** By how many rows the row that was at `index` has moved; 0 when it is gone. */
export function shiftOf(before: readonly Row[], after: readonly Row[], index: number): number {
  const key = before[index]?.node.span.key;
  if (key === undefined || after[index]?.node.span.key === key) return 0;
  const now = after.findIndex(({ node }) => node.span.key === key);
  return now < 0 ? 0 : now - index;
}
