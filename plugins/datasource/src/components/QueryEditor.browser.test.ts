/** The editor in a real browser, on the workbench: when a query changes, when it runs, and that the keyboard is enough. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  axe,
  CHROMIUM_PATH,
  expectNoErrors,
  openPage,
  startBrowser,
  type OpenPage,
} from '../../../../tests/browser/harness';
import { startCannedServer, type CannedServer } from '../../../../tests/workbench/server';

const EDITOR = 'section[aria-label="Query editor"]';
const KINDS = [
  [/^Traces/, 'traces'],
  [/^Figures/, 'metrics'],
  [/^Logs/, 'logs'],
  [/^SQL/, 'sql'],
] as const;

/** A page is 8 MB of code to begin with, and the tests share two cores. */
const TIMEOUT_MS = 90_000;

describe.skipIf(CHROMIUM_PATH === '')('the query editor', { timeout: TIMEOUT_MS }, () => {
  let browser: Browser;
  let server: CannedServer;
  let open: OpenPage | undefined;

  beforeAll(async () => {
    [browser, server] = await Promise.all([startBrowser(), startCannedServer()]);
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });
  afterEach(async () => {
    await open?.page.close();
    open = undefined;
  });

  async function edit(query: object, width = 1200): Promise<Page> {
    const stored = encodeURIComponent(JSON.stringify({ refId: 'A', ...query }));
    open = await openPage(browser, `${server.url}/workbench?view=query&query=${stored}`, { width });
    await open.page.getByLabel('Show').waitFor();
    return open.page;
  }
  const queryOf = async (page: Page) =>
    JSON.parse((await page.getByTestId('query-json').textContent()) ?? '') as Record<string, unknown>;
  const eventually = (page: Page, part: object) =>
    expect.poll(() => queryOf(page), { timeout: 10_000 }).toMatchObject(part);

  it('adds a filter by keyboard once it is finished, offers what is unknown, takes values along to a list', async () => {
    const page = await edit({ queryType: 'traces' });
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await page.getByLabel('Filter key').click();
    await page.keyboard.type('Mod');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await queryOf(page)).not.toHaveProperty('filters');
    await page.getByLabel('Filter value').click();
    await page.getByRole('option', { name: '(unknown)' }).click();
    await eventually(page, { filters: [{ key: 'model', operator: '=', value: '' }] });
    await page.getByLabel('Filter value').click();
    await page.getByRole('option', { name: 'gpt-5-mini' }).click();
    await eventually(page, { filters: [{ key: 'model', operator: '=', value: 'gpt-5-mini' }] });
    await page.getByLabel('Filter operator').click();
    await page.getByRole('option', { name: 'not in' }).click();
    await eventually(page, { filters: [{ key: 'model', operator: 'not in', values: ['gpt-5-mini'] }] });
    expectNoErrors(open!);
  });

  it('hands in a limit on Enter, never while it is typed, and never a wrong one', async () => {
    const page = await edit({ queryType: 'metrics', measures: ['cost'], limit: 20 });
    const limit = page.getByLabel('Top groups');
    await limit.fill('7');
    expect(await queryOf(page)).toMatchObject({ limit: 20 });
    await page.keyboard.press('Enter');
    await eventually(page, { limit: 7 });
    await limit.fill('501');
    await page.keyboard.press('Tab');
    expect(await limit.getAttribute('title')).toBe('A whole number from 1 to 500.');
    expect(await queryOf(page)).toMatchObject({ limit: 7 });
  });

  it('runs SQL on Shift+Enter, with columns completed inside of brackets', async () => {
    const page = await edit({ queryType: 'sql', rawSql: 'SELECT  FROM llm_metrics' });
    await page.locator('.monaco-editor .view-line').first().click();
    await page.keyboard.press('Home');
    for (let step = 0; step < 'SELECT '.length; step++) await page.keyboard.press('ArrowRight');
    await page.keyboard.type('sum(total_c');
    await page.locator('.suggest-widget').getByText('total_cost_usd').first().waitFor();
    await page.keyboard.press('Enter');
    expect(await queryOf(page)).toMatchObject({ rawSql: 'SELECT  FROM llm_metrics' });
    await page.keyboard.press('Shift+Enter');
    await eventually(page, { rawSql: 'SELECT sum(total_cost_usd) FROM llm_metrics' });
  });

  it('has a name for every control and fits on 400 px, whatever it shows', async () => {
    const filters = [{ key: 'app', operator: 'in', values: ['a'] }];
    const page = await edit({ queryType: 'metrics', groupBy: ['model'], filters }, 400);
    const editor = page.locator(EDITOR);
    for (const [kind, queryType] of KINDS) {
      await page.getByLabel('Show').click();
      await page.getByRole('option', { name: kind }).click();
      await eventually(page, { queryType });
      expect(await axe(page, EDITOR)).toEqual([]);
      const widths = await editor.evaluate(({ scrollWidth, clientWidth }) => ({ scrollWidth, clientWidth }));
      expect(widths.scrollWidth).toBeLessThanOrEqual(widths.clientWidth);
    }
    await eventually(page, { rawSql: expect.stringContaining('$__timeFilter(ts)') as string });
    expectNoErrors(open!);
  });
});
