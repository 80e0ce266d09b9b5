/** Rectangles in px, from the top left corner of the picture. */
export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

export const areaOf = ({ width, height }: Rect): number => width * height;

/** Smaller on all sides; what is too small for that keeps its middle, so that nothing vanishes. */
export function inset(rect: Rect, px: number): Rect {
  const x = Math.min(px, rect.width / 4);
  const y = Math.min(px, rect.height / 4);
  return { x: rect.x + x, y: rect.y + y, width: rect.width - 2 * x, height: rect.height - 2 * y };
}

/** What is left of `rect` below a strip, and the strip. */
export function cutTop(rect: Rect, px: number): [strip: Rect, rest: Rect] {
  const height = Math.min(px, rect.height);
  return [
    { ...rect, height },
    { ...rect, y: rect.y + height, height: rect.height - height },
  ];
}
