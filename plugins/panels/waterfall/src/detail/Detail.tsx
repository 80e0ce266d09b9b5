/**
 * One span, opened: what was said, what it used and cost, everything it carried. The tabs that have nothing to say for
 * this span are not there.
 */
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, IconButton, Tab, TabsBar, useStyles2, useTheme2 } from '@grafana/ui';
import { duration } from '@llmobservatory/format';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { ComponentType, KeyboardEvent } from 'react';
import { KIND_STYLES, spanColor } from '../components/kindStyle';
import { linksOf } from '../links';
import type { LinkContext } from '../links';
import type { ToolEvidence } from '../model/chat';
import { kindWord, rowName } from '../model/describe';
import { readDetail } from '../model/detail';
import type { SpanDetail } from '../model/detail';
import type { Span } from '../model/fields';
import { isModelCall } from '../model/kinds';
import type { Node, Trace } from '../model/tree';
import { text } from '../text';
import { AttributesTab } from './AttributesTab';
import { EventsTab } from './EventsTab';
import { Links } from './Links';
import { MessagesTab } from './MessagesTab';
import { RawTab } from './RawTab';
import { ScoresTab } from './ScoresTab';
import type { TabProps } from './tabProps';
import { UsageTab } from './UsageTab';

const TABS = ['messages', 'usage', 'scores', 'attributes', 'events', 'raw'] as const;
type TabId = (typeof TABS)[number];

const TAB_TEXTS: Record<TabId, () => string> = {
  messages: () => text('tab.messages', 'Messages'),
  usage: () => text('tab.usage', 'Usage & cost'),
  scores: () => text('tab.scores', 'Scores'),
  attributes: () => text('tab.attributes', 'Attributes'),
  events: () => text('tab.events', 'Events'),
  raw: () => text('tab.raw', 'Raw'),
};

const TAB_BODIES: Record<TabId, ComponentType<TabProps>> = {
  messages: MessagesTab,
  usage: UsageTab,
  scores: ScoresTab,
  attributes: AttributesTab,
  events: EventsTab,
  raw: RawTab,
};

interface Props {
  node: Node;
  trace: Trace;
  evidence: ToolEvidence;
  links: LinkContext;
  /** The keyboard opened it: the focus comes along. */
  takesFocus: boolean;
  onOpen: (key: string) => void;
  onClose: () => void;
}

export function Detail({ node, trace, evidence, links, takesFocus, onOpen, onClose }: Props) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const { span } = node;
  const [wanted, setWanted] = useState<TabId>('messages');
  const detail = useMemo(() => readDetail(span), [span]);
  const spanLinks = useMemo(() => linksOf(span, links), [span, links]);
  const tabs = tabsOf(span, detail);
  const tab = tabs.includes(wanted) ? wanted : (tabs[0] ?? 'attributes');
  const Body = TAB_BODIES[tab];
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus, span.key]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    onClose();
  };
  return (
    <section
      className={styles.detail}
      aria-label={text('detail.label', 'Detail of the span')}
      onKeyDown={onKeyDown}
    >
      <div className={styles.head}>
        <span style={{ color: spanColor(span.kind, span.service, !trace.hasLlm, theme) }}>
          <Icon name={KIND_STYLES[span.kind].icon} />
        </span>
        <h3 ref={heading} tabIndex={-1} className={styles.name} title={span.name}>
          {rowName(span.name, span.subject)}
        </h3>
        <Neighbours node={node} trace={trace} onOpen={onOpen} />
        <IconButton name="times" tooltip={text('detail.close', 'Close (Esc)')} onClick={onClose} />
      </div>
      <p className={styles.facts}>
        {[
          kindWord(span.kind),
          span.service,
          span.durationMs === null ? text('bar.running', 'running') : duration(span.durationMs),
          text('detail.at', 'at {{time}}', { time: duration(span.startMs - trace.startMs) }),
        ]
          .filter(Boolean)
          .join(' · ')}
        {span.error && (
          <span className={styles.error}>
            {' · '}
            {span.llm?.call?.errorCode ?? span.statusMessage ?? text('row.failed', 'This span failed.')}
          </span>
        )}
      </p>
      <div className={styles.links}>
        <Links links={spanLinks} />
      </div>
      <TabsBar className={styles.tabs}>
        {tabs.map((id) => (
          <Tab
            key={id}
            label={TAB_TEXTS[id]()}
            active={id === tab}
            counter={counterOf(id, span, detail)}
            onChangeTab={() => setWanted(id)}
          />
        ))}
      </TabsBar>
      <div
        // A new span starts at its top, and no open fold of the last one stays.
        key={`${span.key} ${tab}`}
        role="tabpanel"
        aria-label={TAB_TEXTS[tab]()}
        tabIndex={0}
        className={styles.body}
      >
        <Body node={node} trace={trace} detail={detail} evidence={evidence} onOpen={onOpen} />
      </div>
    </section>
  );
}

function counterOf(id: TabId, { llm }: Span, { events }: SpanDetail): number | null {
  if (id === 'events') return events.length;
  return id === 'scores' ? (llm?.scores?.length ?? 0) : null;
}

function tabsOf(span: Span, detail: SpanDetail): TabId[] {
  const { llm, usage, kind } = span;
  const shown: Record<TabId, boolean> = {
    messages: llm !== null && (llm.messages !== undefined || llm.contentState !== null || isModelCall(kind)),
    usage: llm?.call !== undefined || usage !== null,
    scores: (llm?.scores?.length ?? 0) > 0,
    attributes: true,
    events: detail.events.length > 0,
    raw: true,
  };
  return TABS.filter((id) => shown[id]);
}

/** Previous and next model call, in the order of the tree. */
function Neighbours({ node, trace, onOpen }: Pick<Props, 'node' | 'trace' | 'onOpen'>) {
  const at = node.order;
  const isCall = ({ span }: Node) => isModelCall(span.kind);
  const previous = trace.nodes.slice(0, at).findLast(isCall);
  const next = trace.nodes.slice(at + 1).find(isCall);
  if (!trace.nodes.some(isCall)) return null;
  return (
    <>
      <IconButton
        name="angle-left"
        tooltip={text('detail.previous', 'Previous call')}
        disabled={!previous}
        onClick={() => previous && onOpen(previous.span.key)}
      />
      <IconButton
        name="angle-right"
        tooltip={text('detail.next', 'Next call')}
        disabled={!next}
        onClick={() => next && onOpen(next.span.key)}
      />
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  detail: css({
    display: 'flex',
    flexDirection: 'column',
    flex: 1,
    minWidth: 0,
    minHeight: 0,
    background: theme.colors.background.primary,
  }),
  head: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.75),
    padding: theme.spacing(0.75, 1, 0),
    flexShrink: 0,
  }),
  name: css({
    margin: 0,
    flex: 1,
    minWidth: 0,
    fontSize: theme.typography.h5.fontSize,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.border}` },
  }),
  facts: css({
    margin: 0,
    padding: theme.spacing(0, 1, 0.5),
    color: theme.colors.text.secondary,
    flexShrink: 0,
    overflowWrap: 'anywhere',
  }),
  error: css({ color: theme.colors.error.text }),
  links: css({ padding: theme.spacing(0, 1, 0.5), '&:empty': { display: 'none' } }),
  tabs: css({ flexShrink: 0 }),
  body: css({
    flex: 1,
    minHeight: 0,
    overflow: 'auto',
    padding: theme.spacing(1),
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.border}`, outlineOffset: -2 },
  }),
});
