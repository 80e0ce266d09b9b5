/** The editor in a real browser, on the workbench: when a query changes, when it runs, and that the keyboard is enough. */
import { QUERY_TYPES } from '@llmobservatory/model';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  axe,
  CHROMIUM_PATH,
  expectNoErrors,
  openPage,
  startBrowser,
  type OpenPage,
  screenshot,
} from '../../../../tests/browser/harness';
import { startCannedServer, type CannedServer } from '../../../../tests/workbench/server';
import { KINDS as KINDS_SHOWN } from '../kinds';

const EDITOR = 'section[aria-label="Query editor"]';
const KINDS = QUERY_TYPES.filter((type) => type !== 'sql').map(
  (type) => [KINDS_SHOWN[type].label, type] as const,
);

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

  async function edit(query: object, { width = 1200, theme = 'dark', params = '' } = {}): Promise<Page> {
    const stored = encodeURIComponent(JSON.stringify({ refId: 'A', ...query }));
    open = await openPage(
      browser,
      `${server.url}/workbench?view=query&theme=${theme}&query=${stored}${params}`,
      { width },
    );
    await open.page.getByRole('radiogroup', { name: 'Mode' }).waitFor();
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
    await page.getByRole('option', { name: /^Model/ }).waitFor();
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

  it('groups by an attribute that someone types', async () => {
    const page = await edit({ queryType: 'metrics', measures: ['cost'], groupBy: ['model'] });
    await page.getByLabel('Group by').click();
    await page.getByRole('option', { name: /^Provider/ }).waitFor();
    await page.keyboard.type('tenant', { delay: 50 });
    await page.getByRole('option', { name: /^tenant/ }).click();
    await eventually(page, { groupBy: ['model', 'attributes.tenant'] });
    expectNoErrors(open!);
  });

  it('hands in a limit on Enter, never while it is typed, and never a wrong one', async () => {
    const page = await edit({ queryType: 'metrics', measures: ['cost'], groupBy: ['model'], limit: 20 });
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

  it('counts a press of Run once, with what was typed before it', async () => {
    const page = await edit({ queryType: 'traces', limit: 50 });
    const asked: unknown[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/api/v1/query')) asked.push(request.postDataJSON());
    });
    await page.getByLabel('Limit').fill('7');
    await page.getByText('Changed: press Shift+Enter to run').waitFor();
    await page.getByRole('button', { name: 'Run' }).click();
    await eventually(page, { limit: 7 });
    await page.getByRole('button', { name: 'Run' }).click();
    await expect.poll(() => asked.length).toBe(2);
    await page.waitForTimeout(300);
    expect(asked.length).toBe(2);
  });

  it('takes what the builder asks along to SQL, and finds the way back', async () => {
    const page = await edit({ queryType: 'metrics', measures: ['cost'], groupBy: ['model'], shape: 'total' });
    await page.getByRole('radio', { name: 'SQL' }).click();
    await eventually(page, {
      queryType: 'sql',
      rawSql: expect.stringContaining('sum(total_cost_usd) AS cost') as string,
    });
    await page.getByRole('radio', { name: 'Builder' }).click();
    await eventually(page, { queryType: 'metrics', measures: ['cost'], groupBy: ['model'], shape: 'total' });
    expectNoErrors(open!);
  });

  it('marks what is wrong in SQL at its place, until the text changes', async () => {
    const page = await edit({ queryType: 'sql', rawSql: 'SELECT ts,\n  refuse_me\nFROM llm_metrics' });
    await page.locator('.monaco-editor .squiggly-error').waitFor();
    await page.locator('.monaco-editor .view-line').first().click();
    await page.keyboard.press('End');
    await page.keyboard.type(' ');
    await expect.poll(() => page.locator('.monaco-editor .squiggly-error').count()).toBe(0);
  });

  it('begins with an example of SQL', async () => {
    const page = await edit({ queryType: 'sql', rawSql: '' });
    await page.getByLabel('Example').click();
    await page.getByRole('option', { name: /^Dearest calls/ }).click();
    await eventually(page, { rawSql: expect.stringContaining('ORDER BY total_cost_usd DESC') as string });
    await page.locator('.monaco-editor').getByText('llm_metrics').first().waitFor();
  });

  it('offers Live only where Grafana can stream', async () => {
    const page = await edit({ queryType: 'traces' });
    expect(await page.getByLabel('Live').count()).toBe(1);
    await page.close();
    const overHttp = await edit({ queryType: 'traces' }, { params: '&transport=http' });
    expect(await overHttp.getByLabel('Live').count()).toBe(0);
    await overHttp
      .getByRole('region', { name: /^Rows of/ })
      .first()
      .waitFor();
    expectNoErrors(open!);
  });

  it.each(['dark', 'light'] as const)(
    'has a name for every control and fits on 400 px, whatever it shows, in the %s theme',
    async (theme) => {
      const filters = [{ key: 'app', operator: 'in', values: ['a'] }];
      const page = await edit({ queryType: 'metrics', groupBy: ['model'], filters }, { width: 400, theme });
      const editor = page.locator(EDITOR);
      const fits = async () => {
        expect(await axe(page, EDITOR)).toEqual([]);
        const widths = await editor.evaluate(({ scrollWidth, clientWidth }) => ({
          scrollWidth,
          clientWidth,
        }));
        expect(widths.scrollWidth).toBeLessThanOrEqual(widths.clientWidth);
      };
      for (const [label, queryType] of KINDS) {
        await page.getByLabel('Show').click();
        await page.getByLabel('Show').fill(label);
        await page
          .getByRole('option', { name: new RegExp(`^${label}`) })
          .first()
          .click();
        await eventually(page, { queryType });
        const options = page.getByRole('button', { name: 'Options', expanded: false });
        if ((await options.count()) > 0) await options.click();
        await fits();
        await screenshot(page, `editor-${queryType}-${theme}-400`);
      }
      await page.getByRole('radio', { name: 'SQL' }).click();
      await page.locator('.monaco-editor').first().waitFor();
      await fits();
      expectNoErrors(open!);
    },
  );
});
