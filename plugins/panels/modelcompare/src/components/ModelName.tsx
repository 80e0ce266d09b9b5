/** The name of a model as the head of its column: cut in the middle, because versions differ at the end. */
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { exactCount } from '@llmobservatory/format';
import type { ModelRow } from '../model/fields';
import { counted, text } from '../text';

interface Props {
  row: ModelRow;
  isBaseline: boolean;
  /** The name alone. */
  short: boolean;
}

const TAIL = 8;

export function ModelName({ row: { model, compared }, isBaseline, short }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.head} title={model}>
      <span className={styles.name}>
        {short ? (
          <span className={styles.start}>{model}</span>
        ) : (
          <>
            <span className={styles.start}>{model.slice(0, -TAIL)}</span>
            <span className={styles.end}>{model.slice(-TAIL)}</span>
          </>
        )}
      </span>
      {!short && (
        <span className={styles.about}>
          {[
            isBaseline && text('head.baseline', 'baseline'),
            compared !== null &&
              counted('head.calls', compared, '{{calls}} call', '{{calls}} calls', {
                calls: exactCount(compared),
              }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  head: css({ minWidth: 0 }),
  name: css({ display: 'flex', minWidth: 0, whiteSpace: 'pre' }),
  start: css({ overflow: 'hidden', textOverflow: 'ellipsis' }),
  end: css({ flexShrink: 0, maxWidth: '100%', overflow: 'hidden', textOverflow: 'ellipsis' }),
  about: css({
    display: 'block',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    fontWeight: 'normal',
  }),
});
