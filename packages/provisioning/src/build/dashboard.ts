/**
 * One dashboard: rows of panels with their widths, and what all dashboards of the suite share: variables, annotations,
 * links to each other. From it the JSON that Grafana provisions. Ids and places follow from the order.
 */
import type { Panel } from './panel';

export interface Row {
  /** Absent: panels without a heading. */
  title?: string;
  /** In Grafana's grid: 24 columns, rows of about 38 px. */
  height: number;
  /** Width and panel; the widths of a row are at most 24. */
  panels: [width: number, panel: Panel][];
}

export interface Dashboard {
  uid: string;
  title: string;
  description: string;
  /** Beside the common ones. */
  variables?: Variable[];
  /** Common variables that would filter nothing here. */
  without?: ('app' | 'model' | 'environment' | 'filters')[];
  /** Path in the app that shows the same. */
  page?: string;
  from?: string;
  rows: Row[];
}

export type Variable =
  | { kind: 'text'; name: string; label: string; description: string }
  | { kind: 'choice'; name: string; label: string; values: string[] }
  | { kind: 'values'; name: string; label: string; dimension: string };

export const DATA_SOURCE = { type: 'llmobservatory-llm-datasource', uid: '${ds}' };
/** By it the dashboards find each other. */
export const TAG = 'llm-observatory';
const APP = '/a/llmobservatory-llm-app';

export function dashboardJson(board: Dashboard): Record<string, unknown> {
  return {
    uid: board.uid,
    title: board.title,
    description: board.description,
    tags: [TAG],
    schemaVersion: 41,
    version: 1,
    editable: true,
    graphTooltip: 1,
    refresh: '',
    timezone: 'browser',
    time: { from: board.from ?? 'now-24h', to: 'now' },
    annotations: { list: [EVENTS] },
    links: [
      {
        ...LINK,
        type: 'dashboards',
        title: 'LLM dashboards',
        tags: [TAG],
        asDropdown: true,
        includeVars: true,
      },
      { ...LINK, type: 'link', title: 'Open in app', icon: 'apps', url: `${APP}${board.page ?? ''}` },
    ],
    templating: { list: variablesOf(board) },
    panels: panelsOf(board.rows),
  };
}

const LINK = {
  icon: 'external link',
  tooltip: '',
  url: '',
  tags: [],
  targetBlank: false,
  keepTime: true,
  includeVars: false,
  asDropdown: false,
};

const EVENTS = {
  name: 'Releases, prompts, prices',
  datasource: DATA_SOURCE,
  enable: true,
  iconColor: 'light-purple',
  target: { refId: 'Anno', queryType: 'annotations', kinds: ['releases', 'prompts', 'prices'] },
};

function variablesOf({ variables = [], without = [] }: Dashboard): Record<string, unknown>[] {
  const common = [valuesOf('app', 'App'), valuesOf('model', 'Model'), valuesOf('environment', 'Environment')];
  return [
    {
      name: 'ds',
      label: 'Data source',
      type: 'datasource',
      query: DATA_SOURCE.type,
      current: {},
      options: [],
      refresh: 1,
      regex: '',
      hide: 0,
      multi: false,
      includeAll: false,
      skipUrlSync: false,
    },
    ...common.filter(({ name }) => !without.some((one) => one === name)),
    ...variables.map(ownVariable),
    ...(without.includes('filters')
      ? []
      : [
          {
            name: 'filters',
            label: 'Filters',
            type: 'adhoc',
            datasource: DATA_SOURCE,
            filters: [],
            baseFilters: [],
            hide: 0,
            skipUrlSync: false,
          },
        ]),
  ];
}

const valuesOf = (dimension: string, label: string, name = dimension) => ({
  name,
  label,
  type: 'query',
  datasource: DATA_SOURCE,
  query: { refId: 'A', dimension },
  definition: '',
  refresh: 2,
  sort: 1,
  multi: true,
  includeAll: true,
  allValue: '$__all',
  current: { text: ['All'], value: ['$__all'] },
  options: [],
  regex: '',
  hide: 0,
  skipUrlSync: false,
});

function ownVariable(variable: Variable): Record<string, unknown> {
  const { name, label } = variable;
  if (variable.kind === 'values') return valuesOf(variable.dimension, label, name);
  const values = variable.kind === 'choice' ? variable.values : [''];
  const options = values.map((value, index) => ({ text: value, value, selected: index === 0 }));
  return {
    name,
    label,
    type: variable.kind === 'choice' ? 'custom' : 'textbox',
    ...(variable.kind === 'text' && { description: variable.description }),
    query: values.join(','),
    current: { text: values[0], value: values[0] },
    options,
    ...(variable.kind === 'choice' && { multi: false, includeAll: false }),
    hide: 0,
    skipUrlSync: false,
  };
}

function panelsOf(rows: readonly Row[]): Record<string, unknown>[] {
  const panels: Record<string, unknown>[] = [];
  let y = 0;
  for (const row of rows) {
    if (row.title) {
      panels.push({ id: panels.length + 1, type: 'row', title: row.title, collapsed: false, gridPos: { x: 0, y, w: 24, h: 1 }, panels: [] }); // prettier-ignore
      y += 1;
    }
    let x = 0;
    for (const [w, panel] of row.panels) {
      panels.push(panelJson(panel, panels.length + 1, { x, y, w, h: row.height }));
      x += w;
    }
    y += row.height;
  }
  return panels;
}

const panelJson = (panel: Panel, id: number, gridPos: Record<'x' | 'y' | 'w' | 'h', number>) => ({
  id,
  type: panel.type,
  title: panel.title,
  ...(panel.description && { description: panel.description }),
  datasource: DATA_SOURCE,
  gridPos,
  targets: panel.queries.map((query, index) => ({
    refId: String.fromCharCode(65 + index),
    datasource: DATA_SOURCE,
    v: 1,
    ...query,
  })),
  options: panel.options,
  fieldConfig: { defaults: panel.defaults, overrides: panel.overrides },
  ...(panel.transformations && { transformations: panel.transformations }),
});
