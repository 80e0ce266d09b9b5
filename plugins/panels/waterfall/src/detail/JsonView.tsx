/** A value as indented JSON (plain text stays plain), with a copy button. */
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { ClipboardButton, useStyles2 } from '@grafana/ui';
import { text } from '../text';
import { LongText } from './LongText';

export function JsonView({ value, label }: { value: unknown; label?: string }) {
  const styles = useStyles2(getStyles);
  const json = typeof value === 'string' ? value : (JSON.stringify(value, null, 2) ?? String(value));
  return (
    <div className={styles.box}>
      <LongText content={json}>
        {(shown) => (
          <pre className={styles.json} tabIndex={0} aria-label={label ?? text('json.label', 'JSON')}>
            {shown}
          </pre>
        )}
      </LongText>
      <ClipboardButton
        className={styles.copy}
        variant="secondary"
        size="sm"
        fill="text"
        icon="copy"
        aria-label={text('copy', 'Copy')}
        getText={() => json}
      />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({ position: 'relative' }),
  json: css({
    margin: 0,
    padding: theme.spacing(0.75, 4, 0.75, 1),
    background: theme.colors.background.canvas,
    border: `1px solid ${theme.colors.border.weak}`,
    color: theme.colors.text.primary,
    fontSize: theme.typography.bodySmall.fontSize,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    maxHeight: 400,
    overflow: 'auto',
  }),
  copy: css({ position: 'absolute', top: 2, right: 2 }),
});
