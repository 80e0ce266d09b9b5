/** Figures × models as one grid: arrows move, Enter explains, b makes a model the baseline, m switches the matching. */
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { HoverCard, useHoverCard } from '@llmobservatory/panel';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { ReactNode, SyntheticEvent } from 'react';
import { cellName } from '../model/cell';
import type { Cell } from '../model/cell';
import type { ModelRow } from '../model/fields';
import { gridAction } from '../model/keys';
import type { Place } from '../model/keys';
import type { Measure } from '../model/measures';
import { scaleOf } from '../model/scale';
import type { Scale } from '../model/scale';
import type { TableGroup } from '../model/tableRows';
import { text } from '../text';
import { CellBody } from './CellBody';
import type { Layout } from './layout';
import { ModelName } from './ModelName';

export interface GridProps {
  groups: readonly TableGroup[];
  models: readonly ModelRow[];
  baseline: ModelRow;
  cellAt: (row: ModelRow, measure: Measure) => Cell;
  layout: Layout;
  stripScale: 'log' | 'linear';
  card: (row: ModelRow, measure: Measure, scale: Scale | null) => ReactNode;
  onExplain: (row: ModelRow, measure: Measure) => void;
  onMenu: (row: ModelRow, measure: Measure, at: { x: number; y: number }) => void;
  onBaseline: (row: ModelRow) => void;
  onMatched: () => void;
}

export function Grid(props: GridProps) {
  const { groups, models, baseline, cellAt, layout, stripScale, onExplain, onMenu } = props;
  const styles = useStyles2(getStyles);
  const cardId = useId();
  const table = useRef<HTMLTableElement>(null);
  const lines = useMemo(() => groups.flatMap(({ measures }) => measures), [groups]);
  const [focused, setFocused] = useState<Place>({ line: 0, column: 0 });
  const { card, enter, leave, show, hide, hold } = useHoverCard<Place>();
  const at = {
    line: Math.min(focused.line, Math.max(0, lines.length - 1)),
    column: Math.min(focused.column, models.length - 1),
  };
  const scales = useMemo(
    () => new Map(lines.map(({ id }) => [id, stripScaleOf(models, id, stripScale)])),
    [lines, models, stripScale],
  );
  // What the card tells of may be gone.
  useEffect(() => hide, [models, groups, hide]);

  const elementAt = ({ line, column }: Place): HTMLElement | null =>
    table.current?.querySelector(`[data-line="${line}"][data-column="${column}"]`) ?? null;
  const placeOf = (target: EventTarget): Place | null => {
    const cell = (target as Element).closest<HTMLElement>('[data-line]');
    return cell ? { line: Number(cell.dataset.line), column: Number(cell.dataset.column) } : null;
  };
  const subjectOf = ({ line, column }: Place) => {
    const [row, measure] = [models[column], lines[line]];
    return row && measure ? { row, measure } : null;
  };

  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.altKey || event.metaKey) return;
    const action = gridAction(event, at, lines.length, models.length);
    const subject = subjectOf(at);
    // With no card to close, Esc is Grafana's: it leaves the view of the panel.
    if (!action || !subject || (action.type === 'dismiss' && !card)) return;
    event.preventDefault();
    event.stopPropagation();
    switch (action.type) {
      case 'focus':
        return elementAt(action.place)?.focus();
      case 'explain':
        hide();
        return onExplain(subject.row, subject.measure);
      case 'menu':
        hide();
        return onMenu(subject.row, subject.measure, middleOf(elementAt(at)!));
      case 'baseline':
        return props.onBaseline(subject.row);
      case 'matched':
        return props.onMatched();
      case 'dismiss':
        return hide();
    }
  };
  const withSubject = (event: SyntheticEvent, act: (row: ModelRow, measure: Measure) => void) => {
    const place = placeOf(event.target);
    const subject = place && subjectOf(place);
    if (!subject) return;
    hide();
    act(subject.row, subject.measure);
  };

  let line = -1;
  const shown = card && subjectOf(card.subject);
  return (
    <>
      <table
        ref={table}
        role="grid"
        aria-label={text('grid.label', 'Models compared with {{baseline}}', { baseline: baseline.model })}
        className={cx(styles.table, layout.tiny && styles.tiny)}
        style={{ width: layout.labelPx + models.length * layout.columnPx }}
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          const place = placeOf(event.target);
          if (!place) return;
          setFocused(place);
          // A click focuses too: the card of the pointer is enough then.
          if (event.target.matches(':focus-visible')) show(place, middleOf(event.target));
        }}
        onBlur={hide}
        onPointerOver={(event) => {
          const place = placeOf(event.target);
          if (!place || event.pointerType === 'touch') return leave();
          enter(place, { x: event.clientX, y: event.clientY });
        }}
        onPointerLeave={leave}
        onClick={(event) => withSubject(event, onExplain)}
        onContextMenu={(event) => {
          if (!placeOf(event.target)) return;
          event.preventDefault();
          withSubject(event, (row, measure) => onMenu(row, measure, { x: event.clientX, y: event.clientY }));
        }}
      >
        <colgroup>
          <col style={{ width: layout.labelPx }} />
          {models.map(({ model }) => (
            <col key={model} style={{ width: layout.columnPx }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            <th scope="col" className={cx(styles.label, styles.corner)}>
              <span className={styles.spoken}>{text('grid.figure', 'Figure')}</span>
            </th>
            {models.map((row) => (
              <th key={row.model} scope="col" className={styles.model}>
                <ModelName row={row} isBaseline={row === baseline && models.length > 1} short={layout.tiny} />
              </th>
            ))}
          </tr>
        </thead>
        {groups.map(({ group, label, measures }) => (
          <tbody key={group}>
            {!layout.tiny && groups.length > 1 && (
              <tr>
                <th scope="rowgroup" colSpan={models.length + 1} className={styles.group}>
                  <span className={styles.groupName}>{label}</span>
                </th>
              </tr>
            )}
            {measures.map((measure) => {
              line++;
              const own = line;
              return (
                <tr key={measure.id} className={styles.line}>
                  <th scope="row" className={styles.label} title={measure.doc || measure.label}>
                    {measure.label}
                  </th>
                  {models.map((row, column) => {
                    const cell = cellAt(row, measure);
                    const place = { line: own, column };
                    return (
                      <td
                        key={row.model}
                        role="gridcell"
                        data-line={own}
                        data-column={column}
                        tabIndex={own === at.line && column === at.column ? 0 : -1}
                        aria-describedby={card && same(card.subject, place) ? cardId : undefined}
                        className={cx(styles.cell, row === baseline && models.length > 1 && styles.baseline)}
                      >
                        {/* As text, not as a label: a label must hold the very words on screen, and of “5.10 s” the unit is read as a letter. */}
                        <span className={styles.spoken}>{cellName(cell, row, baseline, measure)}</span>
                        <CellBody cell={cell} scale={scales.get(measure.id) ?? null} layout={layout} />
                      </td>
                    );
                  })}
                </tr>
              );
            })}
          </tbody>
        ))}
      </table>
      {card && shown && (
        <HoverCard id={cardId} anchor={card.anchor} onEnter={hold} onLeave={leave}>
          {props.card(shown.row, shown.measure, scales.get(shown.measure.id) ?? null)}
        </HoverCard>
      )}
    </>
  );
}

const same = (a: Place, b: Place): boolean => a.line === b.line && a.column === b.column;

/** One scale for all models of a row, or nobody could compare them. */
function stripScaleOf(models: readonly ModelRow[], id: string, kind: 'log' | 'linear'): Scale | null {
  const values = models.flatMap(({ figures }) => {
    const figure = figures.get(id);
    return figure?.strip && figure.value !== null ? [...figure.strip, figure.value] : [];
  });
  return values.length === 0 ? null : scaleOf(values, kind, 0.02);
}

function middleOf(element: Element): { x: number; y: number } {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left + Math.min(width / 2, 120), y: top + height / 2 };
}

const getStyles = (theme: GrafanaTheme2) => ({
  table: css({
    tableLayout: 'fixed',
    borderCollapse: 'separate',
    borderSpacing: 0,
    '& th, & td': { padding: theme.spacing(0.5, 1), textAlign: 'left', verticalAlign: 'middle' },
  }),
  tiny: css({
    fontSize: theme.typography.bodySmall.fontSize,
    '& th, & td': { padding: theme.spacing(0.25, 0.5) },
  }),
  corner: css({
    top: 0,
    zIndex: '3 !important' as '3',
    borderBottom: `1px solid ${theme.colors.border.medium}`,
  }),
  model: css({
    position: 'sticky',
    top: 0,
    zIndex: 2,
    background: theme.colors.background.primary,
    borderBottom: `1px solid ${theme.colors.border.medium}`,
    fontWeight: theme.typography.fontWeightMedium,
  }),
  label: css({
    position: 'sticky',
    left: 0,
    zIndex: 1,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    color: theme.colors.text.secondary,
    background: theme.colors.background.primary,
    fontWeight: 'normal',
  }),
  group: css({
    height: 28,
    paddingTop: `${theme.spacing(1)} !important` as string,
    borderBottom: `1px solid ${theme.colors.border.weak}`,
    color: theme.colors.text.primary,
    fontWeight: theme.typography.fontWeightMedium,
  }),
  groupName: css({ position: 'sticky', left: theme.spacing(1) }),
  line: css({
    '&:hover > *': { background: theme.colors.emphasize(theme.colors.background.primary, 0.03) },
    '& > *': { borderBottom: `1px solid ${theme.colors.border.weak}` },
  }),
  cell: css({
    // Holds the spoken words, which stand out of the flow.
    position: 'relative',
    height: 32,
    cursor: 'pointer',
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.border}`, outlineOffset: -2 },
  }),
  baseline: css({ borderRight: `1px solid ${theme.colors.border.medium}` }),
  spoken: css({ position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)' }),
});
