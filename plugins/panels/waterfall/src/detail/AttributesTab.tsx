/** Every attribute of the span, its resource and its scope, with one filter over all of them. */
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { ClipboardButton, FilterInput, useStyles2 } from '@grafana/ui';
import { useState } from 'react';
import { parseJson } from '../model/chat';
import type { Tag } from '../model/tags';
import { text } from '../text';
import type { TabProps } from './tabProps';
import { JsonView } from './JsonView';

export function AttributesTab({ node, trace, detail }: TabProps) {
  const styles = useStyles2(getStyles);
  const [filter, setFilter] = useState('');
  const ids: Tag[] = [
    { key: 'traceId', value: trace.traceId },
    { key: 'spanId', value: node.span.spanId },
    { key: 'parentSpanId', value: node.span.parentSpanId ?? '' },
    { key: 'kind', value: detail.kind ?? '' },
    { key: 'status', value: node.span.statusMessage ?? '' },
  ].filter(({ value }) => value !== '');
  const groups: [name: string, tags: Tag[]][] = [
    [text('attributes.span', 'Span'), detail.attributes],
    [text('attributes.resource', 'Resource'), detail.resource],
    [text('attributes.scope', 'Scope'), detail.scope],
    [text('attributes.ids', 'Ids'), ids],
  ];
  const wanted = filter.trim().toLowerCase();
  const shown = groups
    .map(
      ([name, tags]) => [name, tags.filter((tag) => wanted === '' || asText(tag).includes(wanted))] as const,
    )
    .filter(([, tags]) => tags.length > 0);
  return (
    <>
      <FilterInput
        value={filter}
        escapeRegex={false}
        onChange={setFilter}
        placeholder={text('attributes.filter', 'Filter attributes')}
        aria-label={text('attributes.filter', 'Filter attributes')}
      />
      {detail.warnings.map((warning) => (
        <p key={warning} className={styles.warning}>
          {warning}
        </p>
      ))}
      {shown.map(([name, tags]) => (
        <TagTable key={name} name={name} tags={tags} />
      ))}
      {shown.length === 0 && <p>{text('attributes.none', 'No attribute matches.')}</p>}
    </>
  );
}

export function TagTable({ name, tags }: { name: string; tags: Tag[] }) {
  const styles = useStyles2(getStyles);
  return (
    <>
      <h4 className={styles.group}>{name}</h4>
      <table className={styles.table} aria-label={name}>
        <tbody>
          {tags.map((tag, index) => (
            <tr key={`${tag.key} ${index}`}>
              <th scope="row">{tag.key}</th>
              <td>
                <TagValue value={tag.value} />
              </td>
              <td>
                <ClipboardButton
                  size="sm"
                  variant="secondary"
                  fill="text"
                  icon="copy"
                  aria-label={text('attributes.copy', 'Copy {{key}}', { key: tag.key })}
                  getText={() => (typeof tag.value === 'string' ? tag.value : JSON.stringify(tag.value))}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** Text that holds an object or a list is shown as JSON: senders pack structures into strings. */
function TagValue({ value }: { value: unknown }) {
  if (typeof value === 'object' && value !== null) return <JsonView value={value} />;
  if (typeof value !== 'string') return <>{String(value)}</>;
  const parsed = /^\s*[[{]/.test(value) ? parseJson(value) : undefined;
  return typeof parsed === 'object' && parsed !== null ? <JsonView value={parsed} /> : <>{value}</>;
}

const asText = ({ key, value }: Tag): string =>
  `${key} ${typeof value === 'string' ? value : JSON.stringify(value)}`.toLowerCase();

const getStyles = (theme: GrafanaTheme2) => ({
  warning: css({ color: theme.colors.warning.text, margin: theme.spacing(1, 0, 0) }),
  group: css({
    margin: theme.spacing(1.5, 0, 0.5),
    fontSize: theme.typography.bodySmall.fontSize,
    color: theme.colors.text.secondary,
  }),
  table: css({
    width: '100%',
    tableLayout: 'fixed',
    fontSize: theme.typography.bodySmall.fontSize,
    '& th, & td': {
      padding: theme.spacing(0.25, 0.5),
      verticalAlign: 'top',
      overflowWrap: 'anywhere',
      borderBottom: `1px solid ${theme.colors.border.weak}`,
    },
    '& th': {
      width: '38%',
      fontWeight: theme.typography.fontWeightRegular,
      color: theme.colors.text.secondary,
    },
    '& td:last-child': { width: 40, padding: 0 },
  }),
});
