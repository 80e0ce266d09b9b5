/**
 * The conversation of a span: system prompt folded, what was sent before folded when it is long, tool calls joined
 * with their results, and a plain sentence where there is no content to show.
 */
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';
import type { LlmSpan } from '@llmobservatory/model';
import { useMemo, useState } from 'react';
import { buildChat } from '../model/chat';
import type { Block, MessageBlock } from '../model/chat';
import { counted, text } from '../text';
import type { TabProps } from './tabProps';
import { Fold } from './Fold';
import { PartView } from './PartView';
import { ToolCardView } from './ToolCardView';

/** Blocks of the question that stay in view; earlier ones open on demand. */
const EARLIER_FROM = 8;
const KEPT = 4;

export function MessagesTab({ node, evidence, onOpen }: TabProps) {
  const styles = useStyles2(getStyles);
  const [all, setAll] = useState(false);
  const { llm } = node.span;
  const chat = useMemo(() => llm?.messages && buildChat(llm.messages, evidence), [llm, evidence]);
  const state = llm && contentText(llm);
  if (!chat || chat.blocks.length === 0) {
    return <p className={styles.state}>{state ?? text('content.none', 'This span carries no messages.')}</p>;
  }
  const hidden = all || chat.output <= EARLIER_FROM ? 0 : chat.output - KEPT;
  const systemFirst = chat.blocks[0]?.type === 'system' && hidden > 0 ? 1 : 0;
  return (
    <div className={styles.chat}>
      {state && <p className={styles.state}>{state}</p>}
      {chat.blocks.slice(0, systemFirst).map((block, index) => (
        <BlockView key={index} block={block} onOpen={onOpen} />
      ))}
      {hidden > systemFirst && (
        <Button
          variant="secondary"
          size="sm"
          fill="outline"
          className={styles.earlier}
          onClick={() => setAll(true)}
        >
          {counted(
            'chat.earlier',
            hidden - systemFirst,
            'Show {{count}} earlier message',
            'Show {{count}} earlier messages',
          )}
        </Button>
      )}
      {chat.blocks.slice(hidden).map((block, index) => (
        <BlockView key={hidden + index} block={block} onOpen={onOpen} />
      ))}
    </div>
  );
}

/** Why content is missing or incomplete; `null`: it is all there. */
function contentText({ contentState, messages }: LlmSpan): string | null {
  if (contentState === null) return null;
  const texts: Record<NonNullable<LlmSpan['contentState']>, () => string | null> = {
    present: () => (messages ? null : text('content.not-asked', 'Content was not asked for by this query.')),
    not_captured: () => text('content.not-captured', 'Content was not captured by the sender.'),
    redacted_at_source: () => text('content.redacted', 'Content was redacted by the sender.'),
    truncated: () => text('content.truncated', 'Content was cut by the sender.'),
  };
  return texts[contentState]();
}

function BlockView({ block, onOpen }: { block: Block; onOpen: TabProps['onOpen'] }) {
  const styles = useStyles2(getStyles);
  if (block.type === 'system') {
    const lines = block.parts.map((part) => (part.type === 'text' ? part.content : '')).join('\n');
    return (
      <Fold title={text('chat.system', 'System')} preview={lines.trim().split('\n').slice(0, 2).join(' ')}>
        {block.parts.map((part, index) => (
          <PartView key={index} part={part} />
        ))}
      </Fold>
    );
  }
  if (block.type === 'tools') {
    return (
      <div className={styles.tools}>
        {block.cards.length > 1 && (
          <div className={styles.role}>
            {text('chat.parallel', '{{count}} tools in parallel', { count: block.cards.length })}
          </div>
        )}
        {block.cards.map((card, index) => (
          <ToolCardView key={card.id ?? index} card={card} onOpen={onOpen} />
        ))}
      </div>
    );
  }
  return <MessageView message={block} />;
}

const ROLE_TEXTS: Record<MessageBlock['role'], () => string> = {
  system: () => text('chat.system', 'System'),
  user: () => text('chat.user', 'User'),
  assistant: () => text('chat.assistant', 'Assistant'),
  tool: () => text('chat.tool', 'Tool'),
};

/** Finish reasons a person must know about; the usual ones are not said. */
const FINISH_TEXTS: Readonly<Record<string, () => string>> = {
  length: () => text('finish.length', 'cut off'),
  content_filter: () => text('finish.content-filter', 'refusal'),
  error: () => text('finish.error', 'error'),
};

function MessageView({ message }: { message: MessageBlock }) {
  const styles = useStyles2(getStyles);
  const { role, name, parts, choice, finishReason } = message;
  const finish = finishReason === null ? undefined : FINISH_TEXTS[finishReason]?.();
  return (
    <article className={styles.message} data-role={role}>
      <header className={styles.role}>
        {[ROLE_TEXTS[role](), name].filter(Boolean).join(' · ')}
        {choice && ` · ${text('chat.choice', 'Choice {{number}} of {{of}}', { ...choice })}`}
        {finish && <span className={styles.finish}>{finish}</span>}
      </header>
      {parts.map((part, index) => (
        <PartView key={index} part={part} />
      ))}
    </article>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  chat: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1) }),
  state: css({ color: theme.colors.text.secondary, margin: 0 }),
  earlier: css({ alignSelf: 'center' }),
  tools: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(0.5) }),
  role: css({
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
    marginBottom: theme.spacing(0.25),
  }),
  finish: css({ color: theme.colors.warning.text, marginLeft: theme.spacing(1) }),
  message: css({
    padding: theme.spacing(0.75, 1),
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.secondary,
    '&[data-role="assistant"]': { borderLeft: `3px solid ${theme.colors.primary.border}` },
    '&[data-role="user"]': { borderLeft: `3px solid ${theme.colors.border.strong}` },
    '&[data-role="tool"]': { borderLeft: `3px solid ${theme.visualization.getColorByName('orange')}` },
  }),
});
