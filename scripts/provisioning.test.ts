/** What Grafana is given in provisioning/ must fit what is built here: ids, queries, panels, variables. */
import { filterKey, readQuery } from '@llmobservatory/model';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const ROOT = resolve(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(ROOT, 'provisioning', path), 'utf8');

interface Query {
  refId: string;
  datasourceUid?: string;
  model?: Record<string, unknown>;
}
interface Panel {
  id: number;
  type: string;
  title: string;
  gridPos: { x: number; y: number; w: number; h: number };
  datasource: { type: string; uid: string };
  targets: Record<string, unknown>[];
}
interface Dashboard {
  uid: string;
  panels: Panel[];
  templating: {
    list: { name: string; type: string; query?: { dimension?: string } | string; allValue?: string }[];
  };
}

const pluginIds = ['app', 'datasource', 'panels/waterfall', 'panels/costtreemap', 'panels/modelcompare'].map(
  (folder) =>
    (JSON.parse(readFileSync(join(ROOT, 'plugins', folder, 'src/plugin.json'), 'utf8')) as { id: string }).id,
);
const dashboards = readdirSync(join(ROOT, 'provisioning/dashboards/json')).map(
  (name) => [name, JSON.parse(read(`dashboards/json/${name}`)) as Dashboard] as const,
);
const alerts = parse(read('alerting/llm.yaml')) as {
  groups: {
    rules: {
      condition: string;
      dashboardUid: string;
      panelId: number;
      annotations: Record<string, string>;
      data: Query[];
    }[];
  }[];
};
const sources = parse(read('datasources/llm.yaml')) as {
  datasources: { uid: string; type: string; url: string; secureJsonData: { apiKey: string } }[];
};

describe('the provisioned data source', () => {
  it('is ours, with what differs between machines taken from the environment', () => {
    expect(sources.datasources).toEqual([
      expect.objectContaining({
        uid: 'llm',
        type: 'llmobservatory-llm-datasource',
        url: '$LLM_OBSERVATORY_URL',
        secureJsonData: { apiKey: '$LLM_API_KEY' },
      }),
    ]);
  });
});

it('the provisioned app is ours', () => {
  expect(parse(read('plugins/llm.yaml'))).toMatchObject({ apps: [{ type: pluginIds[0], disabled: false }] });
});

describe.each(dashboards)('the dashboard %s', (name, dashboard) => {
  const variables = dashboard.templating.list;

  it('has its uid as its file name', () => {
    expect(name).toBe(`${dashboard.uid}.json`);
  });

  it.each(dashboard.panels.map((panel) => [panel.title, panel] as const))(
    'asks in "%s" what the backend answers',
    (_, panel) => {
      expect(panel.datasource).toEqual({ type: 'llmobservatory-llm-datasource', uid: '${ds}' });
      for (const target of panel.targets) expect(readQuery(target)).not.toHaveProperty('problem');
      expect(panel.type.startsWith('llmobservatory-') ? pluginIds : [panel.type]).toContain(panel.type);
    },
  );

  it('uses only variables that it has', () => {
    const names = variables.map((variable) => variable.name);
    const used = [...JSON.stringify(dashboard.panels).matchAll(/\$\{?(\w+)/g)].map((match) => match[1]);
    expect(used.filter((one) => !one?.startsWith('__') && !names.includes(one ?? ''))).toEqual([]);
  });

  it('offers the values of dimensions that exist, and All as no filter', () => {
    const queries = variables.filter(({ type }) => type === 'query');
    expect(queries.length).toBeGreaterThan(0);
    for (const { query, allValue } of queries) {
      expect(filterKey(typeof query === 'object' ? (query.dimension ?? '') : '')).toBeDefined();
      expect(allValue).toBe('$__all');
    }
  });

  it('has panels that do not lie on each other', () => {
    const cells = dashboard.panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)}/${y + Math.floor(cell / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
  });
});

describe.each(alerts.groups.flatMap(({ rules }) => rules))('the alert rule $title', (rule) => {
  it('asks our data source what it answers', () => {
    const ours = rule.data.filter(({ datasourceUid }) => datasourceUid !== '__expr__');
    expect(ours.map(({ datasourceUid }) => datasourceUid)).toEqual(['llm']);
    for (const { model } of ours) expect(readQuery(model)).not.toHaveProperty('problem');
  });

  it('decides by one of its own expressions, on a panel that exists', () => {
    expect(rule.data.map(({ refId }) => refId)).toContain(rule.condition);
    const panels = dashboards
      .find(([, { uid }]) => uid === rule.dashboardUid)?.[1]
      .panels.map(({ id }) => id);
    expect(panels).toContain(rule.panelId);
  });

  it('writes $ once in annotations, which Grafana takes as they are', () => {
    expect(Object.values(rule.annotations).join(' ')).not.toContain('$$');
  });
});
