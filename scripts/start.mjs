/**
 * npm start: from a fresh clone to a running LLM Observatory. Installs from the lock file when needed, builds what
 * changed, starts the backend, then builds the plugins and the workbench beside it.
 *
 *   npm start                 everything, data in ./data
 *   npm start -- --demo       … and the example application, so that there is something to see
 *   npm start -- --no-plugins only the backend
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const WORKBENCH = join(ROOT, 'tests/workbench/dist');
const flags = new Set(process.argv.slice(2));

for (const flag of flags) {
  if (!['--demo', '--no-plugins'].includes(flag)) {
    console.error(`npm start does not know ${flag}. It knows --demo and --no-plugins.`);
    process.exit(2);
  }
}

requireNode(20, 19);
installWhenNeeded();
const { build } = await import('./build.mjs');
await build({ groups: ['backend'] });
const backend = startBackend();
const addresses = await backend.addresses;
printAddresses(addresses);

if (!flags.has('--no-plugins')) {
  const built = await build({ groups: ['plugins', 'workbench'] });
  console.log(`${built.length ? 'Plugins built. ' : ''}Workbench: ${addresses.http}/workbench\n`);
}
if (flags.has('--demo')) await runDemo(addresses);

function requireNode(major, minor) {
  const [haveMajor, haveMinor] = process.versions.node.split('.').map(Number);
  if (haveMajor > major || (haveMajor === major && haveMinor >= minor)) return;
  console.error(`LLM Observatory needs Node ${major}.${minor} or newer; this is ${process.version}.`);
  process.exit(1);
}

function installWhenNeeded() {
  const installed = join(ROOT, 'node_modules/.package-lock.json');
  const lock = join(ROOT, 'package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  console.log('Installing packages from the lock file (about a minute) …');
  const result = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (result.status !== 0) process.exit(result.status ?? 1);
}

function startBackend() {
  mkdirSync(WORKBENCH, { recursive: true });
  const child = spawn(
    process.execPath,
    ['--enable-source-maps', 'backend/dist/main.js', '--print-addresses'],
    {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        OBSERVATORY_WORKBENCH_DIR: WORKBENCH,
        OBSERVATORY_LOG_LEVEL: 'warn',
        ...(flags.has('--demo') && { OBSERVATORY_BUDGETS_FILE: join(ROOT, 'examples/budgets.yaml') }),
        ...process.env,
      },
    },
  );
  // Ctrl-C reaches the whole process group; the backend drains and ends by itself, and we end with it.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 0 : 1)));
  const addresses = new Promise((done) => {
    createInterface({ input: child.stdout }).once('line', (line) => done(JSON.parse(line)));
  });
  return { child, addresses };
}

function printAddresses({ otlpGrpc, otlpHttp, http, plugin, database }) {
  console.log(`
LLM Observatory is running. Ctrl-C stops it.
  Send OTLP to     ${otlpHttp} (HTTP)   ${otlpGrpc} (gRPC)
  Grafana plugins  ${plugin} (pluginv2)   ${http} (REST, health)
  Database         ${database}

Next: point an application at it    export OTEL_EXPORTER_OTLP_ENDPOINT=${otlpHttp}
      or run the example            npm start -- --demo
`);
}

/** The examples are programs of their own: they get the endpoints like any other application would. */
async function runDemo(addresses) {
  await runExample('fortnight', addresses);
  await runExample('coding-agent', addresses);
  await runExample('support-desk', addresses);
  console.log(`\nSee the traces: ${addresses.http}/workbench\n`);
}

function runExample(name, { otlpHttp, http }) {
  console.log(`Running the example examples/${name} …\n`);
  return new Promise((done) => {
    const child = spawn(process.execPath, ['--import', 'tsx', `examples/${name}/src/main.ts`], {
      cwd: ROOT,
      stdio: 'inherit',
      env: { ...process.env, OTEL_EXPORTER_OTLP_ENDPOINT: otlpHttp, OBSERVATORY_URL: http },
    });
    child.on('exit', (code) => {
      if (code !== 0) console.error(`The example ended with ${code}.`);
      done();
    });
  });
}
