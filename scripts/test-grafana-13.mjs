/**
 * npm run test:grafana-13: the built plugins on the packages of Grafana 13.2 with React 19, in a browser. The same
 * builds and the same tests as on Grafana 12.4 with React 18; only the page around them is another.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const HOST = join(ROOT, 'tests/grafana-13');
const env = { ...process.env, WORKBENCH_GRAFANA: '13' };

await build({ groups: ['plugins'] });
if (!existsSync(join(HOST, 'node_modules'))) {
  // Peer ranges of a few libraries below @grafana/ui end at React 18; they run on 19.
  run('npm', ['ci', '--no-audit', '--no-fund', '--legacy-peer-deps', '--workspaces=false'], HOST);
}
run(process.execPath, ['--import', 'tsx', 'tests/workbench/build.ts']);
run(process.execPath, [
  'node_modules/vitest/vitest.mjs',
  'run',
  'tests/browser',
  'plugins/datasource/src/components',
  'tests/contract/datasource.test.ts',
  ...process.argv.slice(2),
]);

function run(program, args, cwd = ROOT) {
  const { status } = spawnSync(program, args, { cwd, env, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) process.exit(status ?? 1);
}
