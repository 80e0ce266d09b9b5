/**
 * Panels: a query, a picture, and what a person should know. Every kind sets what all panels of that kind have in
 * common, so that dashboards look alike and a dashboard's file says only what is its own.
 */
import { QUANTITIES } from '@llmobservatory/model';
import type { Query } from './query';

export interface Panel {
  type: string;
  title: string;
  description?: string;
  /** Several are drawn together. */
  queries: Query[];
  options: Record<string, unknown>;
  defaults: Record<string, unknown>;
  overrides: Override[];
  transformations?: { id: string; options: Record<string, unknown> }[];
  /** Grafana's own data, such as "-- Dashboard --"; absent: the data source of the dashboard. */
  maxDataPoints?: number;
}

interface Override {
  matcher: { id: 'byName' | 'byRegexp'; options: string };
  properties: { id: string; value: unknown }[];
}

/** What a dashboard's file may say about a panel of any kind. */
interface Own {
  description?: string;
  defaults?: Record<string, unknown> & { custom?: Record<string, unknown> };
  options?: Record<string, unknown>;
  overrides?: Override[];
  /** Headers of the columns that are shown, in this order; absent: all that the query gives. */
  columns?: readonly string[];
}

const panel = (type: string, title: string, query: Query | Query[], kind: Own, own: Own): Panel => ({
  type,
  title,
  ...(own.description && { description: own.description }),
  queries: [query].flat(),
  options: { ...kind.options, ...own.options },
  defaults: {
    noValue: '—',
    ...kind.defaults,
    ...own.defaults,
    ...(kind.defaults?.custom && { custom: { ...kind.defaults.custom, ...own.defaults?.custom } }),
  },
  overrides: [...(kind.overrides ?? []), ...(own.overrides ?? [])],
  ...(own.columns && { transformations: only(own.columns) }),
});

const only = (columns: readonly string[]) => [
  { id: 'filterFieldsByName', options: { include: { names: columns } } },
  {
    id: 'organize',
    options: {
      indexByName: Object.fromEntries(columns.map((name, index) => [name, index])),
      excludeByName: {},
      renameByName: {},
    },
  },
];

/**
 * A name keeps its colour from panel to panel. Figures side by side have none to keep, and would share one: p50 and
 * p95 of a duration are the same green by name.
 */
const coloursOf = (query: Query | Query[]) => ({
  mode: [query].flat().every((one) => one.queryType === 'metrics' && !one.groupBy?.length)
    ? 'palette-classic'
    : 'palette-classic-by-name',
});

/** Of SQL's time series: the group alone, without the name of the value column before it. */
export const GROUP_NAME = '${__field.labels.metric}';

const LEGEND = { displayMode: 'list', placement: 'bottom', showLegend: true };
const DRAWN = { legend: LEGEND, tooltip: { mode: 'multi', sort: 'desc' } };

/** Values of the whole range, each with its change against the period before: for queries of shape `change`. */
export const tiles = (title: string, query: Query | Query[], own: Own = {}): Panel =>
  panel(
    'stat',
    title,
    query,
    {
      options: {
        reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false },
        textMode: 'value_and_name',
        colorMode: 'none',
        graphMode: 'none',
        justifyMode: 'auto',
        orientation: 'auto',
        showPercentChange: true,
        // More money is not good, less speed not bad: the sign says it, never red or green.
        percentChangeColorMode: 'same_as_value',
      },
    },
    own,
  );

export const lines = (title: string, query: Query | Query[], own: Own = {}): Panel =>
  panel(
    'timeseries',
    title,
    query,
    {
      options: DRAWN,
      defaults: {
        min: 0,
        color: coloursOf(query),
        custom: { drawStyle: 'line', lineWidth: 2, fillOpacity: 0, showPoints: 'auto', spanNulls: false },
      },
    },
    own,
  );

/** Parts of a whole over time. */
export const stacked = (title: string, query: Query | Query[], own: Own = {}): Panel =>
  panel(
    'timeseries',
    title,
    query,
    {
      options: DRAWN,
      defaults: {
        min: 0,
        color: coloursOf(query),
        custom: {
          drawStyle: 'bars',
          fillOpacity: 80,
          lineWidth: 0,
          stacking: { mode: 'normal', group: 'A' },
        },
      },
    },
    own,
  );

export const table = (title: string, query: Query, own: Own = {}): Panel =>
  panel(
    'table',
    title,
    query,
    {
      options: { showHeader: true, cellHeight: 'sm' },
      // Figures are short, so that more of them stand side by side; names and times are not.
      defaults: { custom: { minWidth: 80, wrapHeaderText: true } },
      overrides: [
        widthOf('/^Models?$/', 230),
        widthOf('/^(Name|App|Agent|Tool|Prompt|User|Score|Budget)$/', 140),
        widthOf('/^(Start|Last activity|Given|First seen|Last seen|Last run)$/', 175),
      ],
    },
    own,
  );

const widthOf = (headers: string, width: number): Override => ({
  matcher: { id: 'byRegexp', options: headers },
  properties: [{ id: 'custom.width', value: width }],
});

/** One bar a row of a total, the longest first. */
export const bars = (title: string, query: Query, own: Own = {}): Panel =>
  panel(
    'barchart',
    title,
    query,
    {
      options: {
        orientation: 'horizontal',
        showValue: 'always',
        legend: { showLegend: false },
        tooltip: { mode: 'single' },
      },
      defaults: { min: 0, color: { mode: 'fixed', fixedColor: 'semi-dark-blue' } },
    },
    own,
  );

/** Shares of a limit, one bar a row. */
export const gauges = (title: string, query: Query, own: Own = {}): Panel =>
  panel(
    'bargauge',
    title,
    query,
    {
      options: {
        displayMode: 'basic',
        orientation: 'horizontal',
        // Every number column would be a bar of its own.
        reduceOptions: { calcs: ['lastNotNull'], fields: '/^Share used$/', values: true },
        showUnfilled: true,
      },
      defaults: {
        min: 0,
        max: 1,
        unit: 'percentunit',
        color: { mode: 'thresholds' },
        thresholds: {
          mode: 'absolute',
          steps: [
            { value: null, color: 'green' },
            { value: 0.8, color: 'orange' },
            { value: 1, color: 'red' },
          ],
        },
      },
    },
    own,
  );

export const heatmap = (title: string, query: Query, own: Own = {}): Panel =>
  panel(
    'heatmap',
    title,
    query,
    {
      options: {
        calculate: false,
        color: { mode: 'scheme', scheme: 'Blues', steps: 32, reverse: false },
        cellGap: 1,
        tooltip: { mode: 'single', yHistogram: false },
        legend: { show: true },
        // The frame names its rows by plain numbers: the panel is told of what.
        yAxis: { axisPlacement: 'left', unit: unitOf(query) },
      },
    },
    own,
  );

const unitOf = (query: Query): string =>
  QUANTITIES.find(({ id }) => query.queryType === 'heatmap' && id === (query.quantity ?? 'duration'))?.unit ??
  'short';

export const nodeGraph = (title: string, query: Query, own: Own = {}): Panel =>
  panel('nodeGraph', title, query, {}, own);

export const flameGraph = (title: string, query: Query, own: Own = {}): Panel =>
  panel('flamegraph', title, query, {}, own);

export const logs = (title: string, query: Query, own: Own = {}): Panel =>
  panel(
    'logs',
    title,
    query,
    {
      options: {
        showTime: true,
        wrapLogMessage: true,
        enableLogDetails: true,
        dedupStrategy: 'none',
        sortOrder: 'Descending',
      },
    },
    own,
  );

export const waterfall = (title: string, query: Query, own: Own = {}): Panel =>
  panel('llmobservatory-waterfall-panel', title, query, {}, own);

export const treemap = (title: string, query: Query, own: Own = {}): Panel =>
  panel('llmobservatory-costtreemap-panel', title, query, {}, own);

export const modelCompare = (title: string, query: Query, own: Own = {}): Panel =>
  panel('llmobservatory-modelcompare-panel', title, query, {}, own);

/** A column: its header, width, link, how its cell is drawn. */
export const column = (
  name: string,
  look: {
    title?: string;
    width?: number;
    hidden?: boolean;
    link?: { title: string; url: string };
    cell?: unknown;
  },
): Override => ({
  matcher: { id: 'byName', options: name },
  properties: [
    ...(look.title ? [{ id: 'displayName', value: look.title }] : []),
    ...(look.width ? [{ id: 'custom.width', value: look.width }] : []),
    ...(look.hidden ? [{ id: 'custom.hidden', value: true }] : []),
    ...(look.link ? [{ id: 'links', value: [look.link] }] : []),
    ...(look.cell ? [{ id: 'custom.cellOptions', value: look.cell }] : []),
  ],
});
