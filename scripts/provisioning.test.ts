/** What Grafana is given in provisioning/ must fit what is built here: ids, queries, panels, variables, rules. */
import { filterKey, readQuery } from '@llmobservatory/model';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { provisioningFiles } from './provisioning';

const ROOT = resolve(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(ROOT, 'provisioning', path), 'utf8');

interface Query {
  refId: string;
  datasourceUid?: string;
  relativeTimeRange?: { from: number; to: number };
  model: Record<string, unknown> & { expression?: string };
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
  links: { type: string; tags: string[] }[];
  tags: string[];
  annotations: { list: { target: Record<string, unknown> }[] };
  templating: {
    list: {
      name: string;
      type: string;
      query?: { dimension?: string } | string;
      allValue?: string;
      options?: { value: string }[];
    }[];
  };
}

const pluginFolders = [
  'app',
  'datasource',
  ...readdirSync(join(ROOT, 'plugins/panels')).map((name) => `panels/${name}`),
];
const pluginIds = pluginFolders
  .map((folder) => join(ROOT, 'plugins', folder, 'src/plugin.json'))
  .filter((path) => existsSync(path))
  .map((path) => (JSON.parse(readFileSync(path, 'utf8')) as { id: string }).id);
const dashboards = readdirSync(join(ROOT, 'provisioning/dashboards/json')).map(
  (name) => [name, JSON.parse(read(`dashboards/json/${name}`)) as Dashboard] as const,
);
const rules = (
  parse(read('alerting/llm.yaml')) as {
    groups: {
      rules: {
        uid: string;
        title: string;
        condition: string;
        noDataState: string;
        execErrState: string;
        dashboardUid: string;
        panelId: number;
        labels: Record<string, string>;
        annotations: Record<string, string>;
        data: Query[];
      }[];
    }[];
  }
).groups.flatMap((group) => group.rules);
const sources = parse(read('datasources/llm.yaml')) as {
  datasources: { uid: string; type: string; url: string; secureJsonData: { apiKey: string } }[];
};

it('provisioning/ is what packages/provisioning says: npx tsx scripts/provisioning.ts', async () => {
  const files = await provisioningFiles();
  for (const [path, text] of files) expect(read(path), path).toBe(text);
  expect(dashboards.map(([name]) => `dashboards/json/${name}`).filter((path) => !files.has(path))).toEqual(
    [],
  );
});

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
  const panels = dashboard.panels.filter(({ type }) => type !== 'row');

  it('has its uid as its file name', () => {
    expect(name).toBe(`${dashboard.uid}.json`);
  });

  it.each(panels.map((panel) => [panel.title, panel] as const))(
    'asks in "%s" what the backend answers',
    (_, panel) => {
      expect(panel.datasource).toEqual({ type: 'llmobservatory-llm-datasource', uid: '${ds}' });
      for (const target of panel.targets.map((one) => withDefaults(one, variables)))
        expect(readQuery(target)).not.toHaveProperty('problem');
      expect(panel.type.startsWith('llmobservatory-') ? pluginIds : [panel.type]).toContain(panel.type);
    },
  );

  it('asks for the events of its range what the backend answers', () => {
    for (const { target } of dashboard.annotations.list)
      expect(readQuery(target)).not.toHaveProperty('problem');
  });

  it('leads to all others', () => {
    const { tags } = dashboard.links.find(({ type }) => type === 'dashboards') ?? { tags: [] };
    for (const [, other] of dashboards) expect(other.tags).toEqual(expect.arrayContaining(tags));
    expect(tags).not.toEqual([]);
  });

  it('links to dashboards and variables that exist', () => {
    const links = [...JSON.stringify(dashboard.panels).matchAll(/\/d\/([\w-]+)\?[^"]*?var-(\w+)=/g)];
    for (const [, uid, variable] of links) {
      const target = dashboards.find(([, other]) => other.uid === uid)?.[1];
      expect(target?.templating.list.map((one) => one.name)).toContain(variable);
    }
  });

  it('uses only variables that it has', () => {
    const names = variables.map((variable) => variable.name);
    const used = [...JSON.stringify(dashboard.panels).matchAll(/\$\{?(\w+)/g)].map((match) => match[1]);
    expect(used.filter((one) => !one?.startsWith('__') && !names.includes(one ?? ''))).toEqual([]);
  });

  it('offers the values of dimensions that exist, and All as no filter', () => {
    for (const { query, allValue } of variables.filter(({ type }) => type === 'query')) {
      expect(filterKey(typeof query === 'object' ? (query.dimension ?? '') : '')).toBeDefined();
      expect(allValue).toBe('$__all');
    }
  });

  it('has panels that do not lie on each other, none wider than the screen', () => {
    const cells = dashboard.panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)}/${y + Math.floor(cell / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    expect(dashboard.panels.filter(({ gridPos: { x, w } }) => x + w > 24)).toEqual([]);
    expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
  });
});

/** What the plugin sends at first: variables with a fixed list of values have the first one. */
function withDefaults(target: Record<string, unknown>, variables: Dashboard['templating']['list']) {
  let text = JSON.stringify(target);
  for (const { name, type, options } of variables)
    if (type === 'custom') text = text.replaceAll(`\${${name}}`, options?.[0]?.value ?? '');
  return JSON.parse(text) as Record<string, unknown>;
}

describe.each(rules.map((rule) => [rule.title, rule] as const))('the alert rule %s', (_, rule) => {
  const asked = rule.data.filter(({ datasourceUid }) => datasourceUid !== '__expr__');

  it('asks our data source what it answers', () => {
    expect(new Set(asked.map(({ datasourceUid }) => datasourceUid))).toEqual(new Set(['llm']));
    for (const { model } of asked) expect(readQuery(model)).not.toHaveProperty('problem');
  });

  it('looks at time that is settled', () => {
    for (const { relativeTimeRange } of asked) expect(relativeTimeRange?.to).toBeGreaterThanOrEqual(60);
  });

  it('is no alert when nothing is called, or the backend is away for a moment', () => {
    expect([rule.noDataState, rule.execErrState]).toEqual(['OK', 'KeepLast']);
  });

  it('decides by its last step, from steps that it has', () => {
    const names = rule.data.map(({ refId }) => refId);
    expect(rule.condition).toBe(names.at(-1));
    for (const { model } of rule.data.filter(({ datasourceUid }) => datasourceUid === '__expr__'))
      for (const [, used] of String(model.expression).matchAll(/(?:\$|^)([A-Z])\b/g))
        expect(names).toContain(used);
  });

  it('leads to a panel that exists', () => {
    const panels = dashboards.find(([, { uid }]) => uid === rule.dashboardUid)?.[1].panels ?? [];
    expect(panels.filter(({ type }) => type !== 'row').map(({ id }) => id)).toContain(rule.panelId);
  });

  it('has an id that Grafana takes', () => {
    expect(rule.uid).toMatch(/^[\w-]{1,40}$/);
    expect(rules.filter(({ uid }) => uid === rule.uid)).toHaveLength(1);
  });

  it('writes $ once, where Grafana takes texts as they are, and nowhere else', () => {
    const { data, annotations, ...rest } = rule;
    expect(JSON.stringify([data, annotations])).not.toContain('$$');
    expect(JSON.stringify(rest)).not.toContain('$');
  });
});
