/** Warnings above the figures and what is left out below them: sentences, each with a sign that is not only colour. */
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';

interface Props {
  kind: 'warning' | 'info';
  sentence: string;
  more?: readonly string[];
}

export function Note({ kind, sentence, more = [] }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div className={cx(styles.note, styles[kind])} role={kind === 'warning' ? 'status' : undefined}>
      <Icon
        name={kind === 'warning' ? 'exclamation-triangle' : 'info-circle'}
        size="sm"
        className={styles.icon}
      />
      <div>
        {sentence}
        {more.length > 0 && (
          <ul className={styles.more}>
            {more.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  note: css({
    display: 'flex',
    gap: theme.spacing(0.75),
    padding: theme.spacing(0.25, 1),
    flexShrink: 0,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  warning: css({ color: theme.colors.warning.text }),
  info: css({ color: theme.colors.text.secondary }),
  icon: css({ marginTop: 2, flexShrink: 0 }),
  more: css({
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: theme.spacing(2),
    listStyle: 'none',
    margin: 0,
    color: theme.colors.text.secondary,
  }),
});
