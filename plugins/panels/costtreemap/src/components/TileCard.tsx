/** The tooltip of a tile: its path, everything that is known of it, and what a click does. */
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { Fact } from '../model/facts';

interface Props {
  /** From the outermost level. */
  path: readonly string[];
  facts: readonly Fact[];
  hint: string;
}

export function TileCard({ path, facts, hint }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <>
      <div className={styles.path}>{path.join(' › ')}</div>
      <dl className={styles.facts}>
        {facts.map(({ label, value }) => (
          <div key={label} className={styles.fact}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className={styles.hint}>{hint}</div>
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  path: css({ fontWeight: theme.typography.fontWeightMedium, overflowWrap: 'anywhere' }),
  facts: css({ margin: theme.spacing(0.5, 0) }),
  fact: css({
    display: 'flex',
    justifyContent: 'space-between',
    gap: theme.spacing(3),
    '& dt': { color: theme.colors.text.secondary, fontWeight: 'normal' },
    '& dd': { margin: 0, textAlign: 'right', fontVariantNumeric: 'tabular-nums' },
  }),
  hint: css({ color: theme.colors.text.secondary }),
});
