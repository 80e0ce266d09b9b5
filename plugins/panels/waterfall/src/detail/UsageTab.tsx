/**
 * What the call used and cost, and how far that can be trusted: tokens by kind, cost, times, whether it counts and why.
 * Cost comes from the backend; frames that are not ours show the token counts they carry and no money.
 */
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { duration, exactCount, money, speed, UNKNOWN } from '@llmobservatory/format';
import type { LlmCall } from '@llmobservatory/model';
import type { ReactNode } from 'react';
import { notCountedReason } from '../components/SpanRow';
import { plain } from '../model/figures';
import type { SpanUsage } from '../model/fields';
import { text } from '../text';
import type { TabProps } from './tabProps';
import { Facts } from './Facts';

export function UsageTab({ node }: TabProps) {
  const styles = useStyles2(getStyles);
  const { usage, llm } = node.span;
  const call = llm?.call;
  if (!call) {
    return (
      <>
        {usage && <TokenTable usage={usage} />}
        <p className={styles.note}>
          {text(
            'usage.foreign',
            'Token counts as the sender gave them. Cost is known with the LLM Observatory data source only.',
          )}
        </p>
        <Facts facts={[[text('usage.ttft', 'First token'), duration(usage?.ttftMs)]]} />
      </>
    );
  }
  return (
    <>
      <p className={styles.note}>
        {call.state === 'counted'
          ? text('usage.counted', 'Counted: {{rule}}', { rule: call.stateRule })
          : text('usage.not-counted', 'Not counted: {{rule}}', {
              rule: notCountedReason(call.stateRule, call.countedBySpanId),
            })}
      </p>
      {call.reason !== null && <p className={styles.reason}>{call.reason}</p>}
      {usage && <TokenTable usage={usage} call={call} />}
      <Facts facts={factsOf(call, llm.provider, llm.model)} />
    </>
  );
}

interface TokenRow {
  name: string;
  tokens: number | null;
  costUsd?: number | null;
  part?: boolean;
}

function TokenTable({ usage, call }: { usage: SpanUsage; call?: LlmCall }) {
  const styles = useStyles2(getStyles);
  const { inputTokens, outputTokens, cacheReadTokens } = usage;
  const cacheWrite = call?.cacheWriteTokens ?? null;
  const uncached = inputTokens === null ? null : inputTokens - (cacheReadTokens ?? 0) - (cacheWrite ?? 0);
  const parts = cacheReadTokens !== null || cacheWrite !== null;
  const rows: (TokenRow | false)[] = [
    { name: text('usage.input', 'Input'), tokens: inputTokens, costUsd: call?.inputCostUsd },
    parts && { name: text('usage.cached', 'cached input'), tokens: cacheReadTokens, part: true },
    parts &&
      uncached !== null &&
      uncached >= 0 && { name: text('usage.uncached', 'uncached input'), tokens: uncached, part: true },
    cacheWrite !== null && { name: text('usage.cache-write', 'cache write'), tokens: cacheWrite, part: true },
    { name: text('usage.output', 'Output'), tokens: outputTokens, costUsd: call?.outputCostUsd },
    typeof call?.reasoningTokens === 'number' && {
      name: text('usage.reasoning', 'reasoning'),
      tokens: call.reasoningTokens,
      part: true,
    },
    call !== undefined && {
      name: text('usage.total', 'Total'),
      tokens: inputTokens === null || outputTokens === null ? null : inputTokens + outputTokens,
      costUsd: call.totalCostUsd,
    },
  ];
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{text('usage.kind', 'Kind')}</th>
          <th scope="col">{text('column.tokens', 'Tokens')}</th>
          {call && <th scope="col">{text('column.cost', 'Cost')}</th>}
        </tr>
      </thead>
      <tbody>
        {rows
          .filter((row): row is TokenRow => row !== false)
          .map(({ name, tokens, costUsd, part }) => (
            <tr key={name}>
              <th scope="row" className={cx(part && styles.part)}>
                {name}
              </th>
              <td>
                {call?.usageState === 'estimated' && tokens !== null && '≈ '}
                {exactCount(tokens)}
              </td>
              {call && (
                <td title={typeof costUsd === 'number' ? `$${plain(costUsd)}` : (call.reason ?? undefined)}>
                  {part ? '' : money(costUsd)}
                </td>
              )}
            </tr>
          ))}
      </tbody>
    </table>
  );
}

type Fact = [name: string, value: ReactNode];

function factsOf(call: LlmCall, provider: string | null, model: string | null): Fact[] {
  const states: Record<LlmCall['costState'], string> = {
    computed: text('usage.computed', 'computed from the price table'),
    reported: text('usage.reported', 'as the application reported it'),
    unknown: text('usage.unknown', 'unknown'),
  };
  const usages: Record<LlmCall['usageState'], string> = {
    reported: text('usage.by-provider', 'sent by the provider'),
    estimated: text('usage.estimated', 'estimated by the instrumentation'),
    unknown: text('usage.unknown', 'unknown'),
  };
  const optional = (name: string, value: ReactNode): Fact[] =>
    value === null || value === '' ? [] : [[name, value]];
  return [
    [text('usage.model', 'Model'), model ?? UNKNOWN],
    [text('usage.provider', 'Provider'), provider ?? UNKNOWN],
    [text('usage.ttft', 'First token'), duration(call.ttftMs)],
    [text('usage.speed', 'Speed'), speed(call.tokensPerSecond)],
    ...optional(text('usage.finish', 'Finish reason'), call.finishReasons.join(', ')),
    [text('usage.tokens-are', 'Tokens are'), usages[call.usageState]],
    [text('usage.cost-is', 'Cost is'), states[call.costState]],
    ...optional(text('usage.price', 'Price row'), call.priceId),
    ...optional(
      text('usage.reported-cost', 'Reported cost'),
      call.reportedCostUsd === null ? null : `$${plain(call.reportedCostUsd)}`,
    ),
    ...optional(text('usage.response', 'Response id'), call.responseId),
    ...optional(text('usage.error', 'Error'), call.errorCode),
    ...optional(text('usage.http', 'HTTP status'), call.httpStatusCode),
  ];
}

const getStyles = (theme: GrafanaTheme2) => ({
  note: css({ margin: theme.spacing(0, 0, 1) }),
  reason: css({ margin: theme.spacing(0, 0, 1), color: theme.colors.warning.text }),
  part: css({ paddingLeft: `${theme.spacing(3)} !important`, color: theme.colors.text.secondary }),
  table: css({
    width: '100%',
    marginBottom: theme.spacing(1),
    fontVariantNumeric: 'tabular-nums',
    '& th': { fontWeight: theme.typography.fontWeightRegular },
    '& th, & td': {
      padding: theme.spacing(0.25, 0.5),
      borderBottom: `1px solid ${theme.colors.border.weak}`,
    },
    '& td, & thead th:not(:first-child)': { textAlign: 'right' },
    '& thead th': { color: theme.colors.text.secondary },
  }),
});
