/**
 * Grafana's own number formats, printed without `decimals`, so that a figure reads the same in a core panel, in our
 * panels, in messages and in exports. Own code because `@grafana/data` does not load in Node; the workbench tests
 * compare both. Rule of all formats: whole numbers as they are, everything else with three significant digits.
 */
export interface Scale {
  prefix?: string;
  /** Ascending; the last step whose `from` the magnitude reaches is taken. `divide` turns the value into its unit. */
  steps: readonly { from: number; divide: number; suffix: string; plural?: string }[];
}

/** `value` must be finite; callers say what an unknown or infinite value is called. */
export function formatScaled(value: number, scale: Scale): string {
  const magnitude = Math.abs(value);
  const step = scale.steps.findLast((candidate) => magnitude >= candidate.from) ?? scale.steps[0];
  if (!step) return threeDigits(value);
  const scaled = value / step.divide;
  const suffix = step.plural !== undefined && Math.abs(scaled) > 1 ? step.plural : step.suffix;
  const sign = scale.prefix !== undefined && value < 0 ? '-' : '';
  return `${sign}${scale.prefix ?? ''}${threeDigits(sign ? -scaled : scaled)}${suffix}`;
}

/** 8.2 → "8.20", 640 → "640", 0.00714 → "0.00714". Below 1e-6 JavaScript, and so Grafana, prints an exponent. */
export function threeDigits(value: number): string {
  const decimals = decimalsFor(value);
  // Through Math.round, as Grafana does: toFixed alone rounds 1.005 differently.
  const rounded = Math.round(value * 10 ** decimals) / 10 ** decimals;
  const text = String(rounded);
  return text.includes('e') || rounded === 0 ? text : rounded.toFixed(decimals);
}

/** Digits after the point that make three significant ones; none for whole numbers. */
export function decimalsFor(value: number): number {
  if (Number.isInteger(value)) return 0;
  // Natural logarithm, as in Grafana: Math.log10 differs in the last bit at powers of ten.
  return Math.max(0, 2 - Math.floor(Math.log(Math.abs(value)) / Math.LN10));
}
