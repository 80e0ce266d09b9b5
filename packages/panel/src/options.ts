/** Panel options: what a dashboard file holds → values that can be worked with, and the choices of an editor. Pure. */

/** The stored value where it is one of the allowed. */
export const oneOf = <T extends string>(allowed: readonly T[], stored: unknown, otherwise: T): T =>
  allowed.find((one) => one === stored) ?? otherwise;

/** A number, moved into its limits. */
export const within = (
  [min, max]: readonly [min: number, max: number],
  stored: unknown,
  otherwise: number,
): number =>
  typeof stored === 'number' && Number.isFinite(stored) ? Math.max(min, Math.min(max, stored)) : otherwise;

export const onOff = (stored: unknown, otherwise: boolean): boolean =>
  typeof stored === 'boolean' ? stored : otherwise;

/**
 * Settings of a radio or a select, in the order of `labels` (names that are whole numbers would come first): no value of
 * the option can be left out.
 */
export const choices = <T extends string>(labels: Record<T, string>): { options: Choice<T>[] } => ({
  options: (Object.keys(labels) as T[]).map((value) => ({ value, label: labels[value] })),
});

export interface Choice<T extends string> {
  value: T;
  label: string;
}

/** What a file holds may be anything. */
export const recordOf = (stored: unknown): Record<string, unknown> =>
  typeof stored === 'object' && stored !== null ? (stored as Record<string, unknown>) : {};
