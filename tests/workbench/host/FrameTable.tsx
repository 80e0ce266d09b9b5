/** A frame as a plain table, values printed by Grafana's own display rules. */
import { css } from '@emotion/css';
import { formattedValueToString } from '@grafana/data';
import type { DataFrame, Field, GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { ReactNode } from 'react';

interface Props {
  frame: DataFrame;
  label: string;
  /** Instead of the plain value of a cell. */
  cell?: (field: Field, row: number, text: string) => ReactNode;
}

const SHOWN_ROWS = 200;

export function FrameTable({ frame, label, cell }: Props) {
  const styles = useStyles2(getStyles);
  const rows = Math.min(frame.length, SHOWN_ROWS);
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={label}>
      <table className={styles.table}>
        <thead>
          <tr>
            {frame.fields.map((field) => (
              <th
                key={field.name}
                scope="col"
                className={field.type === 'number' ? styles.number : undefined}
              >
                {field.config.displayNameFromDS ?? field.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: rows }, (_, row) => (
            <tr key={row}>
              {frame.fields.map((field) => (
                <td key={field.name} className={field.type === 'number' ? styles.number : undefined}>
                  {cell ? cell(field, row, shown(field, row)) : shown(field, row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {frame.length > rows && (
        <p>
          Showing {rows} of {frame.length} rows.
        </p>
      )}
    </div>
  );
}

function shown(field: Field, row: number): string {
  const value: unknown = field.values[row];
  if (value === null || value === undefined) return '—';
  if (typeof value === 'object') return JSON.stringify(value).slice(0, 80);
  return field.display ? formattedValueToString(field.display(value)) : String(value);
}

const getStyles = (theme: GrafanaTheme2) => ({
  scroll: css({ overflow: 'auto', position: 'relative' }),
  table: css({
    width: '100%',
    fontSize: theme.typography.bodySmall.fontSize,
    fontVariantNumeric: 'tabular-nums',
    '& th, & td': {
      padding: theme.spacing(0.5, 1),
      textAlign: 'left',
      whiteSpace: 'nowrap',
      maxWidth: 320,
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      borderBottom: `1px solid ${theme.colors.border.weak}`,
    },
    '& th': { color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightMedium },
  }),
  number: css({ textAlign: 'right !important' as 'right' }),
});
