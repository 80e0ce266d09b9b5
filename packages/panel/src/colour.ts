/**
 * Arithmetic on colours for panels: Grafana's theme gives colours as texts, some of them transparent, and its contrast
 * text aims at 3:1, which is not enough for small letters. Pure.
 */

/** Red, green, blue, 0 to 255. */
export type Rgb = readonly [number, number, number];

/**
 * Reads "#abc", "#aabbcc", "#aabbccdd", "rgb(…)" and "rgba(…)"; a transparent colour as it looks on `background`.
 * Anything else is `background` itself: a colour that cannot be read must not break a picture.
 */
export function readColour(text: string, background: Rgb): Rgb {
  const channels = text.startsWith('#') ? ofHex(text.slice(1)) : ofFunction(text);
  if (!channels) return background;
  const [red, green, blue, alpha] = channels;
  return mix(background, [red, green, blue], alpha);
}

/** `share` 0: the first; 1: the second. */
export function mix(from: Rgb, to: Rgb, share: number): Rgb {
  const between = (a: number, b: number): number => Math.round(a + (b - a) * share);
  return [between(from[0], to[0]), between(from[1], to[1]), between(from[2], to[2])];
}

export const cssColour = ([red, green, blue]: Rgb): string => `rgb(${red}, ${green}, ${blue})`;

/** Contrast ratio of WCAG, 1 to 21. */
export function contrast(one: Rgb, other: Rgb): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** Black or white, whichever is easier to read on `fill`: always 4.5:1 or better. */
export const contrastText = (fill: Rgb): Rgb =>
  contrast(fill, WHITE) >= contrast(fill, BLACK) ? WHITE : BLACK;

const WHITE: Rgb = [255, 255, 255];
const BLACK: Rgb = [0, 0, 0];

function luminance(colour: Rgb): number {
  const [red, green, blue] = colour.map((channel) => {
    const share = channel / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

type Channels = [red: number, green: number, blue: number, alpha: number];

function ofHex(digits: string): Channels | null {
  const long = digits.length <= 4 ? digits.replace(/./g, '$&$&') : digits;
  if (!/^([0-9a-f]{6}|[0-9a-f]{8})$/i.test(long)) return null;
  const [red, green, blue, alpha = 255] = long.match(/../g)!.map((pair) => parseInt(pair, 16));
  return [red!, green!, blue!, alpha / 255];
}

function ofFunction(text: string): Channels | null {
  const inside = /^rgba?\(([^)]+)\)$/i.exec(text.trim())?.[1];
  const [red, green, blue, alpha = 1] = (inside ?? '').split(/[\s,/]+/).map(Number);
  if (red === undefined || green === undefined || blue === undefined) return null;
  return [red, green, blue, alpha].every(Number.isFinite) ? [red, green, blue, alpha] : null;
}
