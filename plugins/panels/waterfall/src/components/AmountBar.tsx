/** A row's tokens or money as a stacked bar on the scale of the whole trace. Unknown is hatched, never left out. */
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import { count, money } from '@llmobservatory/format';
import { sumOf } from '../model/amounts';
import type { Amount, Part, RowAmount } from '../model/amounts';
import { text } from '../text';

interface Props {
  amount: Amount;
  row: RowAmount;
  /** Value of the full width. */
  whole: number;
  labelled: boolean;
}

export function AmountBar({ amount, row: { parts, unknown }, whole, labelled }: Props) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const sum = sumOf(parts);
  const shown = amount === 'tokens' ? count : money;
  const width = whole > 0 ? Math.min(sum / whole, 1) : 0;
  return (
    <div className={styles.lane}>
      <div data-bar className={styles.bar} style={{ width: `${width * 100}%` }}>
        {parts.map(({ part, value }) => (
          <div
            key={part}
            className={styles.part}
            title={`${PART_WORDS[part]()}: ${shown(value)}`}
            style={{ flexGrow: value, background: partColour(part, theme) }}
          />
        ))}
      </div>
      {unknown > 0 && <div className={styles.unknown} title={unknownWord(amount)} />}
      {labelled && (
        <span className={styles.label}>
          {parts.length === 0
            ? unknown > 0 && unknownWord(amount)
            : `${unknown > 0 ? '≥ ' : ''}${shown(sum)}`}
        </span>
      )}
    </div>
  );
}

const unknownWord = (amount: Amount): string =>
  amount === 'cost' ? text('amount.no-cost', 'cost unknown') : text('amount.no-usage', 'tokens unknown');

export const PART_WORDS: Record<Part, () => string> = {
  cached: () => text('part.cached', 'Cached input'),
  uncached: () => text('part.uncached', 'Uncached input'),
  cache_write: () => text('part.cache-write', 'Cache write'),
  answer: () => text('part.answer', 'Output'),
  reasoning: () => text('part.reasoning', 'Reasoning'),
  input_cost: () => text('part.input-cost', 'Input'),
  output_cost: () => text('part.output-cost', 'Output'),
  cost: () => text('part.cost', 'Cost'),
};

/** The suite's colours of tokens; input and output have the same in money. */
const COLOURS: Record<Part, readonly [dark: string, light: string]> = {
  cached: ['super-light-blue', 'light-blue'],
  uncached: ['blue', 'semi-dark-blue'],
  cache_write: ['dark-purple', 'dark-purple'],
  answer: ['semi-dark-orange', 'dark-orange'],
  reasoning: ['super-light-orange', 'orange'],
  input_cost: ['blue', 'semi-dark-blue'],
  output_cost: ['semi-dark-orange', 'dark-orange'],
  cost: ['blue', 'semi-dark-blue'],
};

export const partColour = (part: Part, theme: GrafanaTheme2): string =>
  theme.visualization.getColorByName(COLOURS[part][theme.isDark ? 0 : 1]);

const getStyles = (theme: GrafanaTheme2) => ({
  lane: css({ display: 'flex', alignItems: 'center', height: '100%', gap: 4 }),
  bar: css({ display: 'flex', gap: 1, height: 12, minWidth: 2, flexShrink: 0 }),
  part: css({ minWidth: 1, flexBasis: 0, height: '100%' }),
  unknown: css({
    width: 28,
    height: 12,
    flexShrink: 0,
    border: `1px solid ${theme.colors.text.disabled}`,
    background: `repeating-linear-gradient(45deg, ${theme.colors.text.disabled} 0 1px, transparent 1px 6px)`,
  }),
  label: css({
    flexShrink: 0,
    whiteSpace: 'nowrap',
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    fontVariantNumeric: 'tabular-nums',
  }),
});
