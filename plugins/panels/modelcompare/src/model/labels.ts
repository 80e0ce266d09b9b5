/** Where the names of dots stand so that they do not cover each other. Pure. */
export interface Dot {
  x: number;
  y: number;
  radius: number;
  /** Of its name, in px. */
  textPx: number;
}

export interface LabelPlace {
  x: number;
  y: number;
  /** SVG text-anchor. */
  anchor: 'start' | 'end' | 'middle';
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const LINE_PX = 14;
const GAP_PX = 5;

/**
 * Above and beside the dot, where neither its interval nor the frontier runs; else below, else level with it. The first
 * that is inside and free; where none is free, the first that is inside.
 */
export function placeLabels(dots: readonly Dot[], width: number, height: number): LabelPlace[] {
  const taken: Box[] = dots.map(({ x, y, radius }) => ({
    left: x - radius,
    right: x + radius,
    top: y - radius,
    bottom: y + radius,
  }));
  return dots.map((dot, own) => {
    const places = candidates(dot);
    const free = places.find(
      ({ box }) =>
        isInside(box, width, height) && !taken.some((other, i) => i !== own && overlap(box, other)),
    );
    const chosen = free ?? places.find(({ box }) => isInside(box, width, height)) ?? places[0]!;
    taken.push(chosen.box);
    return chosen.place;
  });
}

function candidates({ x, y, radius, textPx }: Dot): { place: LabelPlace; box: Box }[] {
  const beside = radius / 2 + GAP_PX;
  const over = radius / 2 + LINE_PX / 2;
  const at = (px: number, py: number, anchor: LabelPlace['anchor']) => {
    const left = anchor === 'start' ? px : anchor === 'end' ? px - textPx : px - textPx / 2;
    return {
      place: { x: px, y: py, anchor },
      box: { left, right: left + textPx, top: py - LINE_PX / 2, bottom: py + LINE_PX / 2 },
    };
  };
  return [
    at(x + beside, y - over, 'start'),
    at(x - beside, y - over, 'end'),
    at(x + beside, y + over, 'start'),
    at(x - beside, y + over, 'end'),
    at(x + beside, y, 'start'),
    at(x - beside, y, 'end'),
  ];
}

const isInside = ({ left, right, top, bottom }: Box, width: number, height: number): boolean =>
  left >= 0 && right <= width && top >= 0 && bottom <= height;

const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
