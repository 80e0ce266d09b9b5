/**
 * Builds what changed: backend first, then the plugins, then the workbench. A target is built again when the text of
 * one of its inputs changed; the hash of the inputs lies beside the output.
 *
 *   node scripts/build.mjs [--only backend,plugins,workbench] [--force]
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const SHARED = ['packages', 'package-lock.json', 'tsconfig.json'];
const PLUGINS = [
  'plugins/datasource',
  'plugins/app',
  'plugins/panels/waterfall',
  'plugins/panels/costtreemap',
  'plugins/panels/modelcompare',
];

const TARGETS = [
  {
    name: 'backend',
    group: 'backend',
    inputs: ['backend/src', 'scripts/bundle-backend.mjs', ...SHARED],
    output: 'backend/dist',
    command: [process.execPath, ['scripts/bundle-backend.mjs']],
  },
  ...PLUGINS.map((folder) => ({
    name: folder,
    group: 'plugins',
    inputs: [folder, 'scripts/webpack.config.js', 'LICENSE', ...SHARED],
    output: `${folder}/dist`,
    command: [
      process.execPath,
      [
        'node_modules/webpack-cli/bin/cli.js',
        '--config',
        'scripts/webpack.config.js',
        '--env',
        `plugin=${folder}`,
      ],
    ],
  })),
  {
    name: 'workbench',
    group: 'workbench',
    inputs: ['tests/workbench', ...PLUGINS, ...SHARED],
    output: 'tests/workbench/dist',
    command: [process.execPath, ['--import', 'tsx', 'tests/workbench/build.ts']],
  },
];

/** Builds the targets of these groups; resolves to the names of those that were built. */
export async function build({
  groups = ['backend', 'plugins', 'workbench'],
  force = false,
  say = console.log,
} = {}) {
  const built = [];
  for (const target of TARGETS.filter((one) => groups.includes(one.group))) {
    const stamp = join(ROOT, target.output, '.stamp');
    const hash = hashOf(target.inputs);
    if (!force && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) continue;
    say(`  building ${target.name} …`);
    await run(...target.command);
    mkdirSync(dirname(stamp), { recursive: true });
    writeFileSync(stamp, hash);
    built.push(target.name);
  }
  return built;
}

function hashOf(inputs) {
  const hash = createHash('sha256');
  const add = (path) => {
    const info = statSync(path, { throwIfNoEntry: false });
    if (!info) return;
    if (info.isFile()) {
      hash.update(path).update('\0').update(readFileSync(path)).update('\0');
      return;
    }
    for (const name of readdirSync(path).sort()) {
      if (
        name !== 'node_modules' &&
        name !== 'dist' &&
        !name.endsWith('.test.ts') &&
        !name.endsWith('.test.tsx')
      )
        add(join(path, name));
    }
  };
  for (const input of inputs) add(join(ROOT, input));
  return hash.digest('hex');
}

/** Output is shown only when the command fails: a build that works has nothing to say. */
function run(program, args) {
  return new Promise((done, fail) => {
    const child = spawn(program, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
    const output = [];
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => output.push(chunk));
    child.on('error', fail);
    child.on('exit', (code) =>
      code === 0
        ? done()
        : fail(new Error(`${args.join(' ')} ended with ${code}:\n${Buffer.concat(output).toString()}`)),
    );
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const only = process.argv.indexOf('--only');
  const groups = only > 0 ? process.argv[only + 1].split(',') : undefined;
  const started = Date.now();
  const built = await build({ groups, force: process.argv.includes('--force') });
  console.log(built.length ? `built in ${((Date.now() - started) / 1000).toFixed(1)} s` : 'nothing changed');
}
