/**
 * npm run conformance: sends every capture through a running backend and writes what came out to docs/conformance.md and
 * docs/img/conformance.svg. Fails when a cell is wrong.
 */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { conformanceMarkdown } from '../tests/conformance/markdown';
import { conformanceSvg } from '../tests/conformance/picture';
import { runConformance } from '../tests/conformance/run';

const DOCS = resolve(import.meta.dirname, '../docs');

const started = Date.now();
const verdicts = await runConformance((text) =>
  console.log(`${((Date.now() - started) / 1000).toFixed(1).padStart(5)} s  ${text}`),
);
writeFileSync(`${DOCS}/conformance.md`, conformanceMarkdown(verdicts));
writeFileSync(`${DOCS}/img/conformance.svg`, conformanceSvg(verdicts));

const wrongs = verdicts.flatMap(({ name, cells }) =>
  Object.entries(cells).flatMap(([column, cell]) =>
    cell.verdict === 'wrong' ? [`${name}, ${column}: ${cell.why}`] : [],
  ),
);
for (const text of wrongs) console.error(`WRONG  ${text}`);
console.log(`docs/conformance.md: ${verdicts.length} captures, ${wrongs.length} wrong cells`);
process.exitCode = wrongs.length > 0 ? 1 : 0;
