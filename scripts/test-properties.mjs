/**
 * npm run test:properties [-- ROUNDS]: every property test with a new seed in each round (default 10). A failure prints
 * the seed; PROPERTY_SEED=<seed> npx vitest run <file> brings it back.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { randomInt } from 'node:crypto';

const rounds = Number(process.argv[2] ?? 10);
if (!Number.isInteger(rounds) || rounds < 1) {
  console.error(`The number of rounds is "${process.argv[2]}"; give a whole number from 1 on.`);
  process.exit(1);
}
const files = testFiles().filter((file) => readFileSync(file, 'utf8').includes("'fast-check'"));
for (let round = 1; round <= rounds; round++) {
  const seed = randomInt(2 ** 31);
  console.log(`\nRound ${round} of ${rounds}, ${files.length} files, PROPERTY_SEED=${seed}`);
  const { status } = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...files], {
    env: { ...process.env, PROPERTY_SEED: String(seed) },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status !== 0) process.exit(1);
}

function testFiles() {
  const { stdout } = spawnSync('git', ['ls-files', '*.test.ts', '*.test.tsx'], { encoding: 'utf8' });
  return stdout.split('\n').filter(Boolean);
}
