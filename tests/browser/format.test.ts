/** Our formatters print what Grafana's print: a figure reads the same in a core panel, in our panels and in texts. */
import { count, duration, money, share } from '@llmobservatory/format';
import { describe, expect, it } from 'vitest';
import { CHROMIUM_PATH } from './harness';
import { workbenchSession } from './session';

/** Magnitudes, edges of the steps, and what binary fractions do to rounding. */
const VALUES = [
  0, 1, 2, 9.99, 10, 12.4, 59.9, 60, 99.95, 100, 640, 999, 999.9, 1000, 1005, 8204, 59_999, 60_000, 64_800, 123_456,
  999_999, 1_000_000, 1_234_567, 3_600_000, 86_400_000, 1.005, 0.5, 0.31, 0.0123, 0.00714, 0.000012, 1e-6,
]; // prettier-ignore

const UNITS: [unit: string, ours: (value: number) => string][] = [
  ['currencyUSD', money],
  ['short', count],
  ['ms', duration],
  ['percentunit', share],
];

describe.skipIf(!CHROMIUM_PATH)('packages/format', () => {
  const { visit } = workbenchSession();

  it.each(UNITS)('prints %s as Grafana does', async (unit, ours) => {
    const page = await visit('');
    const grafanas = await page.evaluate(
      async ([unit, values]) => {
        type Formatter = (value: number) => { prefix?: string; text: string; suffix?: string };
        const host = globalThis as unknown as { System: { import: (name: string) => Promise<unknown> } };
        const data = (await host.System.import('@grafana/data')) as {
          getValueFormat: (unit: string) => Formatter;
        };
        return values.map((value) => {
          const { prefix = '', text, suffix = '' } = data.getValueFormat(unit)(value);
          return prefix + text + suffix;
        });
      },
      [unit, VALUES] as const,
    );
    expect(VALUES.map((value) => [value, ours(value)])).toEqual(
      VALUES.map((value, i) => [value, grafanas[i]]),
    );
  });
});
