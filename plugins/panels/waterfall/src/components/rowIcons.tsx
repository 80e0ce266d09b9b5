/**
 * Icons of rows: pictures behind one element each. Grafana's own icon parses its SVG anew wherever it stands, and stands
 * there with three elements; rows that come and go while scrolling cannot afford that. So each icon is drawn once by
 * Grafana in a sheet that is not seen, and rows show what was drawn there, in their colours.
 */
import { css } from '@emotion/css';
import type { IconName } from '@grafana/data';
import { Icon } from '@grafana/ui';
import { memo, useEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { KIND_STYLES } from './kindStyle';

const NAMES: readonly IconName[] = [
  ...new Set([
    ...Object.values(KIND_STYLES).map(({ icon }) => icon),
    ...(['angle-right', 'angle-down', 'exclamation-circle'] as const),
  ]),
];

const box = css({
  width: 14,
  height: 14,
  flexShrink: 0,
  backgroundRepeat: 'no-repeat',
  backgroundPosition: 'center',
  backgroundSize: 14,
  // Browsers leave backgrounds away on paper; these are the picture itself.
  printColorAdjust: 'exact',
});

/** Class of an icon in a colour; empty boxes until Grafana has loaded it. */
export type RowIcons = (name: IconName, color: string) => string;

/** What Grafana has drawn so far, for all panels of the page: icons do not change. */
const drawn = new Map<IconName, string>();
const classes = new Map<string, string>();

/** `sheet` must stand somewhere in the page. `icons` is another function when more have come: rows are drawn again then. */
export function useRowIcons(): { icons: RowIcons; sheet: ReactNode } {
  const [count, setCount] = useState(drawn.size);
  const icons = useMemo<RowIcons>(
    () => (count === 0 ? () => box : (name, color) => classOf(name, color)),
    [count],
  );
  return { icons, sheet: count === NAMES.length ? null : <Sheet onDrawn={setCount} /> };
}

/** A class, not a style: what thousands of elements share is then worked out once by the browser. */
function classOf(name: IconName, color: string): string {
  const svg = drawn.get(name);
  if (svg === undefined) return box;
  const known = classes.get(name + color);
  if (known !== undefined) return known;
  // Some icons say currentColor themselves; a picture has no text around it to take a colour from.
  const root = `<svg xmlns="http://www.w3.org/2000/svg" color="${color}" fill="${color}"`;
  const colored = svg.replace('<svg', root);
  const image = css({ backgroundImage: `url("data:image/svg+xml,${encodeURIComponent(colored)}")` });
  classes.set(name + color, `${box} ${image}`);
  return `${box} ${image}`;
}

/** They come one by one, within a moment: rows are not drawn again for each. One that never comes holds up no other. */
const TOGETHER_MS = 30;

const Sheet = memo(function Sheet({ onDrawn }: { onDrawn: (count: number) => void }) {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const keep = (name: IconName, svg: SVGElement | null) => {
    if (!svg) return;
    drawn.set(name, `<svg viewBox="${svg.getAttribute('viewBox') ?? '0 0 24 24'}">${svg.innerHTML}</svg>`);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onDrawn(drawn.size), TOGETHER_MS);
  };
  return (
    <div className={unseen} aria-hidden>
      {NAMES.map((name) => (
        <Icon key={name} name={name} ref={(svg) => keep(name, svg)} />
      ))}
    </div>
  );
});

const unseen = css({ position: 'absolute', width: 0, height: 0, overflow: 'hidden' });
