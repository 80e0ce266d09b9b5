/** The plot: cost to the right, better upwards, a dot a model, a stepped line through what none beats on both. */
import { css } from '@emotion/css';
import type { Field, GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import { cutMiddle } from '@llmobservatory/format';
import { HoverCard, useHoverCard } from '@llmobservatory/panel';
import { useEffect, useId, useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import type { ModelRow } from '../model/fields';
import { placeLabels } from '../model/labels';
import { spoken } from '../model/numbers';
import type { Pareto, ParetoPoint } from '../model/pareto';
import { placeOn, scaleOf, ticksOf } from '../model/scale';
import { text } from '../text';
import { modelColour } from './colours';
import { Mark } from './Mark';
import type { ParetoPrints } from './paretoPrints';

interface Props {
  plot: Pareto;
  prints: ParetoPrints;
  modelField: Field;
  scale: 'log' | 'linear';
  width: number;
  height: number;
  card: (row: ModelRow) => ReactNode;
  onExplain: (row: ModelRow) => void;
  onMenu: (row: ModelRow, at: { x: number; y: number }) => void;
}

const MARGIN = { left: 64, right: 20, top: 14, bottom: 42 } as const;
const RADIUS = { least: 5, most: 15 } as const;
/** Of a letter at the size of the labels, for placing them; measuring each would make the page lay itself out. */
const LETTER_PX = 6.6;
const LABELS_FROM_PX = 300;

export function ParetoPlot({
  plot,
  prints,
  modelField,
  scale,
  width,
  height,
  card: cardOf,
  onExplain,
  onMenu,
}: Props) {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const cardId = useId();
  const svg = useRef<SVGSVGElement>(null);
  const { card, enter, leave, show, hide, hold } = useHoverCard<string>();
  useEffect(() => hide, [plot, hide]);

  const { points, frontier, x, y } = plot;
  const inner = { width: width - MARGIN.left - MARGIN.right, height: height - MARGIN.top - MARGIN.bottom };
  const ends = (of: (point: ParetoPoint) => (number | undefined)[]) =>
    points.flatMap(of).filter((value) => value !== undefined);
  const xs = scaleOf(
    ends((point) => [point.x, point.xInterval?.lo, point.xInterval?.hi]),
    scale,
  );
  const ys = scaleOf(
    ends((point) => [point.y, point.yInterval?.lo, point.yInterval?.hi]),
    'linear',
  );
  const upwards = y.flipped || y.better === 1;
  const left = (value: number) => MARGIN.left + placeOn(xs, value) * inner.width;
  const top = (value: number) =>
    MARGIN.top + (upwards ? 1 - placeOn(ys, value) : placeOn(ys, value)) * inner.height;
  const largest = Math.max(...points.map(({ size }) => size ?? 0), 0);
  const radius = ({ size }: ParetoPoint) =>
    size === null || largest === 0
      ? RADIUS.least
      : Math.max(RADIUS.least, RADIUS.most * Math.sqrt(size / largest));
  const dots = points.map((point) => ({
    x: left(point.x),
    y: top(point.y),
    radius: radius(point),
    textPx: shortName(point).length * LETTER_PX,
  }));
  const labels = placeLabels(dots, width, height - MARGIN.bottom);
  // A small dot would be lost behind a large one.
  const largestFirst = points.map((_, i) => i).sort((a, b) => dots[b]!.radius - dots[a]!.radius);
  const byCost = [...points].sort((a, b) => a.x - b.x);
  const elementOf = (model: string): SVGGElement | null =>
    svg.current?.querySelector(`[data-model="${CSS.escape(model)}"]`) ?? null;

  const onKeyDown = (event: KeyboardEvent, point: ParetoPoint) => {
    const step = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    const next = step === undefined ? undefined : byCost[byCost.indexOf(point) + step];
    if (next) elementOf(next.row.model)?.focus();
    else if (event.key === 'Enter' || event.key === ' ') onExplain(point.row);
    else if (event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10')) {
      onMenu(point.row, middleOf(event.currentTarget));
    } else if (event.key === 'Escape' && card) hide();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const steps = frontier.flatMap((point, i): string[] => {
    const at = `${left(point.x)},${top(point.y)}`;
    const before = frontier[i - 1];
    return before ? [`${left(point.x)},${top(before.y)}`, at] : [at];
  });
  const last = frontier.at(-1);
  if (last) steps.push(`${MARGIN.left + inner.width},${top(last.y)}`);

  const shown = points.find(({ row }) => row.model === card?.subject);
  const grid = theme.colors.border.weak;
  return (
    <>
      <svg
        ref={svg}
        width={width}
        height={height}
        role="group"
        aria-label={text('pareto.label', '{{y}} against {{x}}', { x: x.label, y: y.label })}
        className={styles.plot}
        onBlur={hide}
      >
        <g aria-hidden="true">
          {ticksOf(xs, Math.max(2, inner.width / 90)).map((tick) => (
            <g key={tick}>
              <line
                x1={left(tick)}
                x2={left(tick)}
                y1={MARGIN.top}
                y2={MARGIN.top + inner.height}
                stroke={grid}
              />
              <text
                x={left(tick)}
                y={MARGIN.top + inner.height + 16}
                textAnchor="middle"
                className={styles.tick}
              >
                {prints.x(tick)}
              </text>
            </g>
          ))}
          {ticksOf(ys, Math.max(2, inner.height / 48)).map((tick) => (
            <g key={tick}>
              <line
                x1={MARGIN.left}
                x2={MARGIN.left + inner.width}
                y1={top(tick)}
                y2={top(tick)}
                stroke={grid}
              />
              <text x={MARGIN.left - 8} y={top(tick)} dy="0.35em" textAnchor="end" className={styles.tick}>
                {prints.y(tick)}
              </text>
            </g>
          ))}
          <text x={MARGIN.left + inner.width / 2} y={height - 6} textAnchor="middle" className={styles.axis}>
            {text('pareto.x', '← {{label}}', { label: x.label })}
          </text>
          <text
            transform={`translate(12 ${MARGIN.top + inner.height / 2}) rotate(-90)`}
            textAnchor="middle"
            className={styles.axis}
          >
            {upwards
              ? text('pareto.y', '{{label}} →', { label: y.label })
              : text('pareto.y-less', '{{label}}, less is up →', { label: y.label })}
          </text>
          {frontier.length > 1 && last && (
            <>
              <polyline points={steps.join(' ')} className={styles.frontier} />
              <text
                {...frontierLabelPlace(
                  frontier.map((one) => [left(one.x), top(one.y)]),
                  MARGIN.left + inner.width,
                )}
                className={styles.tick}
              >
                {text('pareto.on-frontier', 'on the frontier')}
              </text>
            </>
          )}
        </g>
        {largestFirst.map((i) => {
          const point = points[i]!;
          const { row } = point;
          const { x: cx, y: cy, radius: r } = dots[i]!;
          const colour = modelColour(theme, modelField, row.row, row.model);
          const label = labels[i]!;
          return (
            <g
              key={row.model}
              data-model={row.model}
              role="button"
              tabIndex={0}
              aria-label={pointName(point, plot, prints)}
              aria-describedby={card?.subject === row.model ? cardId : undefined}
              className={styles.point}
              onClick={() => {
                hide();
                onExplain(row);
              }}
              onContextMenu={(event) => {
                event.preventDefault();
                hide();
                onMenu(row, { x: event.clientX, y: event.clientY });
              }}
              onKeyDown={(event) => onKeyDown(event, point)}
              onFocus={(event) => {
                if (event.target.matches(':focus-visible')) show(row.model, middleOf(event.currentTarget));
              }}
              onPointerEnter={(event) =>
                event.pointerType !== 'touch' && enter(row.model, { x: event.clientX, y: event.clientY })
              }
              onPointerLeave={leave}
            >
              {point.xInterval && (
                <line
                  x1={left(point.xInterval.lo)}
                  x2={left(point.xInterval.hi)}
                  y1={cy}
                  y2={cy}
                  stroke={colour}
                />
              )}
              {point.yInterval && (
                <line
                  x1={cx}
                  x2={cx}
                  y1={top(point.yInterval.lo)}
                  y2={top(point.yInterval.hi)}
                  stroke={colour}
                />
              )}
              <Mark shape={point.shape} colour={colour} x={cx} y={cy} radius={r} hollow={point.few} />
              <circle cx={cx} cy={cy} r={Math.max(12, r + 4)} className={styles.ring} data-ring="" />
              {width >= LABELS_FROM_PX && (
                <text
                  x={label.x}
                  y={label.y}
                  dy="0.35em"
                  textAnchor={label.anchor}
                  className={styles.name}
                  aria-hidden="true"
                >
                  {shortName(point)}
                </text>
              )}
            </g>
          );
        })}
      </svg>
      {card && shown && (
        <HoverCard id={cardId} anchor={card.anchor} onEnter={hold} onLeave={leave}>
          {cardOf(shown.row)}
        </HoverCard>
      )}
    </>
  );
}

const shortName = ({ row }: ParetoPoint): string => cutMiddle(row.model, 26);

/** Below the longest level part of the line: names stand above it. */
function frontierLabelPlace(corners: readonly (readonly [x: number, y: number])[], endPx: number) {
  const parts = corners.map(([x, y], i) => ({ y, from: x, to: corners[i + 1]?.[0] ?? endPx }));
  const longest = parts.reduce((a, b) => (b.to - b.from > a.to - a.from ? b : a));
  return { x: (longest.from + longest.to) / 2, y: longest.y + 14, textAnchor: 'middle' as const };
}

/** "claude-4, cost per call 0.00920 dollars, helpfulness 0.86, duration p95 5.10 seconds, on the frontier" */
function pointName(point: ParetoPoint, { x, y, size }: Pareto, prints: ParetoPrints): string {
  const figure = (label: string, printed: string) =>
    `${label.charAt(0).toLowerCase()}${label.slice(1)} ${spoken(printed)}`;
  return [
    point.row.model,
    figure(x.label, prints.x(point.x)),
    figure(y.label, prints.y(point.y)),
    size && point.size !== null && figure(size.label, prints.size(point.size)),
    point.onFrontier && text('pareto.on-frontier', 'on the frontier'),
    point.few && fewWords(y),
  ]
    .filter(Boolean)
    .join(', ');
}

/** Which calls are too few for a filled dot. */
export const fewWords = ({ measure }: Pareto['y']): string =>
  measure.group === 'quality'
    ? text('pareto.few-scores', 'under 30 scored calls')
    : text('pareto.few', 'under 30 calls');

function middleOf(element: Element): { x: number; y: number } {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}

const getStyles = (theme: GrafanaTheme2) => ({
  plot: css({ display: 'block', overflow: 'hidden', fontVariantNumeric: 'tabular-nums' }),
  tick: css({ fill: theme.colors.text.secondary, fontSize: 11 }),
  axis: css({ fill: theme.colors.text.primary, fontSize: 12 }),
  frontier: css({
    fill: 'none',
    stroke: theme.colors.text.secondary,
    strokeWidth: 1.5,
    strokeDasharray: '4 3',
  }),
  point: css({
    cursor: 'pointer',
    '&:focus': { outline: 'none' },
    '&:focus-visible [data-ring]': { stroke: theme.colors.primary.border },
  }),
  ring: css({ fill: 'transparent', stroke: 'transparent', strokeWidth: 2 }),
  name: css({
    fill: theme.colors.text.primary,
    fontSize: 12,
    pointerEvents: 'none',
    // A name stays readable on a line that runs through it.
    stroke: theme.colors.background.primary,
    strokeWidth: 4,
    strokeLinejoin: 'round',
    paintOrder: 'stroke',
  }),
});
