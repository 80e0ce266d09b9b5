/**
 * The line above the rows: what this trace was, cost, took and broke. Counted calls only; gaps make a sum "≥".
 */
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2, LinkModel } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import { duration, exactCount } from '@llmobservatory/format';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { Links } from '../detail/Links';
import { cachedShare, plain, totalCost, totalInput, totalOutput } from '../model/figures';
import { isReceiving, quietFrom } from '../model/receiving';
import type { Trace } from '../model/tree';
import { counted, text } from '../text';

interface Props {
  trace: Trace;
  tiny: boolean;
  /** To the conversation, logs and metrics of the trace. */
  links: readonly LinkModel[];
  children?: ReactNode;
}

export function Head({ trace, tiny, links, children }: Props) {
  const isReceiving = useReceiving(trace);
  const styles = useStyles2(getStyles);
  const name = trace.roots[0]?.span.name ?? trace.traceId;
  return (
    <div className={cx(styles.head, tiny && styles.oneLine)}>
      <h2 className={styles.name} title={name}>
        {name}
      </h2>
      <ul className={styles.figures} aria-label={text('head.figures', 'Figures of the trace')}>
        {figuresOf(trace, tiny).map(({ id, shown, title, error }) => (
          <li key={id} title={title} className={cx(error && styles.error)}>
            {error && <Icon name="exclamation-circle" size="sm" className={styles.icon} />}
            {shown}
          </li>
        ))}
      </ul>
      {!tiny && isReceiving && (
        <span className={styles.receiving}>{text('head.receiving', 'still receiving')}</span>
      )}
      <Links links={links} />
      {children}
    </div>
  );
}

/** Ends by itself, also when nobody asks for the trace again. */
function useReceiving(trace: Trace): boolean {
  const [nowMs, setNowMs] = useState(Date.now);
  const quietMs = quietFrom(trace);
  useEffect(() => {
    const leftMs = quietMs - Date.now();
    if (leftMs <= 0) return;
    const timer = setTimeout(() => setNowMs(Date.now()), leftMs + 1);
    return () => clearTimeout(timer);
  }, [quietMs]);
  return isReceiving(trace, nowMs);
}

interface HeadFigure {
  id: string;
  shown: string;
  title?: string;
  error?: boolean;
}

function figuresOf(trace: Trace, tiny: boolean): HeadFigure[] {
  const { totals, ours } = trace;
  const cost = totalCost(totals);
  const input = totalInput(totals);
  const output = totalOutput(totals);
  const cached = cachedShare(totals);
  const figures: (HeadFigure | false)[] = [
    cost !== null && { id: 'cost', shown: cost, title: costTitle(trace) },
    !tiny &&
      input !== null && {
        id: 'input',
        shown:
          cached === null
            ? text('head.input', '{{tokens}} in', { tokens: input })
            : text('head.input-cached', '{{tokens}} in ({{share}} cached)', { tokens: input, share: cached }),
        title: tokensTitle(totals.inputTokens, totals.inputUnknown),
      },
    !tiny &&
      output !== null && {
        id: 'output',
        shown: text('head.output', '{{tokens}} out', { tokens: output }),
        title: tokensTitle(totals.outputTokens, totals.outputUnknown),
      },
    { id: 'duration', shown: duration(trace.endMs - trace.startMs) },
    !tiny &&
      trace.firstTokenMs !== null && {
        id: 'first-token',
        shown: text('head.first-token', 'first token {{time}}', { time: duration(trace.firstTokenMs) }),
        title: text('head.first-token-title', 'Time to the first token of the first call that reported one.'),
      },
    !tiny &&
      totals.calls > 0 && {
        id: 'calls',
        shown: counted('head.calls', totals.calls, '{{calls}} call', '{{calls}} calls', {
          calls: exactCount(totals.calls),
        }),
      },
    !tiny &&
      totals.calls === 0 && {
        id: 'calls',
        shown: ours
          ? text('head.no-call', 'No model call in this trace.')
          : counted('head.spans', trace.nodes.length, '{{spans}} span', '{{spans}} spans', {
              spans: exactCount(trace.nodes.length),
            }),
      },
    !tiny &&
      totals.errors > 0 && {
        id: 'errors',
        shown: counted('head.errors', totals.errors, '{{count}} error', '{{count}} errors'),
        error: true,
      },
  ];
  return figures.filter((figure): figure is HeadFigure => figure !== false);
}

const costTitle = ({ totals }: Trace): string =>
  totals.costUnknown > 0
    ? counted(
        'head.cost-unknown',
        totals.costUnknown,
        '{{count}} of {{calls}} calls has no cost: the total is a lower bound.',
        '{{count}} of {{calls}} calls have no cost: the total is a lower bound.',
        { calls: totals.calls },
      )
    : `$${plain(totals.costUsd)}`;

const tokensTitle = (tokens: number, unknown: number): string =>
  unknown > 0
    ? counted(
        'head.tokens-unknown',
        unknown,
        '{{count}} call sent no count.',
        '{{count}} calls sent no count.',
      )
    : tokens.toLocaleString('en-US');

const getStyles = (theme: GrafanaTheme2) => ({
  head: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    columnGap: theme.spacing(1.5),
    padding: theme.spacing(0.5, 1),
    flexShrink: 0,
    minWidth: 0,
  }),
  oneLine: css({ flexWrap: 'nowrap', whiteSpace: 'nowrap', '& ul': { flexWrap: 'nowrap', flexShrink: 0 } }),
  name: css({
    margin: 0,
    fontSize: theme.typography.h5.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    maxWidth: '100%',
  }),
  figures: css({
    display: 'flex',
    flexWrap: 'wrap',
    listStyle: 'none',
    margin: 0,
    color: theme.colors.text.secondary,
    fontVariantNumeric: 'tabular-nums',
    '& > li:not(:last-child)::after': { content: '"·"', margin: theme.spacing(0, 0.75) },
  }),
  receiving: css({ color: theme.colors.success.text }),
  error: css({ color: theme.colors.error.text }),
  icon: css({ marginRight: 4 }),
});
