import { describe, expect, it } from 'vitest';
import { writeArchive, type ArchiveFile } from './archive';
import { lintArchive } from './lint-zip';
import { composePackages } from './package';

const LOGO = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9"/></svg>';

const manifest = (changes: object = {}) => ({
  type: 'panel',
  id: 'acme-thing-panel',
  name: 'Thing',
  info: {
    version: '1.2.3',
    updated: '2026-11-21',
    description: 'Shows the thing that matters.',
    keywords: ['thing'],
    logos: { small: 'img/logo.svg', large: 'img/logo.svg' },
  },
  dependencies: { grafanaDependency: '>=12.3.0' },
  ...changes,
});

/** A good plugin; `undefined` takes a file away. */
function plugin(
  root: string,
  changes: Record<string, string | undefined> = {},
  about: object = {},
): Record<string, string> {
  const files = {
    'plugin.json': JSON.stringify(manifest(about)),
    'module.js': 'define(["react"],e=>e)',
    'module.js.map': JSON.stringify({ sources: ['webpack://x/./a.ts'], sourcesContent: ['1'] }),
    'README.md': 'What it is and how to use it. '.repeat(12),
    'CHANGELOG.md': '# Changelog\n\n## 1.2.3\n',
    LICENSE: 'Apache License',
    'img/logo.svg': LOGO,
    ...changes,
  };
  return Object.fromEntries(
    Object.entries(files).flatMap(([path, text]) => (text === undefined ? [] : [[`${root}/${path}`, text]])),
  );
}

const lint = (texts: Record<string, string>, modes: Record<string, number> = {}): string[] =>
  lintArchive(
    writeArchive(
      Object.entries(texts).map(([path, text]): ArchiveFile => ({
        path,
        bytes: new TextEncoder().encode(text),
        mode: modes[path] ?? 0o644,
      })),
    ),
  );

const ID = 'acme-thing-panel';
const info = (changes: object) => ({ info: { ...manifest().info, ...changes } });

describe('the archives of this repository', () => {
  it.each(composePackages().map((made) => [made.name, made.files] as const))('%s is good', (_, files) => {
    expect(lintArchive(writeArchive(files))).toEqual([]);
  });

  it('are the suite with its nested plugins, each nested plugin alone, and two without an executable', () => {
    const names = composePackages().map(({ name }) => name.replace(/-\d.*$/, ''));
    expect(names).toEqual([
      'llmobservatory-llm-app',
      'llmobservatory-llm-datasource',
      'llmobservatory-waterfall-panel',
      'llmobservatory-costtreemap-panel',
      'llmobservatory-modelcompare-panel',
      'llmobservatory-llm-app-http',
      'llmobservatory-llm-datasource-http',
    ]);
  });
});

describe('a good archive', () => {
  it('has no problems', () => {
    expect(lint(plugin(ID))).toEqual([]);
  });

  it('may be an app with declared plugins inside', () => {
    const app = {
      type: 'app',
      id: 'acme-thing-app',
      includes: [{ type: 'panel', name: 'Thing', path: 'thing/plugin.json' }],
    };
    expect(lint({ ...plugin('acme-thing-app', {}, app), ...plugin('acme-thing-app/thing') })).toEqual([]);
  });
});

describe('an archive with one fault', () => {
  const named = (problem: string) => [`${ID}: ${problem}`];

  it.each<[what: string, files: Record<string, string>, problems: string[]]>([
    [
      'two root folders',
      { ...plugin(ID), 'other/x': '' },
      [`Expected exactly one root folder, found ${ID}, other.`],
    ],
    [
      'a root folder with another name',
      plugin('thing'),
      [`The root folder is thing/; expected the id of the plugin, ${ID}/.`],
    ],
    [
      'a way out of its folder',
      { ...plugin(ID), [`${ID}/../x`]: '' },
      [`${ID}/../x lies outside of the root folder.`],
    ],
    [
      'no plugin.json',
      plugin(ID, { 'plugin.json': undefined }),
      ['There is no plugin.json in the root folder.'],
    ],
    [
      'a plugin inside of a panel',
      { ...plugin(ID), ...plugin(`${ID}/x`, {}, { id: 'acme-x-panel' }) },
      [
        `${ID} is a panel; only apps may have nested plugins.`,
        `x/plugin.json is not declared in the includes of ${ID} as panel.`,
      ],
    ],
    [
      'an include that is not there',
      plugin(
        'acme-thing-app',
        {},
        {
          type: 'app',
          id: 'acme-thing-app',
          includes: [{ type: 'panel', name: 'X', path: 'x/plugin.json' }],
        },
      ),
      ['acme-thing-app includes x/plugin.json, which is not in the archive.'],
    ],
    [
      'what belongs to the build',
      { ...plugin(ID), [`${ID}/node_modules/a/b.json`]: '{}' },
      [`${ID}/node_modules/a/b.json does not belong into a plugin.`],
    ],
    [
      'the id of another type',
      plugin('acme-thing-app', {}, { id: 'acme-thing-app' }),
      ['acme-thing-app: The id does not end in -panel.'],
    ],
    ['its id as its name', plugin(ID, {}, { name: ID }), named('The name is missing or the same as the id.')],
    [
      'a version that was not filled in',
      plugin(ID, {}, info({ version: '%VERSION%' })),
      [
        `${ID}: info.version is "%VERSION%", expected such as 1.2.3.`,
        `${ID}: plugin.json has a placeholder that the build did not fill.`,
      ],
    ],
    [
      'a link that is not https',
      plugin(ID, {}, info({ links: [{ name: 'a', url: 'http://a.example' }] })),
      named('The link http://a.example is not https.'),
    ],
    [
      'no floor for Grafana',
      plugin(ID, {}, { dependencies: { grafanaDependency: '12' } }),
      named('grafanaDependency is "12", expected such as >=12.3.0.'),
    ],
    ['no logo', plugin(ID, { 'img/logo.svg': undefined }), named('The logo img/logo.svg is missing.')],
    [
      'a logo that runs',
      plugin(ID, { 'img/logo.svg': '<svg onload="x()"></svg>' }),
      named('The logo img/logo.svg contains more than shapes.'),
    ],
    [
      'a screenshot that is not there',
      plugin(ID, {}, info({ screenshots: [{ name: 'a', path: 'img/a.png' }] })),
      named('The screenshot img/a.png is missing.'),
    ],
    [
      'a README that says nothing',
      plugin(ID, { 'README.md': '# Thing' }),
      named('README.md is missing or shorter than 300 characters.'),
    ],
    ['no licence', plugin(ID, { LICENSE: undefined }), named('LICENSE is missing or not Apache-2.0.')],
    ['no source map', plugin(ID, { 'module.js.map': undefined }), named('module.js has no source map.')],
    [
      'a module that is not AMD',
      plugin(ID, { 'module.js': 'export const plugin = 1' }),
      named('module.js is missing or not an AMD module.'),
    ],
    [
      'a source map with folders of the builder',
      plugin(ID, { 'module.js.map': '{"sources":["/home/me/a.ts"],"sourcesContent":["1"]}' }),
      named('module.js.map names folders of the machine it was built on.'),
    ],
    [
      'a React of its own',
      plugin(ID, {
        'module.js.map': '{"sources":["webpack://x/node_modules/react/index.js"],"sourcesContent":["1"]}',
      }),
      named('module.js contains react, which Grafana shares.'),
    ],
    [
      'what React 19 took away',
      plugin(ID, { 'module.js': 'define(["react-dom"],e=>e.findDOMNode())' }),
      named('module.js uses what React 19 took away.'),
    ],
    [
      'an executable without a backend',
      plugin(ID, {}, { executable: 'gpx' }),
      [
        `${ID}: backend and executable go together.`,
        ...['linux_amd64', 'linux_arm64', 'darwin_amd64', 'darwin_arm64'].map(
          (platform) => `${ID}: The executable gpx_${platform} is missing.`,
        ),
      ],
    ],
    ['alerting without a backend', plugin(ID, {}, { alerting: true }), named('alerting needs backend.')],
    ['streams without a backend', plugin(ID, {}, { streaming: true }), named('streaming needs backend.')],
    [
      'a route that never matches',
      plugin(ID, {}, { routes: [{ path: 'api', method: 'GET,POST', url: '{{ .URL }}/api' }] }),
      named(
        'The route api has the method GET,POST, which never matches: the request would go out without its key.',
      ),
    ],
    [
      'a secret in a route',
      plugin(
        ID,
        {},
        { routes: [{ path: 'api', url: 'x', headers: [{ name: 'Authorization', content: 'Bearer abc' }] }] },
      ),
      named(
        'The route api has the header Authorization with a value of its own; expected {{ .SecureJsonData… }}.',
      ),
    ],
    [
      'a README with placeholders of a template',
      plugin(ID, { 'README.md': 'Lorem ipsum dolor sit amet. '.repeat(20) }),
      named('README.md is still that of a template.'),
    ],
  ])('is told about %s', (_, files, problems) => {
    expect(lint(files)).toEqual(problems);
  });

  it('is told about an executable that may not be run', () => {
    const names = ['linux_amd64', 'linux_arm64', 'darwin_amd64', 'darwin_arm64'].map(
      (platform) => `gpx_${platform}`,
    );
    const files = plugin(ID, Object.fromEntries(names.map((name) => [name, '#!/bin/sh'])), {
      backend: true,
      executable: 'gpx',
    });
    const modes = Object.fromEntries(
      names.map((name) => [`${ID}/${name}`, name === 'gpx_linux_arm64' ? 0o644 : 0o755]),
    );
    expect(lint(files, modes)).toEqual(named('The executable gpx_linux_arm64 has mode 644, expected 755.'));
  });

  it('is told about a file that may be run, but should not', () => {
    expect(lint(plugin(ID), { [`${ID}/LICENSE`]: 0o755 })).toEqual(
      named('LICENSE may be run, but is no executable of the plugin.'),
    );
  });
});
