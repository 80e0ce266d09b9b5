/**
 * A real Chromium on the workbench. Every page that is opened here listens for what must not happen (page errors,
 * console errors, failed requests), and `expectNoErrors` fails on any of it.
 */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const SCREENSHOTS = join(ROOT, 'out/screenshots');

/** Empty: there is none, and the tests are left out. */
export const CHROMIUM_PATH =
  process.env.CHROMIUM_PATH ?? (existsSync('/usr/bin/chromium') ? '/usr/bin/chromium' : '');

export const startBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: CHROMIUM_PATH, args: ['--no-sandbox'] });

export interface PageOptions {
  width?: number;
  height?: number;
}

export interface OpenPage {
  page: Page;
  /** What went wrong so far, one line each. */
  errors: string[];
}

/** `url` of a page of the workbench, such as "…/workbench?theme=light". Resolves when the workbench stands and the network is quiet. */
export async function openPage(
  browser: Browser,
  url: string,
  { width = 1440, height = 900 }: PageOptions = {},
): Promise<OpenPage> {
  const page = await browser.newPage({ viewport: { width, height }, reducedMotion: 'reduce' });
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(`page error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`console: ${message.text()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) errors.push(`${response.status()} ${response.url()}`);
  });
  page.on('requestfailed', (request) => {
    // A query that is not needed any more is cancelled: that is no failure.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') errors.push(`failed: ${request.url()}`);
  });
  await page.goto(url);
  await page.locator('main > *').first().waitFor();
  await page.waitForLoadState('networkidle');
  return { page, errors };
}

/** To another address of the workbench without loading it anew, as Back and Forward do. */
export async function moveTo(page: Page, address: string): Promise<void> {
  await page.evaluate((to) => {
    window.history.pushState(null, '', to);
    window.dispatchEvent(new PopStateEvent('popstate'));
  }, address);
}

export function expectNoErrors({ errors }: OpenPage): void {
  expect(errors).toEqual([]);
}

interface AxeResult {
  violations: {
    id: string;
    impact: string | null;
    help: string;
    nodes: { html: string; failureSummary?: string }[];
  }[];
}

/** Serious and critical findings of axe in the page, or in the part that `selector` names: one line each. */
export async function axe(page: Page, selector = 'body'): Promise<string[]> {
  await page.evaluate(axeSource());
  // A colour on its way from one to another has no contrast to be judged.
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter((animation) => animation.effect?.getComputedTiming().endTime !== Infinity)
        .map((animation) => animation.finished),
    ),
  );
  const { violations } = (await page.evaluate(
    (part) => (globalThis as unknown as { axe: { run: (part: string) => Promise<unknown> } }).axe.run(part),
    selector,
  )) as AxeResult;
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) =>
      nodes.map(
        ({ html, failureSummary }) => `${id}: ${help}: ${html.slice(0, 200)} ${failureSummary ?? ''}`,
      ),
    );
}

let source: string | undefined;
const axeSource = (): string =>
  (source ??= readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));

/** Into out/screenshots, to be looked at. */
export async function screenshot(page: Page, name: string): Promise<void> {
  mkdirSync(SCREENSHOTS, { recursive: true });
  // Icons come one by one, each in a request of its own.
  await page.waitForTimeout(500);
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
}
