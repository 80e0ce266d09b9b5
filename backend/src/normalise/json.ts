/**
 * JSON inside attribute values: a value may be structured, JSON text, or JSON text inside JSON text.
 * Nothing here throws; what is no JSON stays undefined.
 */

/** Encoded twice happens (exporters that encode every value); more is not telemetry. */
const MAX_LEVELS = 2;

/** The JSON in a text, or the value itself when it is structured already; undefined when a text is no JSON. */
export function jsonIn(value: unknown): unknown {
  let current = value;
  for (let level = 0; level < MAX_LEVELS && typeof current === 'string'; level++) {
    const parsed = parse(current);
    if (parsed === undefined) return level === 0 ? undefined : current;
    current = parsed;
  }
  return current;
}

/** Member at a path of names and array indexes. Own members only: a path can't reach a prototype. */
export function member(value: unknown, path: readonly string[]): unknown {
  let current = value;
  for (const name of path) {
    if (typeof current === 'string') current = jsonIn(current);
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, name)) return undefined;
    current = (current as Record<string, unknown>)[name];
  }
  return current;
}

/** Only text that can begin JSON is tried: parsing prose to see it fail costs more than all else. */
function parse(text: string): unknown {
  const start = text.trimStart();
  const first = start.charCodeAt(0);
  const plausible = first === 0x7b || first === 0x5b || first === 0x22 || first === 0x2d || isDigit(first);
  if (!plausible) return undefined;
  try {
    return JSON.parse(start) as unknown;
  } catch {
    return undefined;
  }
}

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
