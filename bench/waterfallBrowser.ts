/**
 * What a person waits for in the waterfall, measured in Chromium on the workbench: from the answer to the first rows,
 * and the work of a frame while scrolling. Two builds are measured in turns, so that a busy machine is busy for both.
 * Times on the clock say what it felt like; times of the main thread's own CPU say what it cost, on a busy machine too.
 */
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { moveTo, openPage } from '../tests/browser/harness';
import { AGENT_TRACE_ID } from '../tests/workbench/fixtures/agentTrace';
import { BIG_TRACE_ID } from '../tests/workbench/fixtures/bigTrace';

export interface Round {
  /** The trace comes into a page that has just been loaded, and into one that is open and has shown another trace. */
  fresh: FirstRows;
  open: FirstRows;
  /** CPU of the main thread for each frame while scrolling 200 px a frame, all rows open. */
  frameCpuMs: number[];
  /** Between frames, on the clock. */
  frameMs: number[];
}

/** From the end of the answer to the frame with the first rows: on the clock, and of it CPU of the main thread. */
interface FirstRows {
  ms: number;
  cpuMs: number;
}

/** `build`: folder of another build of the panel, in place of the one that the workbench has. */
export async function measure(browser: Browser, url: string, build?: string): Promise<Round> {
  const { page } = await openPage(browser, `${url}/workbench`);
  if (build) {
    await page.route(/\/plugins\/llmobservatory-waterfall-panel\//, (route) =>
      route.fulfill({ path: join(build, new URL(route.request().url()).pathname.split('/').at(-1)!) }),
    );
  }
  const big = `/workbench?trace=${BIG_TRACE_ID}`;
  await page.addInitScript(WATCH);
  // Once unmeasured: the browser has compiled and stored the code then.
  await page.goto(url + big);
  await page.waitForFunction('window.firstRows > 0');
  const fresh = await firstRows(browser, page, () => page.goto(url + big));

  await page.goto(`${url}/workbench?trace=${AGENT_TRACE_ID}`);
  await page.waitForFunction('window.firstRows > 0');
  await moveTo(page, '/workbench');
  await page.locator('[data-key]').first().waitFor({ state: 'detached' });
  await page.waitForTimeout(300);
  await page.evaluate('window.watchRows()');
  const open = await firstRows(browser, page, () => moveTo(page, big));

  await page.locator('[role=row][tabindex="0"]').focus();
  for (const key of ['h', '*', 'Home']) await page.keyboard.press(key);
  await page.waitForTimeout(500);
  await startTracing(browser, page);
  const frameMs = (await page.evaluate(SCROLL)) as number[];
  const scroll = await stopTracing(browser);
  await page.close();
  return { fresh, open, frameCpuMs: scroll.cpuMsPerFrame(), frameMs };
}

async function firstRows(browser: Browser, page: Page, go: () => Promise<unknown>): Promise<FirstRows> {
  await startTracing(browser, page);
  await go();
  await page.waitForFunction('window.firstRows > 0');
  const trace = await stopTracing(browser);
  const ms = (await page.evaluate(SINCE_ANSWER)) as number;
  const shown = trace.mark('first-rows');
  return { ms, cpuMs: trace.cpuMs(shown - ms * 1000, shown) };
}

/** Texts, because tsx adds helpers to functions that a page lacks. */
const WATCH = `
  window.watchRows = () => {
    window.firstRows = null;
    const observer = new MutationObserver(() => {
      if (!document.querySelector('[data-key]')) return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => {
        window.firstRows = performance.now();
        performance.mark('first-rows');
      }, 0));
    });
    observer.observe(document, { childList: true, subtree: true });
  };
  window.watchRows();`;

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
    scroller.scrollTop += 200;
    if (gaps.length < 240) requestAnimationFrame(step); else done(gaps.slice(5));
  };
  requestAnimationFrame(step);
})`;

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** µs; `dur` on the clock, `tdur` CPU of the thread. */
  ts: number;
  dur?: number;
  tdur?: number;
  args?: { name?: string };
}

const startTracing = (browser: Browser, page: Page) =>
  browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline', 'blink.user_timing'] });

async function stopTracing(browser: Browser) {
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
    traceEvents: TraceEvent[];
  };
  const main = traceEvents.find(
    ({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain',
  );
  const onMain = traceEvents.filter(({ pid, tid }) => pid === main?.pid && tid === main?.tid);
  const tasks = onMain.filter(({ name, tdur }) => name === 'ThreadControllerImpl::RunTask' && tdur);
  /** A task that began before counts with the share of it that lies between. */
  const cpuMs = (fromUs: number, toUs: number): number =>
    tasks.reduce((sum, { ts, dur = 0, tdur = 0 }) => {
      const inside = Math.min(ts + dur, toUs) - Math.max(ts, fromUs);
      return inside > 0 && dur > 0 ? sum + (tdur * inside) / dur / 1000 : sum;
    }, 0);
  return {
    mark: (wanted: string) => traceEvents.findLast(({ name }) => name === wanted)?.ts ?? NaN,
    cpuMs,
    cpuMsPerFrame(): number[] {
      const frames = onMain.filter(({ name }) => name === 'FireAnimationFrame').map(({ ts }) => ts);
      return frames.slice(5, -1).map((from, index) => cpuMs(from, frames[index + 6]!));
    },
  };
}
