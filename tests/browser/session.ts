/**
 * The workbench in a browser for one test file. Loading the page takes seconds, so there is one page for each theme and
 * tests move in it by address, as a person would; whatever a test looks at, an error in the page fails it.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, vi } from 'vitest';
import { startCannedServer } from '../workbench/server';
import type { CannedServer } from '../workbench/server';
import { expectNoErrors, moveTo, openPage, startBrowser } from './harness';
import type { OpenPage } from './harness';

export interface Visit {
  width?: number;
  height?: number;
  theme?: 'dark' | 'light';
}

export interface Session {
  /** `params` as in the address after the "?". The page is new for the part that is shown: nothing is open or folded. */
  visit: (params: string, visit?: Visit) => Promise<Page>;
  /** "http://127.0.0.1:PORT" */
  origin: () => string;
}

/** Call it inside `describe`: it starts and stops what it needs. */
export function workbenchSession(): Session {
  vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
  const pages = new Map<string, OpenPage>();
  let browser: Browser;
  let server: CannedServer;
  beforeAll(async () => {
    [browser, server] = await Promise.all([startBrowser(), startCannedServer()]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
  afterEach(() => {
    for (const page of pages.values()) expectNoErrors(page);
  });

  async function visit(params: string, { width = 1440, height = 900, theme = 'dark' }: Visit = {}) {
    let open = pages.get(theme);
    if (!open) {
      open = await openPage(browser, `${server.url}/workbench?theme=${theme}`);
      pages.set(theme, open);
    }
    open.errors.length = 0;
    await open.page.setViewportSize({ width, height });
    await open.page.mouse.move(0, 0);
    // By way of the list, so that the same address twice is a new start too.
    await moveTo(open.page, `/workbench?theme=${theme}`);
    if (params !== '') await moveTo(open.page, `/workbench?${params}&theme=${theme}`);
    return open.page;
  }
  return { visit, origin: () => server.url };
}
