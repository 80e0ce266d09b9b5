/**
 * Checks a plugin archive by the rules that Grafana's plugin validator and Grafana itself apply.
 *
 *   npx tsx scripts/lint-zip.ts out/*.zip
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readArchive, type ArchiveFile } from './archive';

/** Endings of the executables that Grafana looks for; said again here, so that the build is checked against it. */
const PLATFORMS = ['linux_amd64', 'linux_arm64', 'darwin_amd64', 'darwin_arm64'];

interface Manifest {
  id: string;
  name: string;
  type: string;
  backend?: boolean;
  alerting?: boolean;
  executable?: string;
  streaming?: boolean;
  routes?: Route[];
  includes?: { type: string; name: string; path?: string }[];
  info: {
    version: string;
    updated: string;
    description?: string;
    keywords?: string[];
    logos: { small: string; large: string };
    screenshots?: { name: string; path: string }[];
    links?: { name: string; url: string }[];
  };
  dependencies: { grafanaDependency: string };
}

interface Route {
  path: string;
  method?: string;
  headers?: { name: string; content: string }[];
}

/** One plugin of the archive: its own files, those of nested plugins left out. Paths begin at its folder. */
interface Plugin {
  folder: string;
  manifest: Manifest;
  files: Map<string, ArchiveFile>;
}

/** Problems, one sentence each; none = the archive is good. */
export function lintArchive(archive: Uint8Array): string[] {
  const files = readArchive(archive);
  const shape = shapeProblems(files);
  if (shape.length > 0) return shape;
  const plugins = readPlugins(files);
  const root = plugins[0];
  if (!root) return ['There is no plugin.json in the root folder.'];
  return [
    ...archiveProblems(root, plugins.slice(1), files),
    ...plugins.flatMap((plugin) =>
      PLUGIN_RULES.flatMap((rule) => rule(plugin)).map((problem) => `${plugin.manifest.id}: ${problem}`),
    ),
  ];
}

function shapeProblems(files: readonly ArchiveFile[]): string[] {
  const roots = new Set(files.map(({ path }) => path.split('/')[0]));
  const outside = files.filter(
    ({ path }) => !path.includes('/') || path.startsWith('/') || path.split('/').includes('..'),
  );
  return [
    ...(roots.size === 1
      ? []
      : [`Expected exactly one root folder, found ${[...roots].join(', ') || 'none'}.`]),
    ...outside.map(({ path }) => `${path} lies outside of the root folder.`),
  ];
}

/** The root plugin first. */
function readPlugins(files: readonly ArchiveFile[]): Plugin[] {
  const folders = files
    .filter(({ path }) => basename(path) === 'plugin.json')
    .map(({ path }) => path.slice(0, -'plugin.json'.length))
    .sort((a, b) => a.length - b.length);
  return folders.map((folder) => {
    const nested = folders.filter((other) => other !== folder && other.startsWith(folder));
    const own = files.filter(
      ({ path }) => path.startsWith(folder) && !nested.some((other) => path.startsWith(other)),
    );
    const byPath = new Map(own.map((file) => [file.path.slice(folder.length), file]));
    return { folder, manifest: JSON.parse(textOf(byPath.get('plugin.json'))) as Manifest, files: byPath };
  });
}

function archiveProblems(root: Plugin, nested: readonly Plugin[], files: readonly ArchiveFile[]): string[] {
  const problems: string[] = [];
  if (root.folder !== `${root.manifest.id}/`)
    problems.push(`The root folder is ${root.folder}; expected the id of the plugin, ${root.manifest.id}/.`);
  if (nested.length > 0 && root.manifest.type !== 'app')
    problems.push(`${root.manifest.id} is a ${root.manifest.type}; only apps may have nested plugins.`);
  const declared = (root.manifest.includes ?? []).filter(
    ({ type }) => type === 'datasource' || type === 'panel',
  );
  for (const plugin of nested) {
    const path = `${plugin.folder.slice(root.folder.length)}plugin.json`;
    if (!declared.some((include) => include.path === path && include.type === plugin.manifest.type))
      problems.push(
        `${path} is not declared in the includes of ${root.manifest.id} as ${plugin.manifest.type}.`,
      );
    if (plugin.manifest.info.version !== root.manifest.info.version)
      problems.push(
        `${path} has version ${plugin.manifest.info.version}, the app ${root.manifest.info.version}.`,
      );
  }
  for (const { path = '' } of declared) {
    if (!files.some((file) => file.path === root.folder + path))
      problems.push(`${root.manifest.id} includes ${path}, which is not in the archive.`);
  }
  for (const { path } of files) {
    if (/(^|\/)(node_modules\/|\.git\/|standalone\.txt$|pid\.txt$|\.env$)/.test(path))
      problems.push(`${path} does not belong into a plugin.`);
  }
  return problems;
}

type Rule = (plugin: Plugin) => string[];

const PLUGIN_RULES: Rule[] = [
  ({ manifest: { id, name, type } }) => [
    ...must(/^[0-9a-z]+-[0-9a-z]+-(app|panel|datasource)$/.test(id), 'The id is not <org>-<name>-<type>.'),
    ...must(id.endsWith(`-${type}`), `The id does not end in -${type}.`),
    ...must(name !== '' && name !== id, 'The name is missing or the same as the id.'),
  ],
  ({ manifest: { info, dependencies } }) => [
    ...must(
      /^\d+\.\d+\.\d+(-[\w.]+)?$/.test(info.version),
      `info.version is "${info.version}", expected such as 1.2.3.`,
    ),
    ...must(
      /^\d{4}-\d\d-\d\d$/.test(info.updated),
      `info.updated is "${info.updated}", expected YYYY-MM-DD.`,
    ),
    ...must((info.description ?? '').length >= 20, 'info.description is missing or says nothing.'),
    ...must((info.keywords ?? []).length > 0, 'info.keywords is empty.'),
    ...must(
      /^>=\d+\.\d+\.\d+( <\d+\.\d+\.\d+)?$/.test(dependencies.grafanaDependency),
      `grafanaDependency is "${dependencies.grafanaDependency}", expected such as >=12.3.0.`,
    ),
    ...(info.links ?? [])
      .filter(({ url }) => !url.startsWith('https://'))
      .map(({ url }) => `The link ${url} is not https.`),
  ],
  ({ manifest: { info }, files }) => [
    ...[...new Set([info.logos.small, info.logos.large])].flatMap((path) =>
      logoProblems(path, files.get(path)),
    ),
    ...(info.screenshots ?? [])
      .filter(({ path }) => !files.has(path))
      .map(({ path }) => `The screenshot ${path} is missing.`),
  ],
  ({ files }) => [
    ...must(
      textOf(files.get('README.md')).length >= 300,
      'README.md is missing or shorter than 300 characters.',
    ),
    ...must(
      /^# Changelog[\s\S]*\d+\.\d+\.\d+/.test(textOf(files.get('CHANGELOG.md'))),
      'CHANGELOG.md names no version.',
    ),
    ...must(textOf(files.get('LICENSE')).includes('Apache License'), 'LICENSE is missing or not Apache-2.0.'),
    ...[...files]
      .filter(([path, file]) => /\.(json|md)$/.test(path) && /%(VERSION|TODAY|PLUGIN_ID)%/.test(textOf(file)))
      .map(([path]) => `${path} has a placeholder that the build did not fill.`),
  ],
  ({ files }) => {
    const code = textOf(files.get('module.js'));
    return [
      ...must(/^(\/\*[\s\S]*?\*\/\s*)?define\(/.test(code), 'module.js is missing or not an AMD module.'),
      ...[...files.keys()]
        .filter((path) => path.endsWith('.js') && !files.has(`${path}.map`))
        .map((path) => `${path} has no source map.`),
    ];
  },
  ({ files }) =>
    [...files]
      .filter(([path]) => path.endsWith('.js.map'))
      .flatMap(([path, file]) => mapProblems(path, textOf(file))),
  ({ files }) =>
    [...files]
      .filter(([path]) => path.endsWith('.js'))
      .flatMap(([path, file]) =>
        CODE_RULES.filter(([pattern]) => pattern.test(textOf(file))).map(([, why]) => `${path} ${why}`),
      ),
  executableProblems,
  ({ manifest: { routes = [] } }) => routes.flatMap(routeProblems),
  ({ files }) =>
    must(
      !/lorem ipsum|create-plugin|This is a starting point/i.test(textOf(files.get('README.md'))),
      'README.md is still that of a template.',
    ),
];

/** One verb a route, or none: Grafana compares the text as a whole, and what matches no route is sent on bare. */
const routeProblems = ({ path, method = '', headers = [] }: Route): string[] => [
  ...must(
    /^[A-Z]*$/.test(method),
    `The route ${path} has the method ${method}, which never matches: the request would go out without its key.`,
  ),
  ...headers
    .filter(({ content }) => !content.includes('.SecureJsonData.'))
    .map(
      ({ name }) =>
        `The route ${path} has the header ${name} with a value of its own; expected {{ .SecureJsonData… }}.`,
    ),
];

/** What must not be in the code of a plugin that runs on React 18 and 19, under a strict CSP. */
const CODE_RULES: readonly (readonly [RegExp, string])[] = [
  [
    /\bfindDOMNode\b|\bunmountComponentAtNode\b|__SECRET_INTERNALS_DO_NOT_USE/,
    'uses what React 19 took away.',
  ],
  [/angular\.module\(/, 'uses Angular.'],
  [/googletagmanager|google-analytics|hotjar|fullstory/, 'contains a tracking script.'],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----/, 'contains a private key.'],
];

function logoProblems(path: string, file: ArchiveFile | undefined): string[] {
  if (!file) return [`The logo ${path} is missing.`];
  const svg = textOf(file);
  if (!path.endsWith('.svg') || !/<svg[\s>]/.test(svg)) return [`The logo ${path} is not an SVG.`];
  return must(
    !/<(script|foreignObject|iframe|image|use)\b|\son\w+\s*=|(href|src)\s*=\s*["'](?!#)/i.test(svg),
    `The logo ${path} contains more than shapes.`,
  );
}

/** Grafana hands these in; a second copy breaks hooks, contexts and themes. */
const SHARED =
  /node_modules\/(react|react-dom|rxjs|lodash|moment|@emotion\/css|@grafana\/(?:data|runtime|ui))\//;

function mapProblems(path: string, text: string): string[] {
  const { sources, sourcesContent } = JSON.parse(text) as { sources: string[]; sourcesContent?: string[] };
  return [
    ...must(sourcesContent?.length === sources.length, `${path} does not contain its sources.`),
    ...must(
      !sources.some((source) => /^(webpack:\/\/[^/]*)?\/(home|root|work|src|Users)\//.test(source)),
      `${path} names folders of the machine it was built on.`,
    ),
    ...[
      ...new Set(sources.map((source) => SHARED.exec(source)?.[1]).filter((name) => name !== undefined)),
    ].map((name) => `${path.replace(/\.map$/, '')} contains ${name}, which Grafana shares.`),
  ];
}

function executableProblems({ manifest, files }: Plugin): string[] {
  const { backend, alerting, streaming, executable } = manifest;
  const problems: string[] = [];
  if (Boolean(backend) !== Boolean(executable)) problems.push('backend and executable go together.');
  if (alerting && !backend) problems.push('alerting needs backend.');
  if (streaming && !backend) problems.push('streaming needs backend.');
  const expected = executable ? PLATFORMS.map((platform) => `${executable}_${platform}`) : [];
  for (const path of expected) {
    const file = files.get(path);
    if (!file) problems.push(`The executable ${path} is missing.`);
    else if (file.mode !== 0o755)
      problems.push(`The executable ${path} has mode ${file.mode.toString(8)}, expected 755.`);
  }
  for (const [path, { mode }] of files) {
    if (mode & 0o111 && !expected.includes(path))
      problems.push(`${path} may be run, but is no executable of the plugin.`);
  }
  return problems;
}

const must = (holds: boolean, problem: string): string[] => (holds ? [] : [problem]);
const textOf = (file: ArchiveFile | undefined): string => (file ? new TextDecoder().decode(file.bytes) : '');

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  let bad = 0;
  for (const path of process.argv.slice(2)) {
    const problems = lintArchive(readFileSync(path));
    bad += problems.length;
    console.log(`${path}: ${problems.length === 0 ? 'good' : `\n  ${problems.join('\n  ')}`}`);
  }
  process.exit(bad === 0 ? 0 : 1);
}
