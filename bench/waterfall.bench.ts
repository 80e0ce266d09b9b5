/**
 * The waterfall with 10,000 spans: what its preparation takes in Node, and what a person waits for in Chromium (built
 * panel on the workbench: from the data to the first rows, and frames while scrolling).
 *
 *   npm run build && npx tsx bench/waterfall.bench.ts
 */
import { criticalPath } from '../plugins/panels/waterfall/src/model/criticalPath';
import { readTraces } from '../plugins/panels/waterfall/src/model/fields';
import { frameOf } from '../plugins/panels/waterfall/src/model/frame.fixture';
import { foldInfrastructure } from '../plugins/panels/waterfall/src/model/infrastructure';
import { foldedBelow, visibleRows } from '../plugins/panels/waterfall/src/model/rows';
import { buildTrace } from '../plugins/panels/waterfall/src/model/tree';
import { CHROMIUM_PATH, openPage, startBrowser } from '../tests/browser/harness';
import { BIG_TRACE_ID } from '../tests/workbench/fixtures/bigTrace';
import { startCannedServer } from '../tests/workbench/server';

const RUNS = 7;

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

const HTTP = [{ key: 'http.request.method', value: 'GET' }];
/** Every tenth span has nine below it. */
const frame = frameOf(
  Array.from({ length: 10_000 }, (_, i) => ({
    spanID: `s${i}`,
    parentSpanID: i === 0 ? '' : i % 10 === 0 ? 's0' : `s${i - (i % 10)}`,
    startTime: i * 10,
    duration: i === 0 ? 100_000 : i % 10 === 0 ? 100 : 8,
    tags: i % 3 === 0 ? HTTP : [],
  })),
);
const read = () => {
  const result = readTraces([frame]);
  if (!('traces' in result)) throw new Error('No trace.');
  return result.traces[0]!;
};
const spans = read();
const trace = buildTrace(spans);

console.log(`Preparation of 10,000 spans in Node ${process.version}, median of ${RUNS}`);
console.log(`read fields        ${timed(read)}`);
console.log(`build the tree     ${timed(() => buildTrace(spans))}`);
console.log(`fold infrastructure ${timed(() => foldInfrastructure(trace))}`);
console.log(`critical path      ${timed(() => criticalPath(trace))}`);
console.log(`rows, all open     ${timed(() => visibleRows(trace, foldedBelow(trace, 'all')))}`);

/** Texts, because tsx adds helpers to functions that a page lacks. */
const WATCH = `
  window.firstRows = null;
  new MutationObserver(() => {
    if (window.firstRows !== null || !document.querySelector('[data-key]')) return;
    window.firstRows = 0;
    requestAnimationFrame(() => setTimeout(() => { window.firstRows = performance.now(); }, 0));
  }).observe(document, { childList: true, subtree: true });`;

const SINCE_ANSWER = `
  window.firstRows - performance.getEntriesByType('resource')
    .filter(({ name, responseEnd }) => name.includes('query') && responseEnd < window.firstRows)
    .at(-1).responseEnd`;

const SCROLL = `new Promise((done) => {
  const scroller = [...document.querySelectorAll('*')].find(
    (one) => one.scrollHeight > one.clientHeight + 1000 && getComputedStyle(one).overflowY === 'auto');
  const gaps = [];
  let before = performance.now();
  const step = (now) => {
    gaps.push(now - before);
    before = now;
    scroller.scrollBy(0, 200);
    if (gaps.length < 240) requestAnimationFrame(step); else done(gaps.slice(5));
  };
  requestAnimationFrame(step);
})`;

async function inChromium(): Promise<void> {
  const server = await startCannedServer();
  const browser = await startBrowser();
  const address = `${server.url}/workbench?trace=${BIG_TRACE_ID}`;
  const { page } = await openPage(browser, address);
  await page.addInitScript(WATCH);
  const paints: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    await page.goto(address);
    await page.waitForFunction('window.firstRows > 0');
    paints.push((await page.evaluate(SINCE_ANSWER)) as number);
  }
  await page.locator('[role=row][tabindex="0"]').focus();
  for (const key of ['h', '*', 'Home']) await page.keyboard.press(key);
  const frames = (await page.evaluate(SCROLL)) as number[];
  const late = frames.filter((gap) => gap > 20).length;
  console.log(`\nIn Chromium ${browser.version()}, 10,000 spans, all open`);
  console.log(`from the answer to the first rows ${median(paints).toFixed(0)} ms, median of ${RUNS}`);
  console.log(`scrolling ${median(frames).toFixed(1)} ms a frame, ${late} of ${frames.length} above 20 ms`);
  await browser.close();
  await server.close();
}

if (CHROMIUM_PATH) await inChromium();
else console.log('No Chromium: set CHROMIUM_PATH to measure in a browser.');
