/** Data source editors and app page, built and loaded as Grafana loads them, on canned answers. */
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { AGENT_TRACE_ID } from '../workbench/fixtures/agentTrace';
import { axe, CHROMIUM_PATH, screenshot } from './harness';
import { workbenchSession } from './session';

describe.skipIf(!CHROMIUM_PATH)('workbench', () => {
  const { visit } = workbenchSession();
  const queryOf = async (page: Page): Promise<Record<string, unknown>> =>
    JSON.parse((await page.getByTestId('query-json').textContent()) ?? '') as Record<string, unknown>;

  it('opens a trace from the list, and goes back', async () => {
    const page = await visit('');
    await page.getByRole('button', { name: AGENT_TRACE_ID }).click();
    await page.getByRole('treegrid').waitFor();
    expect(new URL(page.url()).searchParams.get('trace')).toBe(AGENT_TRACE_ID);
    await page.goBack();
    await page.getByRole('region', { name: 'Traces' }).waitFor();
  });

  it('changes the query with the query editor and shows what it answers', async () => {
    const page = await visit('view=query');
    expect(await queryOf(page)).toMatchObject({ queryType: 'traces' });
    await page.getByRole('combobox', { name: 'Show' }).click();
    await page.getByRole('option', { name: /^Logs/ }).click();
    await page.getByText('payment provider timed out').waitFor();
    expect(await queryOf(page)).toMatchObject({ queryType: 'logs' });
  });

  it('edits raw SQL', async () => {
    const page = await visit(
      `view=query&query=${encodeURIComponent('{"queryType":"sql","rawSql":"SELECT 1"}')}`,
    );
    await page.locator('.monaco-editor .view-line').first().waitFor();
    expect(await queryOf(page)).toMatchObject({ queryType: 'sql', rawSql: 'SELECT 1' });
  });

  it('takes a URL in the config editor and tells what the test found', async () => {
    const page = await visit('view=config');
    await page.getByRole('textbox', { name: /URL/ }).fill('ftp://nowhere');
    await page.getByText('Begins with http:// or https://').waitFor();
    await page.getByRole('button', { name: 'Save & test' }).click();
    await page.getByText('Connected: LLM Observatory 0.1.0').waitFor();
  });

  it('shows Get started with what is connected, and leads to the newest call', async () => {
    const page = await visit('view=app');
    await page.getByText('support-desk called gpt-5-mini').waitFor();
    await page.getByRole('link', { name: 'The newest call' }).click();
    await page.getByRole('treegrid').waitFor();
  });

  /** What stands on a page when its answers are there. */
  const loaded: Record<string, (page: Page) => Locator> = {
    list: (page) => page.getByRole('region', { name: 'Traces' }),
    query: (page) => page.getByRole('region', { name: /^Rows of/ }),
    config: (page) => page.getByRole('button', { name: 'Save & test' }),
    app: (page) => page.getByText('support-desk called gpt-5-mini'),
  };

  describe.each(['dark', 'light'] as const)('in the %s theme', (theme) => {
    it.each([
      ['list', ''],
      ['query', 'view=query'],
      ['config', 'view=config'],
      ['app', 'view=app'],
    ])('has no serious finding of axe on the page %s', async (name, params) => {
      for (const width of [1440, 400]) {
        const page = await visit(params, { width, theme });
        await loaded[name]?.(page).first().waitFor();
        await screenshot(page, `${name}-${theme}-${width}`);
        expect(await axe(page)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      }
    });
  });
});
