/**
 * The waterfall with 10,000 spans: what its preparation takes in Node, and what a person waits for in Chromium (built
 * panel on the workbench: from the data to the first rows, and frames while scrolling).
 *
 *   npm run build && npx tsx bench/waterfall.bench.ts [folder of another build of the panel, to compare with]
 */
import { criticalPath } from '../plugins/panels/waterfall/src/model/criticalPath';
import { readTraces } from '../plugins/panels/waterfall/src/model/fields';
import { frameOf } from '../plugins/panels/waterfall/src/model/frame.fixture';
import { foldInfrastructure } from '../plugins/panels/waterfall/src/model/infrastructure';
import { foldedBelow, visibleRows } from '../plugins/panels/waterfall/src/model/rows';
import { buildTrace } from '../plugins/panels/waterfall/src/model/tree';
import { CHROMIUM_PATH, startBrowser } from '../tests/browser/harness';
import { startCannedServer } from '../tests/workbench/server';
import { measure } from './waterfallBrowser';
import type { Round } from './waterfallBrowser';

const RUNS = Number(process.env.RUNS ?? 7);

const quantile = (values: number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * share)]!;
const median = (values: number[]): number => quantile(values, 0.5);

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
console.log(`critical path      ${timed(() => criticalPath(trace))} (after the first picture)`);
console.log(`rows, all open     ${timed(() => visibleRows(trace, foldedBelow(trace, 'all')))}`);

async function inChromium(): Promise<void> {
  const against = process.argv[2];
  const server = await startCannedServer();
  const browser = await startBrowser();
  const builds: [name: string, folder: string | undefined][] = [
    ['this build', undefined],
    ...(against ? [['the other', against] as [string, string]] : []),
  ];
  const rounds = new Map<string, Round[]>(builds.map(([name]) => [name, []]));
  for (let run = 0; run < RUNS; run++) {
    for (const [name, folder] of run % 2 ? builds.toReversed() : builds) {
      rounds.get(name)!.push(await measure(browser, server.url, folder));
    }
  }
  console.log(`\nIn Chromium ${browser.version()}, 10,000 spans, median of ${RUNS} rounds in turns`);
  for (const [name, made] of rounds) {
    const of = (value: (round: Round) => number) => median(made.map(value)).toFixed(1);
    const isLate = (ms: number) => ms > 20;
    const first = (what: 'fresh' | 'open') =>
      `${of((round) => round[what].ms)} ms (CPU ${of((round) => round[what].cpuMs)} ms, fastest ${Math.min(...made.map((round) => round[what].ms)).toFixed(0)} ms)`;
    console.log(
      `${name}: first rows after the answer, in a page just loaded ${first('fresh')}, in an open page ${first('open')}\n` +
        `  scrolling 200 px a frame, all rows open: CPU ${of((round) => median(round.frameCpuMs))} ms a frame, ` +
        `95th percentile ${of((round) => quantile(round.frameCpuMs, 0.95))} ms; ` +
        `${of((round) => (100 * round.frameMs.filter(isLate).length) / round.frameMs.length)}% of frames after 20 ms`,
    );
  }
  await browser.close();
  await server.close();
}

if (CHROMIUM_PATH) await inChromium();
else console.log('No Chromium: set CHROMIUM_PATH to measure in a browser.');
