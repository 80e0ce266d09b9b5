/**
 * When a card is open: 150 ms after the pointer came to rest on something, or at once by focus. It stays open on the
 * way from the element to the card, so that it can be read, selected and scrolled.
 */
import { useCallback, useEffect, useRef, useState } from 'react';

const OPEN_AFTER_MS = 150;
const CLOSE_AFTER_MS = 150;

export interface OpenCard<T> {
  subject: T;
  /** In px of the window. */
  anchor: { x: number; y: number };
}

export interface HoverCardState<T> {
  card: OpenCard<T> | null;
  /** The pointer came to it; the place is where the card will point. */
  enter: (subject: T, anchor: OpenCard<T>['anchor']) => void;
  leave: () => void;
  /** At once, as the focus wants it. */
  show: (subject: T, anchor: OpenCard<T>['anchor']) => void;
  hide: () => void;
  /** The pointer is on the card itself: it stays. */
  hold: () => void;
}

export function useHoverCard<T>(): HoverCardState<T> {
  const [card, setCard] = useState<OpenCard<T> | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const later = useCallback((next: OpenCard<T> | null, ms: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setCard(next), ms);
  }, []);
  const hold = useCallback(() => clearTimeout(timer.current), []);
  const enter = useCallback(
    (subject: T, anchor: OpenCard<T>['anchor']) => later({ subject, anchor }, OPEN_AFTER_MS),
    [later],
  );
  const leave = useCallback(() => later(null, CLOSE_AFTER_MS), [later]);
  const show = useCallback((subject: T, anchor: OpenCard<T>['anchor']) => {
    clearTimeout(timer.current);
    setCard({ subject, anchor });
  }, []);
  const hide = useCallback(() => {
    clearTimeout(timer.current);
    setCard(null);
  }, []);
  useEffect(() => hold, [hold]);
  return { card, enter, leave, show, hide, hold };
}
