/** Cost against quality as a plot, and the same as a table for screen readers and copyists. */
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Comparison, ModelRow } from '../model/fields';
import type { Pareto as Plot } from '../model/pareto';
import { text } from '../text';
import { Note } from './Notes';
import { paretoPrints } from './paretoPrints';
import { fewWords, ParetoPlot } from './ParetoPlot';
import { ParetoTable } from './ParetoTable';

interface Props {
  plot: Plot;
  comparison: Comparison;
  scale: 'log' | 'linear';
  width: number;
  height: number;
  card: (row: ModelRow) => ReactNode;
  onExplain: (row: ModelRow) => void;
  onMenu: (row: ModelRow, at: { x: number; y: number }) => void;
}

const NOTE_PX = 22;
const FOOT_PX = 30;

export function Pareto({ plot, comparison, scale, width, height, card, onExplain, onMenu }: Props) {
  const styles = useStyles2(getStyles);
  const [asTable, setAsTable] = useState(false);
  const prints = paretoPrints(plot, comparison);
  const notes = [
    plot.note,
    plot.left.length > 0 &&
      text('pareto.left', 'Not in the plot: {{models}}.', {
        models: plot.left
          .map(({ model, lacks }) => text('pareto.lacks', '{{model}} (no {{lacks}})', { model, lacks }))
          .join(', '),
      }),
  ].filter((note): note is string => typeof note === 'string' && note !== '');
  return (
    <div className={styles.part}>
      {notes.map((note) => (
        <Note key={note} kind="info" sentence={note} />
      ))}
      {asTable ? (
        <ParetoTable plot={plot} prints={prints} modelField={comparison.modelField} />
      ) : (
        <ParetoPlot
          plot={plot}
          prints={prints}
          modelField={comparison.modelField}
          scale={scale}
          width={width}
          height={Math.max(120, height - FOOT_PX - notes.length * NOTE_PX)}
          card={card}
          onExplain={onExplain}
          onMenu={onMenu}
        />
      )}
      <div className={styles.foot}>
        <span className={styles.key} title={keyOf(plot)}>
          {keyOf(plot)}
        </span>
        <Button size="sm" fill="text" variant="secondary" onClick={() => setAsTable(!asTable)}>
          {asTable ? text('pareto.as-plot', 'View as plot') : text('pareto.as-table', 'View as table')}
        </Button>
      </div>
    </div>
  );
}

function keyOf({ y, size, points }: Plot): string {
  return [
    size && text('pareto.key-size', 'Area: {{label}}', { label: size.label }),
    points.some(({ xInterval, yInterval }) => xInterval ?? yInterval) &&
      text('pareto.key-cross', 'cross: 95% interval'),
    points.some(({ few }) => few) && text('pareto.key-few', 'hollow: {{few}}', { few: fewWords(y) }),
  ]
    .filter(Boolean)
    .join(' · ');
}

const getStyles = (theme: GrafanaTheme2) => ({
  part: css({ display: 'flex', flexDirection: 'column', minHeight: 0 }),
  foot: css({
    display: 'flex',
    justifyContent: 'space-between',
    alignItems: 'center',
    height: FOOT_PX,
    padding: theme.spacing(0, 1),
  }),
  key: css({
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});
