/** What area and colour stand for, with the steps of the scale. */
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { legendOf, modeName } from '../model/legend';
import { NEEDS } from '../model/scale';
import type { Scale, Shade } from '../model/scale';
import type { NumberRole } from '../model/fields';
import { text } from '../text';
import type { ValueFormat } from '../valueFormat';
import type { Fill } from './fills';

interface Props {
  scale: Scale;
  /** Of what the area stands for. */
  format: ValueFormat;
  /** Of the main number. */
  value: ValueFormat;
  has: Readonly<Record<NumberRole, boolean>>;
  fill: (shade: Shade, level: number) => Fill;
  /** The steps alone, where both have no room. */
  short: boolean;
}

export function Legend({ scale, format, value, has, fill, short }: Props) {
  const styles = useStyles2(getStyles);
  const missing = NEEDS[scale.mode](scale.area).filter((role) => !has[role]);
  const entries = missing.length > 0 ? [] : legendOf(scale, value);
  return (
    <div className={styles.legend} data-testid="legend">
      {!(short && entries.length > 0) && (
        <span className={styles.words}>
          {text('legend.area', 'Area')} <b>{format.label}</b> · {text('legend.colour', 'Colour')}{' '}
          <b>{modeName(scale.mode, value)}</b>
        </span>
      )}
      {missing.length > 0 ? (
        <span>
          {text('legend.missing', 'needs the fields {{fields}}', {
            fields: missing.map(fieldName).join(', '),
          })}
        </span>
      ) : (
        <ul className={styles.steps} aria-label={text('legend.steps', 'Steps of the colour')}>
          {entries.map(({ shade, label, title }) => {
            const { background, text, border, ring } = fill(shade, 1);
            return (
              <li
                key={label}
                title={title}
                className={styles.step}
                style={{ background, color: text, borderColor: ring ?? border, borderWidth: ring ? 2 : 1 }}
              >
                {label}
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}

/** As the documentation names it. */
const fieldName = (role: NumberRole): string => FIELD_NAMES[role] ?? role;

const FIELD_NAMES: Partial<Record<NumberRole, string>> = {
  valueBefore: 'previous',
  tokensBefore: 'tokens_previous',
  callsBefore: 'calls_previous',
};

const getStyles = (theme: GrafanaTheme2) => ({
  legend: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    minWidth: 0,
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    whiteSpace: 'nowrap',
    overflow: 'hidden',
    '& b': { color: theme.colors.text.primary, fontWeight: theme.typography.fontWeightMedium },
  }),
  words: css({ overflow: 'hidden', textOverflow: 'ellipsis' }),
  steps: css({ display: 'flex', gap: 1, margin: 0, listStyle: 'none', flexShrink: 0 }),
  step: css({
    minWidth: 30,
    padding: '0 4px',
    border: '1px solid transparent',
    borderRadius: 2,
    fontSize: 11,
    height: 18,
    lineHeight: '16px',
    boxSizing: 'border-box',
    textAlign: 'center',
    fontVariantNumeric: 'tabular-nums',
  }),
});
