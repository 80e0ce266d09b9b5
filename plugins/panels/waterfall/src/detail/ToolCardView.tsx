/** A tool call and its result on one card: name, how it went, arguments, result folded under them. */
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, LinkButton, useStyles2 } from '@grafana/ui';
import { duration } from '@llmobservatory/format';
import { parseJson } from '../model/chat';
import type { ToolCard } from '../model/chat';
import { text } from '../text';
import { Fold } from './Fold';
import { JsonView } from './JsonView';

export function ToolCardView({ card, onOpen }: { card: ToolCard; onOpen: (key: string) => void }) {
  const styles = useStyles2(getStyles);
  const { id, name, call, result, ranIn } = card;
  const failed = ranIn?.span.error ?? false;
  return (
    <div className={styles.card}>
      <div className={styles.head}>
        <Icon
          name={failed ? 'exclamation-circle' : 'wrench'}
          size="sm"
          className={failed ? styles.failed : styles.icon}
        />
        <span className={styles.name}>{name ?? text('tool.unnamed', 'tool')}</span>
        {call === null && (
          <span className={styles.weak}>
            {text('tool.unknown-call', 'result of unknown call {{id}}', { id: id ?? '' })}
          </span>
        )}
        {ranIn && (
          <span className={styles.weak}>
            {[failed && text('tool.failed', 'failed'), duration(ranIn.span.durationMs)]
              .filter(Boolean)
              .join(', ')}
          </span>
        )}
        {ranIn && (
          <LinkButton size="sm" fill="text" className={styles.link} onClick={() => onOpen(ranIn.span.key)}>
            {text('tool.open', 'Open span')}
          </LinkButton>
        )}
      </div>
      {call && (
        <Value value={call.arguments} invalid={text('tool.bad-arguments', 'arguments are not valid JSON')} />
      )}
      {result === null ? (
        <p className={styles.weak}>{text('tool.no-result', 'no result recorded')}</p>
      ) : (
        <Fold title={text('tool.result', 'Result')} preview={preview(result.response)} open={call === null}>
          <Value value={result.response} />
        </Fold>
      )}
    </div>
  );
}

/** Text that holds JSON is shown as JSON; `invalid` is said where JSON was due. */
function Value({ value, invalid }: { value: unknown; invalid?: string }) {
  const styles = useStyles2(getStyles);
  if (typeof value !== 'string') return <JsonView value={value} />;
  if (value === '') return null;
  const parsed = parseJson(value);
  if (parsed !== undefined && typeof parsed === 'object') return <JsonView value={parsed} />;
  return (
    <>
      {invalid && <p className={styles.weak}>{invalid}</p>}
      <JsonView value={value} />
    </>
  );
}

const preview = (value: unknown): string =>
  (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).slice(0, 200);

const getStyles = (theme: GrafanaTheme2) => ({
  card: css({
    padding: theme.spacing(0.75, 1),
    borderRadius: theme.shape.radius.default,
    border: `1px solid ${theme.colors.border.weak}`,
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(0.5),
  }),
  head: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(0.75), minWidth: 0 }),
  icon: css({ color: theme.colors.text.secondary }),
  failed: css({ color: theme.colors.error.text }),
  name: css({ fontFamily: theme.typography.fontFamilyMonospace, overflowWrap: 'anywhere' }),
  weak: css({ color: theme.colors.text.secondary, margin: 0, overflowWrap: 'anywhere' }),
  link: css({ marginLeft: 'auto' }),
});
