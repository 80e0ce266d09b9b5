/**
 * Builds one plugin the way Grafana's loader wants it: an AMD module.js, everything Grafana shares left out.
 * One compilation for each plugin, nested ones too: Grafana serves a nested plugin from its own folder and id.
 *
 *   npx webpack --config scripts/webpack.config.js --env plugin=plugins/datasource
 *
 * By convention a plugin has src/plugin.json, src/module.ts(x), src/img, README.md, CHANGELOG.md.
 */
import CopyPlugin from 'copy-webpack-plugin';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LocatorPlugin } from './locator-plugin.js';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** Exactly the import map of Grafana 12.3: one name more and the plugin does not load, one less and it has a second React. */
const SHARED_BY_GRAFANA = [
  '@emotion/css', '@emotion/react', '@grafana/data', '@grafana/data/unstable', '@grafana/runtime',
  '@grafana/runtime/unstable', '@grafana/ui', '@grafana/ui/unstable', 'd3', 'i18next', 'jquery', 'lodash', 'moment',
  'prismjs', 'react', 'react-dom', 'react-redux', 'react-router', 'react/jsx-dev-runtime', 'react/jsx-runtime', 'redux',
  'rxjs', 'rxjs/operators', 'slate', 'slate-plain-serializer', 'slate-react',
]; // prettier-ignore

const SWC = {
  jsc: {
    target: 'es2022',
    parser: { syntax: 'typescript', tsx: true },
    transform: { react: { runtime: 'automatic' } },
  },
};

export default function webpackConfig(env) {
  const folder = pluginFolder(env);
  const source = join(folder, 'src');
  const manifest = readJson(join(source, 'plugin.json'));
  const { version } = readJson(join(folder, 'package.json'));
  const entry = ['module.ts', 'module.tsx'].map((name) => join(source, name)).find(existsSync);
  if (!entry) throw new Error(`${source} has neither module.ts nor module.tsx.`);
  const fill = (content) => fillIn(content.toString(), { version, id: manifest.id });

  return {
    name: manifest.id,
    mode: 'production',
    target: ['web', 'es2022'],
    context: source,
    entry: { module: entry },
    devtool: 'source-map',
    externals: [{ 'amd-module': 'module' }, ...SHARED_BY_GRAFANA],
    output: {
      path: join(folder, 'dist'),
      clean: true,
      library: { type: 'amd' },
      publicPath: `public/plugins/${manifest.id}/`,
      uniqueName: manifest.id,
      filename: '[name].js',
      // Grafana lets browsers keep plugin files: the query makes a new build a new address.
      chunkFilename: '[name].js?_cache=[contenthash]',
      crossOriginLoading: 'anonymous',
      devtoolModuleFilenameTemplate: (info) =>
        `webpack://${manifest.id}/${info.resourcePath.replace(/^.*node_modules\//, 'node_modules/')}`,
    },
    resolve: { extensions: ['.ts', '.tsx', '.js', '.mjs'] },
    module: {
      rules: [
        {
          test: entry,
          // An absolute path: node_modules is hoisted, a bare name would be looked for there.
          use: {
            loader: 'imports-loader',
            options: { imports: `side-effects ${join(ROOT, 'scripts/grafana-public-path.js')}` },
          },
        },
        {
          test: /\.tsx?$/,
          use: { loader: 'swc-loader', options: { ...SWC, swcrc: false, configFile: false } },
        },
        { test: /\.svg$/, type: 'asset/inline' },
      ],
    },
    plugins: [
      new CopyPlugin({
        patterns: [
          { from: 'plugin.json', transform: fill },
          { from: 'img', to: 'img', noErrorOnMissing: true },
          { from: join(folder, 'README.md'), transform: fill },
          { from: join(folder, 'CHANGELOG.md'), transform: fill },
          { from: join(ROOT, 'LICENSE'), to: '[name]' },
        ],
      }),
      ...(manifest.executable
        ? [new LocatorPlugin(join(folder, 'locator', manifest.executable), manifest.executable)]
        : []),
    ],
    // Sizes are checked where they matter, on the packages; a warning at each build is read by nobody.
    performance: { hints: false },
    stats: 'errors-warnings',
  };
}

function pluginFolder(env) {
  const folder = env?.plugin && resolve(ROOT, env.plugin);
  if (folder && existsSync(join(folder, 'src/plugin.json'))) return folder;
  throw new Error(
    `--env plugin=${env?.plugin ?? ''}: expected a folder with src/plugin.json, such as plugins/datasource.`,
  );
}

function fillIn(text, { version, id }) {
  const values = { VERSION: version, TODAY: new Date().toISOString().slice(0, 10), PLUGIN_ID: id };
  return text.replace(/%(VERSION|TODAY|PLUGIN_ID)%/g, (_, name) => values[name]);
}

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));
