/** The model compare panel, built and loaded as Grafana loads it, on canned answers. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { axe, CHROMIUM_PATH, screenshot } from './harness';
import { workbenchSession } from './session';
import type { Visit } from './session';

describe.skipIf(!CHROMIUM_PATH)('model compare', () => {
  const { visit } = workbenchSession();

  interface Shown extends Visit {
    /** Stands as SQL in the query: one of the canned tables. */
    table?: string;
    options?: object;
    size?: string;
  }
  async function compare({ table, options, size, ...rest }: Shown = {}): Promise<Page> {
    const params = new URLSearchParams({
      view: 'panels',
      panel: 'llmobservatory-modelcompare-panel',
      ...(table !== undefined && { query: JSON.stringify({ queryType: 'sql', rawSql: table }) }),
      ...(options && { options: JSON.stringify(options) }),
      ...(size !== undefined && { size }),
    });
    const page = await visit(params.toString(), rest);
    await page.getByTestId('modelcompare').waitFor();
    return page;
  }

  const cell = (page: Page, name: RegExp) => page.getByRole('gridcell', { name });
  /** What stands in it on screen. */
  const seen = (page: Page, name: RegExp) => cell(page, name).locator('> [aria-hidden]').textContent();
  const heads = async (page: Page) =>
    (await page.getByRole('columnheader').allTextContents())
      .slice(1)
      .map((text) => text.replace(/\d.*$/, ''));
  const focusedName = (page: Page) =>
    page.evaluate(
      () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? null,
    );
  async function press(page: Page, ...keys: string[]): Promise<void> {
    await page.locator('[role=gridcell][tabindex="0"]').focus();
    for (const key of keys) await page.keyboard.press(key);
  }

  it('shows the baseline with its interval and the others with a verdict', async () => {
    const page = await compare();
    expect(await seen(page, /^gpt-5-mini.*cost per call/)).toMatch(/^\$0\.00\d+\[\$.*–\$.*\]$/);
    expect(await seen(page, /^claude-sonnet-4-5, cost per call/)).toMatch(/^\$0\.01\d*.*× dearer$/);
    expect(await seen(page, /^mistral-small-latest, cost per call/)).toMatch(/% cheaper$/);
    expect(await seen(page, /^mistral-small-latest, duration p95/)).toContain('too few (n 95)');
    expect(
      await cell(
        page,
        /^gpt-5, duration p50, [\d.]+ seconds, \d+ to \d+ percent slower than gpt-5-mini-2025-08-07, \d+ calls$/,
      ).count(),
    ).toBe(1);
    expect(
      await page.getByText('Matched: 2,525 of 2,525 calls (100%) on app, prompt, input size').count(),
    ).toBe(1);
    expect(await page.getByRole('rowheader', { name: /lo$|hi$|diff|events/ }).count()).toBe(0);
  });

  it('is walked with the keyboard; Enter explains, Esc comes back, b and m change what is compared', async () => {
    const page = await compare();
    await press(page, 'ArrowRight', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown');
    expect(await focusedName(page)).toMatch(/^claude-sonnet-4-5, duration p95/);
    expect(await page.getByRole('tooltip').textContent()).toContain('adjusted for 3 comparisons');
    await page.keyboard.press('Enter');
    const explanation = page.getByRole('region', { name: 'Explanation of the figure' });
    expect(await explanation.getByRole('heading').textContent()).toBe('claude-sonnet-4-5 · Duration p95');
    expect(await explanation.textContent()).toContain('resamples of whole traces');
    await page.keyboard.press('Escape');
    expect(await explanation.count()).toBe(0);
    expect(await focusedName(page)).toMatch(/^claude-sonnet-4-5, duration p95/);
    await page.keyboard.press('b');
    await expect
      .poll(() => heads(page))
      .toEqual(
        ['claude-sonnet-4-5', 'gpt-5-mini-2025-08-07', 'gpt-5', 'mistral-small-latest'].map((name) =>
          name.replace(/\d.*$/, ''),
        ),
      );
    await press(page, 'm');
    await page.getByText('Unmatched: these models served different traffic.').waitFor();
  });

  it('changes a verdict when the traffic is not matched, and says what differs', async () => {
    const page = await compare();
    const words = () => seen(page, /^claude-sonnet-4-5, duration p95/);
    expect(await words()).toMatch(/% faster$/);
    await page.getByText(/^Matched:/).click();
    expect(await words()).toMatch(/no clear difference/);
    expect(await page.getByRole('status').filter({ hasText: 'Unmatched' }).textContent()).toContain(
      'of app nightly',
    );
    await screenshot(page, 'modelcompare-unmatched-dark');
  });

  it('offers what can be done with a model, and filters for it', async () => {
    const page = await compare();
    await cell(page, /^gpt-5, cost per call/).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Filter for gpt-5' }).click();
    expect(await page.getByRole('status', { name: 'Filters' }).textContent()).toBe('model = gpt-5');
    await cell(page, /^gpt-5, cost per call/).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Make it the baseline' }).click();
    await expect.poll(async () => (await heads(page))[0]).toBe('gpt-');
  });

  it('plots cost against quality, explains a dot, and has the same as a table', async () => {
    const page = await compare({ options: { view: 'pareto' } });
    const plot = page.getByRole('group', { name: 'helpfulness against Cost per call' });
    expect(
      (
        await plot
          .getByRole('button')
          .evaluateAll((dots) => dots.map((dot) => dot.getAttribute('aria-label')))
      ).sort(),
    ).toEqual([
      expect.stringMatching(/^claude-sonnet-4-5, .*, on the frontier$/),
      expect.stringMatching(/^gpt-5, cost per call .* seconds$/),
      expect.stringMatching(
        /^gpt-5-mini-2025-08-07, cost per call .* dollars, helpfulness .*, duration p95 .*, on the frontier$/,
      ),
      expect.stringMatching(/^mistral-small-latest, .*, on the frontier, under 30 scored calls$/),
    ]);
    await plot.getByRole('button', { name: /^gpt-5, / }).focus();
    await page.keyboard.press('ArrowLeft');
    expect(await focusedName(page)).toMatch(/^claude-sonnet-4-5/);
    await page.keyboard.press('Enter');
    expect(await page.getByRole('region', { name: 'Explanation of the figure' }).textContent()).toContain(
      'dearer',
    );
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'View as table' }).click();
    expect(await page.getByRole('row', { name: /^mistral-small-latest/ }).textContent()).toMatch(/yes$/);
  });

  it('tells six models of similar colours apart by their shapes', async () => {
    const page = await compare({ table: 'models alike', options: { view: 'pareto', maxModels: 6 } });
    const shapes = await page
      .getByRole('group', { name: /against/ })
      .locator('[data-model] > path')
      .evaluateAll((paths) => paths.map((path) => path.getAttribute('d')!.replace(/[\d.,-]+/g, '0')));
    // Square and diamond have four corners both, triangle and wedge three: four kinds of path, each model its own place.
    expect(new Set(shapes).size).toBe(4);
    await screenshot(page, 'modelcompare-alike-dark');
  });

  it('shows no mean of a handful of scores', async () => {
    const page = await compare({ table: 'models few' });
    expect(await seen(page, /^claude-sonnet-4-5, helpfulness, unknown, Too few scored calls/)).toBe(
      '—Too few scored calls (n = 9)',
    );
    await screenshot(page, 'modelcompare-few-dark');
    expect(await axe(page)).toEqual([]);
  });

  it('leads from a figure to the traces of its model', async () => {
    const page = await compare();
    await cell(page, /^claude-sonnet-4-5, cost per call/).click();
    const explanation = page.getByRole('region', { name: 'Explanation of the figure' });
    const href = await explanation.getByRole('link', { name: 'Show traces' }).getAttribute('href');
    const panes = JSON.parse(new URL(href!, 'http://grafana').searchParams.get('panes')!) as {
      traces: { queries: unknown[] };
    };
    expect(panes.traces.queries).toMatchObject([
      {
        queryType: 'traces',
        filters: [{ key: 'call.model', operator: '=', value: 'claude-sonnet-4-5' }],
      },
    ]);
  });

  it('estimates what the traffic would cost at other prices, and says why it cannot', async () => {
    const page = await compare({ options: { view: 'whatIf' } });
    const table = page.getByRole('table', { name: 'What if' });
    expect(await table.getByRole('row').allTextContents()).toEqual([
      'ModelCallsNow≈ ThenDifference Now ≈ Then',
      'claude-sonnet-4-51,226$3.31≈ $10.6+$7.28 (+220%)',
      'gpt-51,226$3.31≥ $14.6+$11.3 (+340%)31 calls wrote to the cache; gpt-5 has no price for that.',
      'mistral-small-latest1,226$3.31——No price for mistral/mistral-small-latest.',
    ]);
    await page.getByText(/^Estimate: same tokens, same cache hits, prices of 21 Nov 2026\./).waitFor();
  });

  it('works on any table, with values only', async () => {
    const page = await compare({ table: 'models plain' });
    expect(await seen(page, /^gpt-5, cost per call/)).toBe('$0.0181');
    expect(await seen(page, /^acme\/x-large, cost per call/)).toBe('—no price');
    expect(
      await cell(page, /, seats/)
        .locator('[aria-hidden]')
        .allTextContents(),
    ).toEqual(['30', '12', '1']);
    await page.getByText('No intervals in this data.').waitFor();
  });

  it('shows four of forty models, and the others on demand', async () => {
    const page = await compare({ table: 'models many' });
    expect(await page.getByRole('columnheader').count()).toBe(5);
    await page.getByRole('button', { name: '+36 more' }).click();
    await page.getByRole('menuitemcheckbox', { name: /name-9-/ }).click();
    await expect.poll(() => page.getByRole('columnheader').count()).toBe(6);
    await page.getByRole('button', { name: '+35 more' }).waitFor();
  });

  it('says so when there is one model, nothing in common, no rows, or no model', async () => {
    const one = await compare({ table: 'models one' });
    await one.getByText('Only one model was called in this range.').waitFor();
    const apart = await compare({ table: 'models apart' });
    await apart.getByText('Too little common traffic to compare fairly (0 calls).').waitFor();
    const open = (table: string) =>
      visit(
        `view=panels&panel=llmobservatory-modelcompare-panel&query=${encodeURIComponent(JSON.stringify({ queryType: 'sql', rawSql: table }))}`,
      );
    await (await open('models none')).getByText('No calls in this time range.').waitFor();
    await (
      await open('models wrong')
    )
      .getByText(
        'Needs a text field with the model and at least one number field. Missing here: a text field.',
      )
      .waitFor();
  });

  describe.each(['dark', 'light'] as const)('in the %s theme', (theme) => {
    it.each([
      [1440, 900],
      [900, 700],
      [400, 800],
    ])('has no serious finding of axe at %d × %d', async (width, height) => {
      for (const view of ['table', 'pareto', 'whatIf']) {
        const page = await compare({ width, height, theme, options: { view } });
        await screenshot(page, `modelcompare-${view}-${theme}-${width}`);
        expect(await axe(page)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      }
      const page = await compare({ width, height, theme });
      await cell(page, /^claude-sonnet-4-5, cost per call/).click();
      await page.getByRole('region', { name: 'Explanation of the figure' }).waitFor();
      expect(await axe(page)).toEqual([]);
    });

    it('has two figures of two models in 200 × 150 px', async () => {
      const page = await compare({ width: 500, height: 500, theme, size: '200x150' });
      expect(await page.getByRole('rowheader').allTextContents()).toEqual(['Cost per call', 'Duration p95']);
      expect(await page.getByRole('gridcell').count()).toBe(4);
      await screenshot(page, `modelcompare-tiny-${theme}`);
      expect(await axe(page)).toEqual([]);
    });
  });
});
