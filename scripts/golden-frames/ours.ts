/** Writes the golden frames as our encoder makes them, for `go run . read` to read (docs/contract.md). */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { frameToArrow } from '../../backend/src/encode/arrow';
import { GOLDEN_FRAMES } from '../../tests/contract/goldenFrames';

const folder = process.argv[2];
if (folder === undefined) {
  console.error('usage: npx tsx scripts/golden-frames/ours.ts <folder>');
  process.exit(2);
}
mkdirSync(folder, { recursive: true });
for (const [name, frame] of Object.entries(GOLDEN_FRAMES)) {
  writeFileSync(join(folder, `${name}.arrow`), frameToArrow(frame));
}
