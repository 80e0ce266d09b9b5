/** What stands in a cell: value, strip, and the verdict or the interval. Pure picture: the words are beside it. */
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { Cell } from '../model/cell';
import type { Scale } from '../model/scale';
import type { Verdict } from '../model/verdict';
import { verdictColour } from './colours';
import type { Layout } from './layout';
import { Strip } from './Strip';

interface Props {
  cell: Cell;
  /** Of the strips of the row; `null`: it has none. */
  scale: Scale | null;
  layout: Layout;
}

export function CellBody({ cell, scale, layout }: Props) {
  const styles = useStyles2(getStyles);
  const { value, aside, support, verdict, figure } = cell;
  const { strip, value: number } = figure;
  return (
    <div
      aria-hidden="true"
      className={cx(styles.cell, layout.oneLine && styles.oneLine, layout.tiny && styles.tiny)}
    >
      <span className={styles.first}>
        <span className={cx(styles.value, number === null && styles.unknown)}>{value}</span>
        {layout.stripPx > 0 && scale && strip && number !== null && (
          <Strip strip={strip} value={number} scale={scale} width={layout.stripPx} />
        )}
        {support !== '' && !layout.tiny && <span className={styles.verdict}>{support}</span>}
      </span>
      {verdict ? (
        <span className={cx(styles.verdict, styles[toneOf(verdict)])}>{verdict.words}</span>
      ) : (
        aside !== '' &&
        // An interval has no room there; it is in the card.
        !(layout.tiny && number !== null) && <span className={styles.verdict}>{aside}</span>
      )}
    </div>
  );
}

const toneOf = ({ kind, better }: Verdict): 'better' | 'worse' | 'tooFew' | 'calm' => {
  if (kind === 'too-few') return 'tooFew';
  return better === null ? 'calm' : better ? 'better' : 'worse';
};

const getStyles = (theme: GrafanaTheme2) => ({
  cell: css({
    display: 'flex',
    flexDirection: 'column',
    justifyContent: 'center',
    minWidth: 0,
    fontVariantNumeric: 'tabular-nums',
  }),
  oneLine: css({
    flexDirection: 'row',
    justifyContent: 'flex-start',
    alignItems: 'center',
    gap: theme.spacing(1.5),
  }),
  tiny: css({ fontSize: theme.typography.bodySmall.fontSize, '& > span + span': { fontSize: 11 } }),
  first: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1), minWidth: 0 }),
  value: css({ minWidth: '4.6em', whiteSpace: 'nowrap', fontWeight: theme.typography.fontWeightMedium }),
  unknown: css({ color: theme.colors.text.secondary, fontWeight: 'normal' }),
  verdict: css({
    minWidth: 0,
    lineHeight: 1.3,
    fontSize: theme.typography.bodySmall.fontSize,
    color: theme.colors.text.secondary,
  }),
  better: css({ color: verdictColour(theme, true) }),
  worse: css({ color: verdictColour(theme, false) }),
  tooFew: css({ fontStyle: 'italic' }),
  calm: css({}),
});
