/** An answer on screen: what is compared, in one of three views, and what the person opened in it. */
import { css } from '@emotion/css';
import type { GrafanaTheme2, TimeZone } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { FactsCard } from '@llmobservatory/panel';
import type { TracesOf } from '@llmobservatory/panel';
import { useCallback, useMemo, useRef, useState } from 'react';
import { cellFacts, cellOf, methodOf, stripLine } from '../model/cell';
import { NO_CHOICE, show, toggled } from '../model/choose';
import type { Answer, Comparison, ModelRow } from '../model/fields';
import type { Measure } from '../model/measures';
import { matchedLine, mixLines, warningOf } from '../model/notes';
import { printOf } from '../model/numbers';
import type { Print } from '../model/numbers';
import { paretoOf } from '../model/pareto';
import type { Scale } from '../model/scale';
import { tableRows, tinyMeasures } from '../model/tableRows';
import { VIEWS } from '../options';
import type { CompareOptions, View } from '../options';
import { text } from '../text';
import { CellMenu } from './CellMenu';
import { Explanation } from './Explanation';
import { Grid } from './Grid';
import { layoutOf } from './layout';
import { linksOf } from './links';
import { Note } from './Notes';
import { Pareto } from './Pareto';
import { Toolbar } from './Toolbar';
import { WhatIf } from './WhatIf';

interface Props {
  answer: Answer;
  tracesOf: TracesOf;
  options: CompareOptions;
  width: number;
  height: number;
  timeZone: TimeZone;
}

interface Subject {
  row: ModelRow;
  measures: readonly Measure[];
}

export function CompareView({ answer, tracesOf, options, width, height, timeZone }: Props) {
  const styles = useStyles2(getStyles);
  const [choice, setChoice] = useState(NO_CHOICE);
  const [chosenView, setView] = useState<View | null>(null);
  const [opened, setOpened] = useState<Subject | null>(null);
  const [menu, setMenu] = useState<(Subject & { x: number; y: number }) | null>(null);
  const opener = useRef<HTMLElement | SVGElement | null>(null);

  const shown = useMemo(() => show(answer, options, choice), [answer, options, choice]);
  const { comparison, rows, baseline, all } = shown;
  const layout = layoutOf(width, height, rows.length);
  const models = layout.tiny ? rows.slice(0, 2) : rows;
  const plot = useMemo(() => paretoOf(shown, options), [shown, options]);
  const views = VIEWS.filter(
    (view) =>
      view === 'table' ||
      (view === 'pareto' && plot !== null && plot.points.length > 0) ||
      (view === 'whatIf' && answer.priceChanges.length > 0),
  );
  const wanted = chosenView ?? options.view;
  const view = layout.tiny || !views.includes(wanted) ? 'table' : wanted;
  const table = useMemo(() => tableRows(shown, options, height), [shown, options, height]);
  const tiny = useMemo(() => [{ group: 'cost' as const, label: '', measures: tinyMeasures(shown) }], [shown]);

  const prints = useMemo(
    () =>
      new Map<string, Print>(
        comparison.measures.map((measure) => [
          measure.id,
          printOf(
            measure,
            comparison.frame.fields.find(({ name }) => name === measure.id),
          ),
        ]),
      ),
    [comparison],
  );
  const print = useCallback((measure: Measure) => prints.get(measure.id)!, [prints]);
  const cellAt = useCallback(
    (row: ModelRow, measure: Measure) => cellOf(row, baseline, measure, print(measure)),
    [baseline, print],
  );
  const factsAt = (row: ModelRow, measure: Measure) =>
    cellFacts(cellAt(row, measure), measure, comparison, row === baseline, print(measure));
  const card = (row: ModelRow, measure: Measure, scale: Scale | null = null) => (
    <FactsCard
      title={`${row.model} · ${measure.label}`}
      facts={factsAt(row, measure)}
      sentences={[
        stripLine(cellAt(row, measure), print(measure)),
        methodOf(cellAt(row, measure), comparison),
        scaleLine(scale, print(measure)),
      ]}
    />
  );

  const setBaseline = (model: string) =>
    shown.baselines.includes(model) && setChoice({ ...choice, baseline: model });
  const toggleMatched = () =>
    shown.canMatch && setChoice({ ...choice, matched: !(choice.matched ?? options.matched) });
  const explain = (row: ModelRow, measures: readonly Measure[]) => {
    opener.current = document.activeElement as HTMLElement | null;
    setOpened({ row, measures });
  };
  const close = () => {
    setOpened(null);
    opener.current?.focus();
  };
  const tracesAt = (row: ModelRow): string | null =>
    tracesOf(comparison.frame, [
      { key: comparison.modelField.name, operator: '=', value: nameOf(comparison, row) },
    ]);
  const plotted = plot ? [plot.x, plot.y.measure, ...(plot.size ? [plot.size] : [])] : [];
  const warning = layout.tiny ? '' : warningOf(shown);
  const bodyHeight = height - (width < TWO_LINES_BELOW_PX ? 76 : 44) - warningPx(warning, shown);

  return (
    <div className={styles.view} style={{ width, height }} data-testid="modelcompare">
      {!layout.tiny && (
        <Toolbar
          view={view}
          views={views}
          onView={setView}
          matched={
            shown.canMatch && view !== 'whatIf'
              ? {
                  on: choice.matched ?? options.matched,
                  line:
                    options.matchingNote && comparison.facts?.matched && layout.wide
                      ? matchedLine(shown)
                      : text('bar.unmatched', 'Matched'),
                  onToggle: toggleMatched,
                }
              : null
          }
          baseline={
            all.length > 1 && view === 'table'
              ? { value: baseline.model, options: shown.baselines, onChange: setBaseline }
              : null
          }
          models={{
            all: view === 'whatIf' ? [] : all.map(({ model }) => model),
            shown: rows.map(({ model }) => model),
            onToggle: (model) => setChoice(toggled(choice, model, shown)),
          }}
        />
      )}
      {warning !== '' && view !== 'whatIf' && (
        <Note kind="warning" sentence={warning} more={mixLines(shown)} />
      )}
      <div className={styles.body}>
        {view === 'table' && (
          <Grid
            groups={layout.tiny ? tiny : table.groups}
            models={models}
            baseline={baseline}
            cellAt={cellAt}
            layout={layout}
            stripScale={options.scale}
            card={card}
            onExplain={(row, measure) => explain(row, [measure])}
            onMenu={(row, measure, at) => setMenu({ row, measures: [measure], ...at })}
            onBaseline={({ model }) => setBaseline(model)}
            onMatched={toggleMatched}
          />
        )}
        {view === 'pareto' && plot && (
          <Pareto
            plot={plot}
            comparison={comparison}
            scale={options.scale}
            width={width}
            height={bodyHeight}
            card={(row) => plotted.map((measure) => <div key={measure.id}>{card(row, measure)}</div>)}
            onExplain={(row) => explain(row, plotted)}
            onMenu={(row, at) => setMenu({ row, measures: plotted, ...at })}
          />
        )}
        {view === 'whatIf' && (
          <WhatIf
            changes={answer.priceChanges}
            from={baseline.model}
            onFrom={setBaseline}
            timeZone={timeZone}
          />
        )}
        {view === 'table' && !layout.tiny && <TableNotes shown={shown} unknown={table.unknown} />}
      </div>
      {opened && !layout.tiny && (
        <Explanation
          title={
            opened.measures.length === 1
              ? `${opened.row.model} · ${opened.measures[0]!.label}`
              : opened.row.model
          }
          facts={
            opened.measures.length === 1
              ? factsAt(opened.row, opened.measures[0]!)
              : opened.measures.map((measure) => ({
                  label: measure.label,
                  value: [cellAt(opened.row, measure).value, cellAt(opened.row, measure).verdict?.words]
                    .filter(Boolean)
                    .join(' · '),
                }))
          }
          sentences={
            opened.measures.length === 1
              ? opened.measures.flatMap((measure) => [
                  measure.doc,
                  stripLine(cellAt(opened.row, measure), print(measure)),
                  methodOf(cellAt(opened.row, measure), comparison),
                ])
              : []
          }
          links={linksOf(opened.row, opened.measures, comparison)}
          traces={tracesAt(opened.row)}
          onClose={close}
        />
      )}
      {menu && (
        <CellMenu
          x={menu.x}
          y={menu.y}
          title={menu.row.model}
          onBaseline={
            menu.row !== baseline && shown.baselines.includes(menu.row.model)
              ? () => setBaseline(menu.row.model)
              : undefined
          }
          filter={filterOf(comparison, menu.row)}
          links={linksOf(menu.row, menu.measures, comparison)}
          traces={tracesAt(menu.row)}
          copied={menu.measures
            .map((measure) => `${menu.row.model}, ${measure.label}: ${cellAt(menu.row, measure).value}`)
            .join('\n')}
          onClose={() => setMenu(null)}
        />
      )}
    </div>
  );
}

const nameOf = ({ modelField }: Comparison, { row }: ModelRow): string =>
  String(modelField.values[row] ?? '');

/** Dashboards drop a filter without a value. */
function filterOf(comparison: Comparison, row: ModelRow): { key: string; value: string } | null {
  const { name: key, config } = comparison.modelField;
  const value = nameOf(comparison, row);
  return config.filterable === true && value !== '' ? { key, value } : null;
}

/** Of the toolbar, where the plot takes what is left of the height. */
const TWO_LINES_BELOW_PX = 480;

const warningPx = (warning: string, shown: ReturnType<typeof show>): number =>
  warning === '' ? 0 : 24 + 20 * mixLines(shown).length;

const scaleLine = (scale: Scale | null, print: Print): string =>
  scale
    ? text('strip.scale', 'Strip from {{lo}} to {{hi}}, {{kind}}.', {
        lo: print(scale.lo),
        hi: print(scale.hi),
        kind: scale.kind === 'log' ? text('strip.log', 'logarithmic') : text('strip.linear', 'linear'),
      })
    : '';

function TableNotes({ shown, unknown }: { shown: ReturnType<typeof show>; unknown: readonly Measure[] }) {
  const sentences = [
    !shown.comparison.hasIntervals && text('method.none', 'No intervals in this data.'),
    shown.all.length === 1 &&
      text(
        'note.one-model',
        'Only one model was called in this range. Choose a longer range, or see What if.',
      ),
    unknown.length > 0 &&
      text('note.unknown', 'Not known of any of these models: {{figures}}.', {
        figures: unknown.map(({ label }) => label).join(', '),
      }),
  ].filter((sentence): sentence is string => typeof sentence === 'string');
  return sentences.map((sentence) => <Note key={sentence} kind="info" sentence={sentence} />);
}

const getStyles = (theme: GrafanaTheme2) => ({
  view: css({
    position: 'relative',
    display: 'flex',
    flexDirection: 'column',
    overflow: 'hidden',
    fontSize: theme.typography.body.fontSize,
  }),
  body: css({ position: 'relative', flex: 1, minHeight: 0, overflow: 'auto' }),
});
