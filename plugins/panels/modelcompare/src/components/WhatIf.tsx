/** This period's traffic of one model at the prices of the others. An estimate, and drawn as one. */
import { css } from '@emotion/css';
import { dateTimeFormat } from '@grafana/data';
import type { GrafanaTheme2, TimeZone } from '@grafana/data';
import { Combobox, useStyles2 } from '@grafana/ui';
import { exactCount } from '@llmobservatory/format';
import { useId } from 'react';
import type { PriceChange } from '../model/fields';
import { sources, whatIfRows } from '../model/whatIf';
import type { WhatIfRow } from '../model/whatIf';
import { text } from '../text';
import { verdictColour } from './colours';
import { Note } from './Notes';

interface Props {
  changes: readonly PriceChange[];
  from: string;
  onFrom: (model: string) => void;
  timeZone: TimeZone;
}

export function WhatIf({ changes, from, onFrom, timeZone }: Props) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const models = sources(changes);
  const source = models.includes(from) ? from : models[0]!;
  const rows = whatIfRows(changes, source);
  const pricesAt = changes.find((change) => change.pricesAt !== null)?.pricesAt ?? null;
  return (
    <div className={styles.part}>
      <p className={styles.question}>
        <label htmlFor={id}>{text('what-if.from', 'This period’s traffic of')}</label>
        <Combobox
          id={id}
          width="auto"
          minWidth={12}
          value={source}
          options={models.map((value) => ({ value, label: value }))}
          onChange={({ value }) => onFrom(value)}
        />
        {text('what-if.to', 'at the price of')}
      </p>
      <div
        className={styles.frame}
        role="region"
        aria-label={text('what-if.region', 'Costs at other prices')}
        tabIndex={0}
      >
        <table className={styles.table} aria-label={text('what-if.label', 'What if')}>
          <thead>
            <tr>
              <th scope="col">{text('what-if.model', 'Model')}</th>
              <th scope="col">{text('what-if.calls', 'Calls')}</th>
              <th scope="col">{text('what-if.now', 'Now')}</th>
              <th scope="col">{text('what-if.then', '≈ Then')}</th>
              <th scope="col">{text('what-if.difference', 'Difference')}</th>
              <th scope="col" className={styles.rest}>
                <span className={styles.key}>
                  <i className={styles.nowBar} /> {text('what-if.now', 'Now')}
                  <i className={styles.thenBar} /> {text('what-if.then', '≈ Then')}
                </span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Line key={row.to} row={row} />
            ))}
          </tbody>
        </table>
      </div>
      <Note
        kind="info"
        sentence={text(
          'what-if.note',
          'Estimate: same tokens, same cache hits, prices of {{date}}. Other models count and write different numbers of tokens. Failed calls are left out.',
          {
            date:
              pricesAt === null
                ? text('what-if.today', 'today')
                : dateTimeFormat(pricesAt, { timeZone, format: 'D MMM YYYY' }),
          },
        )}
      />
    </div>
  );
}

function Line({ row }: { row: WhatIfRow }) {
  const styles = useStyles2(getStyles);
  const { to, calls, kind, reason, nowBar, thenBar } = row;
  return (
    <tr>
      <th scope="row" title={to}>
        {to}
      </th>
      <td>{calls === null ? '' : exactCount(calls)}</td>
      <td>{row.now}</td>
      <td className={styles.strong}>{row.then}</td>
      <td className={styles[kind]}>{row.difference}</td>
      <td className={styles.rest}>
        {thenBar !== null && (
          <div aria-hidden="true" className={styles.bars}>
            <div className={styles.nowBar} style={{ width: `${nowBar * 100}%` }} />
            <div className={styles.thenBar} style={{ width: `${thenBar * 100}%` }} />
          </div>
        )}
        {reason !== '' && <div className={styles.reason}>{reason}</div>}
      </td>
    </tr>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  part: css({ padding: theme.spacing(0, 1, 1) }),
  question: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    margin: theme.spacing(0.5, 0, 1),
  }),
  frame: css({
    overflowX: 'auto',
    border: `1px dashed ${theme.colors.border.strong}`,
    borderRadius: theme.shape.radius.default,
  }),
  table: css({
    width: '100%',
    fontVariantNumeric: 'tabular-nums',
    '& th, & td': {
      padding: theme.spacing(0.75, 1),
      textAlign: 'right',
      whiteSpace: 'nowrap',
      fontWeight: 'normal',
    },
    '& thead th': { color: theme.colors.text.secondary },
    '& th:first-child': { textAlign: 'left', overflowWrap: 'anywhere' },
    '& tbody tr': { borderTop: `1px solid ${theme.colors.border.weak}` },
  }),
  less: css({ color: verdictColour(theme, true) }),
  more: css({ color: verdictColour(theme, false) }),
  same: css({}),
  unknown: css({ color: theme.colors.text.secondary }),
  strong: css({ fontWeight: `${theme.typography.fontWeightMedium} !important` as 'bold' }),
  reason: css({
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    whiteSpace: 'normal',
  }),
  rest: css({ width: '100%', minWidth: 140, textAlign: 'left !important' as 'left' }),
  key: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.75),
    fontSize: theme.typography.bodySmall.fontSize,
    '& i': { width: 18 },
    '& i:not(:first-child)': { marginLeft: theme.spacing(1) },
  }),
  bars: css({ display: 'flex', flexDirection: 'column', gap: 3 }),
  nowBar: css({ height: 6, background: theme.colors.text.secondary }),
  // Dashed, as every estimate is.
  thenBar: css({ height: 8, border: `1px dashed ${theme.colors.text.primary}` }),
});
