/** Why was this slow, why was this dear: a short list of spans with their shares; each leads to its row. */
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2, useTheme2 } from '@grafana/ui';
import { duration, money, share } from '@llmobservatory/format';
import { useMemo } from 'react';
import { whySlow } from '../model/criticalPath';
import type { CriticalPath, Piece } from '../model/criticalPath';
import { whyDear } from '../model/dear';
import { kindWord, rowName } from '../model/describe';
import type { Reason } from '../model/look';
import type { Node, Trace } from '../model/tree';
import { counted, text } from '../text';
import { KIND_STYLES, spanColor } from './kindStyle';

interface Props {
  reason: Reason;
  trace: Trace;
  path: CriticalPath;
  onOpen: (key: string) => void;
}

/** More lines than people read; the rest is one line. */
const LINES = 6;

export function Reasons({ reason, trace, path, onOpen }: Props) {
  return reason === 'slow' ? <Slow path={path} onOpen={onOpen} /> : <Dear trace={trace} onOpen={onOpen} />;
}

const WHAT: Record<Piece['what'], () => string> = {
  own: () => text('slow.own', 'its own time'),
  first_token: () => text('slow.first-token', 'wait for the first token'),
  retry: () => text('slow.retry', 'failed, made again'),
};

function Slow({ path, onOpen }: Pick<Props, 'path' | 'onOpen'>) {
  const shares = useMemo(() => whySlow(path), [path]);
  const rest = shares.slice(LINES);
  const lines = shares.slice(0, LINES).map((one): Line => ({
    node: one.node,
    what: WHAT[one.what](),
    value: duration(one.ms),
    share: one.share,
  }));
  return (
    <Box
      title={text('slow.title', 'Why slow? What the end of the trace waited for')}
      lines={lines}
      rest={
        rest.length > 0
          ? counted('slow.rest', rest.length, '{{count}} more: {{share}}', '{{count}} more: {{share}}', {
              share: share(rest.reduce((sum, one) => sum + one.share, 0)),
            })
          : null
      }
      onOpen={onOpen}
    />
  );
}

function Dear({ trace, onOpen }: Pick<Props, 'trace' | 'onOpen'>) {
  const { calls, unknown, drivers } = useMemo(() => whyDear(trace), [trace]);
  const lines = calls
    .slice(0, LINES)
    .map(({ node, usd, share }): Line => ({ node, what: '', value: money(usd), share }));
  const more = calls.slice(LINES);
  const rest = [
    more.length > 0 &&
      counted('dear.rest', more.length, '{{count}} more: {{share}}', '{{count}} more: {{share}}', {
        share: share(more.reduce((sum, one) => sum + one.share, 0)),
      }),
    unknown > 0 &&
      counted('dear.unknown', unknown, '{{count}} call without a cost', '{{count}} calls without a cost'),
  ].filter(Boolean);
  return (
    <Box
      title={[text('dear.title', 'Why dear?'), ...drivers].join(' ')}
      lines={lines}
      rest={rest.length > 0 ? rest.join(' · ') : null}
      onOpen={onOpen}
    />
  );
}

interface Line {
  node: Node;
  what: string;
  value: string;
  share: number;
}

function Box({
  title,
  lines,
  rest,
  onOpen,
}: {
  title: string;
  lines: Line[];
  rest: string | null;
  onOpen: (key: string) => void;
}) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  return (
    <section className={styles.box} aria-label={title}>
      <h3 className={styles.title}>{title}</h3>
      <ol className={styles.list}>
        {lines.map(({ node: { span }, what, value, share: part }) => (
          <li key={`${span.key} ${what}`}>
            <button type="button" className={styles.line} onClick={() => onOpen(span.key)}>
              <span className={styles.share}>{share(part)}</span>
              <span className={styles.track}>
                <span className={styles.fill} style={{ width: `${Math.max(part * 100, 1)}%` }} />
              </span>
              <span
                title={kindWord(span.kind)}
                style={{ color: spanColor(span.kind, span.service, false, theme) }}
              >
                <Icon name={KIND_STYLES[span.kind].icon} size="sm" />
              </span>
              <span className={styles.name}>{rowName(span.name, span.subject)}</span>
              <span className={styles.what}>{[value, what].filter(Boolean).join(' · ')}</span>
            </button>
          </li>
        ))}
      </ol>
      {rest !== null && <p className={styles.rest}>{rest}</p>}
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({
    flexShrink: 0,
    maxHeight: '45%',
    overflowY: 'auto',
    margin: theme.spacing(0, 1, 0.5),
    padding: theme.spacing(0.5, 1),
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.secondary,
  }),
  title: css({ margin: 0, fontSize: theme.typography.body.fontSize }),
  list: css({ listStyle: 'none', margin: 0 }),
  line: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    width: '100%',
    padding: '1px 0',
    border: 0,
    background: 'none',
    textAlign: 'left',
    whiteSpace: 'nowrap',
    '&:hover': { textDecoration: 'underline' },
  }),
  share: css({ width: 64, textAlign: 'right', fontVariantNumeric: 'tabular-nums', flexShrink: 0 }),
  track: css({ width: 80, height: 6, flexShrink: 0, background: theme.colors.border.weak }),
  fill: css({ display: 'block', height: '100%', background: theme.colors.text.secondary }),
  name: css({ overflow: 'hidden', textOverflow: 'ellipsis' }),
  what: css({ color: theme.colors.text.secondary, fontVariantNumeric: 'tabular-nums', flexShrink: 0 }),
  rest: css({ margin: 0, color: theme.colors.text.secondary }),
});
