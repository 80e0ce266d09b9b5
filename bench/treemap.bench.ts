/**
 * The cost treemap with many leaves: what its preparation takes in Node, and what a person waits for in Chromium (built
 * panel on the workbench: the first picture, going in, going back, hovering).
 *
 *   npm run build && npx tsx bench/treemap.bench.ts
 */
import type { DataFrame, Field } from '@grafana/data';
import { measure } from '../plugins/panels/costtreemap/src/model/branches';
import { readTable } from '../plugins/panels/costtreemap/src/model/fields';
import { draw } from '../plugins/panels/costtreemap/src/model/picture';
import { buildTree } from '../plugins/panels/costtreemap/src/model/tree';
import { CHROMIUM_PATH, openPage, startBrowser } from '../tests/browser/harness';
import { startCannedServer } from '../tests/workbench/server';

const RUNS = 7;
const SIZE = { width: 1424, height: 760 };

function tableOf(leaves: number): DataFrame {
  const index = Array.from({ length: leaves }, (_, i) => i);
  const field = (name: string, values: (string | number)[]): Field => ({
    name,
    type: (typeof values[0] === 'string' ? 'string' : 'number') as Field['type'],
    config: {},
    values,
  });
  return {
    length: leaves,
    fields: [
      field('team', index.map((i) => `team-${i % 5}`)),
      field('app', index.map((i) => `app-${Math.floor(i / 5) % 20}`)),
      field('prompt', index.map((i) => `prompt-${Math.floor(i / 100)}`)),
      field('cost', index.map((i) => 40 / (1 + ((i * 7919) % leaves)))),
      field('previous', index.map((i) => 40 / (1 + ((i * 7907) % leaves)))),
      field('calls', index.map((i) => i % 97)),
    ],
  }; // prettier-ignore
}

const median = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

function timed(run: () => unknown): string {
  run();
  const times = Array.from({ length: RUNS }, () => {
    const started = performance.now();
    run();
    return performance.now() - started;
  });
  return `${median(times).toFixed(1)} ms`;
}

console.log(`Preparation in Node ${process.version}, median of ${RUNS}`);
console.log('leaves | read rows | build tree | measure and sort | lay out | tiles');
for (const leaves of [100, 1000, 5000, 50_000]) {
  const frame = tableOf(leaves);
  const read = readTable([frame]);
  if (!('table' in read)) throw new Error('No table.');
  const tree = buildTree(read.table);
  const root = measure(tree, 'value');
  const options = { ...SIZE, minShare: 0.005, maxTiles: 250, showUnpriced: true, depth: 2 } as const;
  const picture = () => draw(root, { ...options, shape: 'treemap' });
  console.log(
    [
      leaves,
      timed(() => readTable([frame])),
      timed(() => buildTree(read.table)),
      timed(() => measure(tree, 'value')),
      timed(picture),
      picture().length,
    ].join(' | '),
  );
}

async function inChromium(): Promise<void> {
  const server = await startCannedServer();
  const browser = await startBrowser();
  const query = encodeURIComponent(JSON.stringify({ refId: 'A', queryType: 'sql', rawSql: 'many' }));
  const { page } = await openPage(
    browser,
    `${server.url}/workbench?view=panels&panel=llmobservatory-costtreemap-panel&query=${query}`,
  );
  await page.getByRole('tree').waitFor();
  const times = (await page.evaluate(`(${IN_PAGE})(${RUNS})`)) as Times;
  console.log(
    `\nIn Chromium ${browser.version()}, 5000 leaves, ${times.tiles} tiles, median of ${RUNS} (a frame is 16.7 ms)`,
  );
  console.log('go in | go back | hover');
  console.log(
    [times.drill, times.back, times.hover].map((one) => `${median(one).toFixed(1)} ms`).join(' | '),
  );
  await browser.close();
  await server.close();
}

interface Times {
  tiles: number;
  drill: number[];
  back: number[];
  hover: number[];
}

/** From the event until the frame after it stands. A text, because tsx adds helpers to functions that a page lacks. */
const IN_PAGE = `async (runs) => {
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
  const tile = (name) => document.querySelector('[role=treeitem][aria-label^="' + name + ',"]');
  const wait = async (act) => {
    await frame();
    const started = performance.now();
    act();
    await frame();
    return performance.now() - started;
  };
  const drill = [], back = [], hover = [];
  const tiles = document.querySelectorAll('[role=treeitem]').length;
  for (let run = 0; run < runs; run++) {
    drill.push(await wait(() => tile('team-0').click()));
    back.push(await wait(() => document.querySelector('nav[aria-label=Path] button').click()));
    const over = document.querySelectorAll('[role=treeitem]')[run * 3 + 1];
    hover.push(await wait(() => over.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }))));
  }
  return { tiles, drill, back, hover };
}`;

if (CHROMIUM_PATH) await inChromium();
else console.log('No Chromium: set CHROMIUM_PATH to measure in a browser.');
