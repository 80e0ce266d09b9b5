/**
 * npm run package: builds the plugins and makes what people install.
 *
 *   out/suite/llmobservatory-llm-app/       the app with the other plugins inside, unpacked
 *   out/llmobservatory-llm-app-<version>.zip    the same as one archive
 *   out/<plugin id>-<version>.zip               each other plugin alone
 *   out/…-http-<version>.zip                    app and data source for a Grafana that may not start executables
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readFolder, writeArchive, type ArchiveFile } from './archive';
import { withoutExecutable } from './http-variant';
import { lintArchive } from './lint-zip';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');

const APP = 'plugins/app';
/** Folder inside the app → the plugin that goes there. The app's plugin.json names the same folders. */
const NESTED = {
  datasource: 'plugins/datasource',
  waterfall: 'plugins/panels/waterfall',
  costtreemap: 'plugins/panels/costtreemap',
  modelcompare: 'plugins/panels/modelcompare',
};

export interface Package {
  /** Name without ending: <plugin id>-<version>. */
  name: string;
  files: ArchiveFile[];
}

/** The suite first. The plugins must be built. */
export function composePackages(): Package[] {
  const app = pluginOf(APP);
  const nested = Object.entries(NESTED).flatMap(([folder, plugin]) => distOf(plugin, `${app.id}/${folder}`));
  const suite = { ...app, files: [...distOf(APP, app.id), ...nested] };
  const single = Object.values(NESTED).map((plugin) => {
    const { id, version } = pluginOf(plugin);
    return { id, version, files: distOf(plugin, id) };
  });
  const datasource = single[Object.keys(NESTED).indexOf('datasource')]!;
  return [
    ...[suite, ...single].map(({ id, version, files }) => ({ name: `${id}-${version}`, files })),
    ...[suite, datasource].map(({ id, version, files }) => ({
      name: `${id}-http-${version}`,
      files: withoutExecutable(files),
    })),
  ];
}

const distOf = (plugin: string, root: string): ArchiveFile[] => readFolder(join(ROOT, plugin, 'dist'), root);

function pluginOf(plugin: string): { id: string; version: string } {
  const { id, info } = JSON.parse(readFileSync(join(ROOT, plugin, 'dist/plugin.json'), 'utf8')) as {
    id: string;
    info: { version: string };
  };
  return { id, version: info.version };
}

function writePackages(out: string): string[] {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const packages = composePackages();
  for (const { path, bytes, mode } of packages[0]?.files ?? []) {
    const target = join(out, 'suite', path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, bytes, { mode });
  }
  return packages.flatMap(({ name, files }) => {
    const archive = writeArchive(files);
    writeFileSync(join(out, `${name}.zip`), archive);
    console.log(`  out/${name}.zip  ${Math.ceil(archive.byteLength / 1024)} KiB`);
    return lintArchive(archive).map((problem) => `${name}.zip: ${problem}`);
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  execFileSync(process.execPath, [join(ROOT, 'scripts/build.mjs'), '--only', 'plugins'], {
    stdio: 'inherit',
  });
  const problems = writePackages(join(ROOT, 'out'));
  for (const problem of problems) console.error(problem);
  process.exit(problems.length === 0 ? 0 : 1);
}
