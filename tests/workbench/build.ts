/**
 * Builds the workbench: one bundle of the host page, and beside it everything it asks for by address (built plugins,
 * icons, fonts), so that any static server can serve the folder below /workbench.
 *
 *   npx tsx tests/workbench/build.ts
 */
import { build } from 'esbuild';
import type { Plugin } from 'esbuild';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PLUGIN_FOLDERS } from './pluginFolders';

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = resolve(HERE, '../..');

/** The packages of Grafana 13.2 and React 19 instead of 12.4 and 18: tests/grafana-13/README.md. */
const ON_13 = process.env.WORKBENCH_GRAFANA === '13';
const HOST = ON_13 ? join(ROOT, 'tests/grafana-13') : ROOT;
const MODULES = join(HOST, 'node_modules');

/** Folder that holds the built workbench. */
export const WORKBENCH_DIST = ON_13 ? join(HOST, 'dist') : join(HERE, 'dist');

/** @throws when a plugin has not been built. */
export async function buildWorkbench(): Promise<void> {
  for (const folder of Object.values(PLUGIN_FOLDERS)) {
    if (!existsSync(join(ROOT, folder, 'module.js'))) {
      throw new Error(`${folder} has no module.js: build the plugins first (npm run build).`);
    }
  }
  // Built beside and then put in its place: a workbench that is being looked at keeps its files until the end.
  mkdirSync(join(MODULES, '.cache'), { recursive: true });
  const next = mkdtempSync(join(MODULES, '.cache/workbench-'));
  try {
    await bundleHost(next);
    cpSync(join(HERE, 'index.html'), join(next, 'index.html'));
    for (const [id, folder] of Object.entries(PLUGIN_FOLDERS)) {
      cpSync(join(ROOT, folder), join(next, 'plugins', id), { recursive: true });
    }
    copyIcons(join(next, 'public/build/img/icons'));
    copyFonts(join(next, 'public/fonts'));
    chmodSync(next, 0o755);
    rmSync(WORKBENCH_DIST, { recursive: true, force: true });
    renameSync(next, WORKBENCH_DIST);
  } finally {
    rmSync(next, { recursive: true, force: true });
  }
}

async function bundleHost(outdir: string): Promise<void> {
  const common = {
    bundle: true,
    minify: true,
    outdir,
    target: 'es2022',
    logLevel: 'error' as const,
    legalComments: 'none' as const,
  };
  await build({
    ...common,
    entryPoints: { host: join(HERE, 'host/main.tsx') },
    format: 'iife',
    jsx: 'automatic',
    define: {
      // Libraries that look for AMD would find SystemJS's and export nothing.
      define: 'undefined',
      global: 'globalThis',
      'process.env.NODE_ENV': '"production"',
    },
    loader: { '.svg': 'dataurl', '.woff2': 'dataurl', '.ttf': 'dataurl', '.png': 'dataurl' },
    plugins: [grafanaInternals, ...(ON_13 ? [packagesOfHost] : [])],
  });
  await build({
    ...common,
    entryPoints: { 'editor.worker': join(MODULES, 'monaco-editor/esm/vs/editor/editor.worker.js') },
    format: 'iife',
  });
}

/** `grafana-runtime/…` = files of @grafana/runtime whose setters are not exported; the same instance as the package. */
const grafanaInternals: Plugin = {
  name: 'grafana-internals',
  setup({ onResolve }) {
    onResolve({ filter: /^grafana-runtime\// }, ({ path }) => ({
      path: join(MODULES, '@grafana/runtime/dist/esm', `${path.slice('grafana-runtime/'.length)}.mjs`),
    }));
  },
};

/** Imports of the page itself are looked for in the packages of its host; those between packages find their way alone. */
const packagesOfHost: Plugin = {
  name: 'packages-of-host',
  setup({ onResolve, resolve: resolveIn }) {
    onResolve({ filter: /^[@a-z]/ }, ({ path, importer, kind, pluginData }) => {
      const isOurs = importer.startsWith(HERE) && !path.startsWith('grafana-runtime/');
      if (!isOurs || pluginData === packagesOfHost || path.startsWith('@llmobservatory/')) return undefined;
      return resolveIn(path, { kind, resolveDir: HOST, pluginData: packagesOfHost });
    });
  },
};

/**
 * Grafana serves its icons from its own public folder; the npm package has most of them. Those it lacks: our own
 * drawings, else a ring, so that no icon of Grafana's list is a 404.
 */
function copyIcons(target: string): void {
  cpSync(join(MODULES, '@grafana/ui/dist/public/img/icons'), target, { recursive: true });
  cpSync(join(HERE, 'icons'), target, { recursive: true });
  const ring = readFileSync(join(HERE, 'icons/ring.svg'));
  const list = readFileSync(join(MODULES, '@grafana/data/dist/esm/types/icon.mjs'), 'utf8');
  for (const [, name] of list.matchAll(/^ {2}"?([a-z0-9-]+)"?: true/gm)) {
    const folders = ['unicons', 'mono', 'solid', 'custom'].map((folder) =>
      join(target, folder, `${name}.svg`),
    );
    if (!folders.some(existsSync)) writeFileSync(folders[0]!, ring);
  }
}

/** Name in Grafana's public folder → file of the font packages. */
const FONTS: Readonly<Record<string, string>> = {
  'inter/Inter-Regular.woff2': 'inter/files/inter-latin-400-normal.woff2',
  'inter/Inter-Medium.woff2': 'inter/files/inter-latin-500-normal.woff2',
  'inter/Inter-Italic.woff2': 'inter/files/inter-latin-400-italic.woff2',
  'inter/Inter-MediumItalic.woff2': 'inter/files/inter-latin-500-italic.woff2',
  'roboto/L0xTDF4xlVMF-BfR8bXMIhJHg45mwgGEFl0_3vrtSM1J-gEPT5Ese6hmHSh0mQ.woff2':
    'roboto-mono/files/roboto-mono-latin-400-normal.woff2',
};

function copyFonts(target: string): void {
  for (const [name, file] of Object.entries(FONTS)) {
    cpSync(join(MODULES, '@fontsource', file), join(target, name), { recursive: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildWorkbench();
