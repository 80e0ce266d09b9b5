/** Vertical lines behind the bars, one for each tick of the axis: drawn once, not in every row. */
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { memo } from 'react';
import { ticks } from '../model/timeAxis';
import type { Axis } from '../model/timeAxis';
import { barMargin } from './Bar';
import type { RowColumns } from './SpanRow';

export const GridLines = memo(function GridLines({
  columns,
  axis,
  heightPx,
}: {
  columns: RowColumns;
  axis: Axis;
  heightPx: number;
}) {
  const styles = useStyles2(getStyles);
  return (
    <div
      className={styles.area}
      style={{ left: columns.left, height: heightPx, ...barMargin(columns.labels) }}
    >
      {ticks(axis, columns.barsPx).map((tick) => (
        <div key={tick} className={styles.line} style={{ left: `${(tick / axis.lengthMs) * 100}%` }} />
      ))}
    </div>
  );
});

const getStyles = (theme: GrafanaTheme2) => ({
  area: css({ position: 'absolute', top: 0, right: 0, pointerEvents: 'none' }),
  line: css({ position: 'absolute', top: 0, bottom: 0, width: 1, background: theme.colors.border.weak }),
});
