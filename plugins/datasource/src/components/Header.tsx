/** First lines of an editor: the controls, as many on a line as fit, and at the right what every query has. */
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { ReactNode } from 'react';

interface Props {
  children: ReactNode;
  right: ReactNode;
}

export function Header({ children, right }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.header}>
      <div className={styles.controls}>{children}</div>
      <div className={styles.right}>{right}</div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => {
  const row = { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) } as const;
  return {
    // Run stands on the last line of the controls, where the eye is when they are done.
    header: css({ ...row, justifyContent: 'space-between', alignItems: 'flex-end' }),
    // From the top, so that labels stand on one line whatever the height of what is below them.
    controls: css({ ...row, alignItems: 'flex-start', flex: '1 1 320px', minWidth: 0 }),
    right: css({ ...row, alignItems: 'center' }),
  };
};
