/**
 * npm test: one command, own set-up. Builds what the tests load, then types, lint, and every test.
 *
 *   npm test                           embedded engine; browser tests when a Chromium is found
 *   TEST_DATABASE_URL=… npm test       … and the same on a PostgreSQL server with TimescaleDB
 *   npm run test:community             integration tests alone, on DATABASE_URL (community edition)
 *   npm test -- --quick                no types, no lint
 *
 * With CI=true nothing is left out: a missing Chromium or database server fails.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from './build.mjs';

const args = process.argv.slice(2);
const community = args.includes('community');
const quick = args.includes('--quick') || community;
const inCi = process.env.CI === 'true';
const environment = { ...process.env };

if (community) {
  if (!environment.DATABASE_URL)
    fail(
      'npm run test:community needs DATABASE_URL: a PostgreSQL server with TimescaleDB, community edition.',
    );
  environment.TEST_DATABASE_URL = environment.DATABASE_URL;
  environment.TEST_DATABASE_EDITION = 'community';
}
// Tests choose their database by TEST_DATABASE_URL; a DATABASE_URL of the developer's shell must not reach a backend under test.
delete environment.DATABASE_URL;

environment.CHROMIUM_PATH ??=
  ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync) ?? '';
if (!environment.CHROMIUM_PATH) missing('No Chromium: browser tests are left out. Set CHROMIUM_PATH.');
if (!environment.TEST_DATABASE_URL)
  missing('No TEST_DATABASE_URL: integration tests run on the embedded engine only.');

console.log('Building …');
await build();
if (!quick) {
  step('Types', 'node_modules/.bin/tsc', ['--noEmit']);
  step('Lint', 'node_modules/.bin/eslint', ['.']);
  step('Format', 'node_modules/.bin/prettier', ['--check', '--log-level', 'warn', '.']);
}
const report = join(mkdtempSync(join(tmpdir(), 'observatory-tests-')), 'report.json');
const filters = community
  ? ['backend/src/store', 'backend/src/jobs', 'backend/src/query', 'backend/src/api', 'tests/integration']
  : args.filter((arg) => !arg.startsWith('--'));
const status = run('node_modules/.bin/vitest', [
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
  ...filters,
]);
if (!existsSync(report)) fail('The test runner did not finish.');
const { numPassedTests, numFailedTests, numPendingTests, success } = JSON.parse(readFileSync(report, 'utf8'));
console.log(`\nTests: ${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped`);
process.exit(status === 0 && success && numPassedTests > 0 ? 0 : 1);

function step(name, program, programArgs) {
  console.log(`${name} …`);
  if (run(program, programArgs) !== 0) fail(`${name} failed.`);
}

function run(program, programArgs) {
  return spawnSync(program, programArgs, { stdio: ['ignore', 'inherit', 'inherit'], env: environment })
    .status;
}

function missing(text) {
  if (inCi) fail(text);
  console.log(text);
}

function fail(text) {
  console.error(text);
  process.exit(1);
}
