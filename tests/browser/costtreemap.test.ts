/** The cost treemap, built and loaded as Grafana loads it, on canned tables. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { MANY_LEAVES } from '../workbench/fixtures/costs';
import { axe, CHROMIUM_PATH, screenshot } from './harness';
import { workbenchSession } from './session';
import type { Visit } from './session';

describe.skipIf(!CHROMIUM_PATH)('cost treemap', () => {
  const { visit } = workbenchSession();

  interface Shown extends Visit {
    size?: string;
    options?: Record<string, unknown>;
    /** Where one is in the tree. */
    path?: string[];
  }

  /** `table`: the canned answer of that name; `null`: figures, as our data source asks for them. */
  async function open(
    table: string | null,
    { size, options, path = [], ...rest }: Shown = {},
  ): Promise<Page> {
    const params = new URLSearchParams({
      view: 'panels',
      panel: 'llmobservatory-costtreemap-panel',
      ...(table !== null && { query: JSON.stringify({ refId: 'A', queryType: 'sql', rawSql: table }) }),
      ...(size && { size }),
      ...(options && { options: JSON.stringify(options) }),
    });
    path.forEach((name) => params.append('treemap-1', name));
    return visit(params.toString(), rest);
  }

  async function treemap(table: string | null, shown?: Shown): Promise<Page> {
    const page = await open(table, shown);
    await page.getByRole('tree').waitFor();
    return page;
  }

  const tile = (page: Page, name: RegExp) => page.getByRole('treeitem', { name }).first();
  /** What is written on a tile: beside it in the page, because its name says it in words. */
  const written = (page: Page, name: RegExp) => tile(page, name).locator('..').textContent();
  const focusedTile = (page: Page) =>
    page.evaluate(() => document.activeElement?.getAttribute('aria-label')?.split(',')[0] ?? null);
  const crumbs = async (page: Page) =>
    (await page.getByRole('navigation', { name: 'Path' }).getByRole('listitem').allTextContents()).join(
      ' › ',
    );

  it('shows groups with their parts, the dearest first, and what has no price beside them', async () => {
    const page = await treemap('costs');
    const names = await page
      .getByRole('treeitem')
      .evaluateAll((tiles) =>
        tiles.map(
          (one) => `${one.getAttribute('aria-level')} ${one.getAttribute('aria-label')?.split(',')[0]}`,
        ),
      );
    expect(names.slice(0, 6)).toEqual([
      '1 support-desk',
      '2 gpt-5',
      '2 claude-sonnet-4-5',
      '2 gpt-5-mini',
      '2 text-embedding-3-small',
      '1 help-search',
    ]);
    expect(names.at(-1)).toBe('1 No price');
    expect(await page.getByTestId('costtreemap').textContent()).toContain('Σ ≥ $49.3 ▲ 39.9%');
    expect(await tile(page, /^support-desk/).getAttribute('aria-label')).toBe(
      'support-desk, at least 27.19 dollars, 55 percent of all, up 74 percent, 1 of 8, has 5 parts.',
    );
    expect(await written(page, /^No price/)).toBe('No price1,204 calls3.10 Mil tokens(not to scale)');
  });

  it('has areas in proportion to the cost', async () => {
    const page = await treemap('bytes', { options: { legend: false } });
    const areas = await page.locator('[data-kind=part]').evaluateAll((tiles) =>
      tiles.map((one) => {
        const { width, height } = one.getBoundingClientRect();
        return width * height;
      }),
    );
    // Host a: data 9 and root 4 in one group, where one scale holds to the pixel.
    expect(areas[0]! / areas[1]!).toBeCloseTo(9 / 4, 1);
  });

  it('drills with a click, and goes back by the breadcrumb', async () => {
    const page = await treemap('costs');
    await tile(page, /^help-search/).click();
    expect(await crumbs(page)).toBe('All › help-search');
    expect(await page.getByRole('status').last().textContent()).toBe('help-search: $8.62, 4 parts');
    await page.getByRole('button', { name: 'All' }).click();
    expect(await crumbs(page)).toBe('All');
  });

  it('keeps the place in the address: a reload stays, Back goes up, another panel has its own', async () => {
    const page = await treemap('costs');
    await tile(page, /^support-desk/).click();
    expect(await crumbs(page)).toBe('All › support-desk');
    expect(new URL(page.url()).searchParams.getAll('treemap-1')).toEqual(['support-desk']);
    await page.reload();
    await page.getByRole('tree').waitFor();
    expect(await crumbs(page)).toBe('All › support-desk');
    await page.goBack();
    await expect.poll(() => crumbs(page)).toBe('All');
    await page.goForward();
    await expect.poll(() => crumbs(page)).toBe('All › support-desk');
    await page.getByRole('button', { name: 'All' }).click();
    expect(new URL(page.url()).searchParams.has('treemap-1')).toBe(false);
  });

  it('stays as near as it can when what the address names has gone', async () => {
    const page = await treemap('costs', { path: ['support-desk', 'gpt-5', 'no more'] });
    expect(await crumbs(page)).toBe('All › support-desk');
    await page.locator('[role=treeitem][tabindex="0"]').focus();
    await page.keyboard.press('Backspace');
    expect(await crumbs(page)).toBe('All');
    expect(await focusedTile(page)).toBe('support-desk');
  });

  it('is walked with the keyboard: arrows, Enter, Backspace', async () => {
    const page = await treemap('costs');
    await page.locator('[role=treeitem][tabindex="0"]').focus();
    expect(await focusedTile(page)).toBe('support-desk');
    await page.keyboard.press('ArrowDown');
    expect(await focusedTile(page)).toBe('gpt-5');
    await page.keyboard.press('ArrowRight');
    expect(await focusedTile(page)).toBe('ticket-triage');
    await page.keyboard.press('ArrowUp');
    expect(await focusedTile(page)).toBe('gpt-5-mini');
    await page.keyboard.press('ArrowUp');
    expect(await focusedTile(page)).toBe('help-search');
    await page.keyboard.press('Enter');
    expect(await crumbs(page)).toBe('All › help-search');
    expect(await focusedTile(page)).toBe('gpt-5-mini');
    await page.keyboard.press('End');
    expect(await focusedTile(page)).toBe('command-r-plus-08-2024');
    await page.keyboard.press('Backspace');
    expect(await crumbs(page)).toBe('All');
    expect(await focusedTile(page)).toBe('help-search');
    await page.keyboard.press('Home');
    expect(await focusedTile(page)).toBe('support-desk');
    // Exactly one tile can be reached by Tab.
    expect(await page.locator('[role=treeitem][tabindex="0"]').count()).toBe(1);
  });

  it('tells everything in a card, by pointer and by focus, and Esc closes it', async () => {
    const page = await treemap('costs');
    await tile(page, /^gpt-5,/).hover();
    const card = page.getByRole('tooltip');
    await card.waitFor();
    const facts = await card.locator('dl > div').allTextContents();
    expect(facts).toEqual([
      'Cost$18.42',
      'Share of support-desk67.7%',
      'Share of all37.4%',
      'Before$5.42',
      'Change▲ 240%',
      'Calls2,210',
      'Tokens5.12 Mil',
      'Cost per call$0.00833',
      'Cost per 1 K tokens$0.00360',
      'Error rate0.950%',
    ]);
    await page.mouse.move(0, 0);
    await card.waitFor({ state: 'detached' });
    await page.locator('[role=treeitem][tabindex="0"]').focus();
    await page.keyboard.press('ArrowDown');
    await card.waitFor();
    expect(await page.locator(':focus').getAttribute('aria-describedby')).toBe(await card.getAttribute('id'));
    await page.keyboard.press('Escape');
    await card.waitFor({ state: 'detached' });
  });

  it('filters the dashboard by the whole path of a leaf, and then shows what is left', async () => {
    const page = await treemap(null);
    await tile(page, /^claude-haiku-4-5/).click();
    expect(await page.getByRole('status', { name: 'Filters' }).textContent()).toBe(
      'app = ticket-triage · model = claude-haiku-4-5',
    );
    await expect.poll(() => page.getByRole('treeitem').count()).toBe(2);
    expect(await page.getByTestId('costtreemap').textContent()).toContain('Σ $5.3');
  });

  it('filters by what has a name only: of an unknown model it opens the menu', async () => {
    const page = await treemap(null, { path: ['playground'] });
    await tile(page, /^\(no model\)/).click();
    expect(await page.getByRole('menuitem').allTextContents()).toEqual([
      'Show traces',
      'Copy name',
      'Copy figures',
    ]);
    await page.keyboard.press('Escape');
  });

  it('leads to the traces that a part was counted from, with its filters and range', async () => {
    const page = await treemap(null);
    await tile(page, /^claude-haiku-4-5/).click({ button: 'right' });
    const href = await page.getByRole('menuitem', { name: 'Show traces' }).getAttribute('href');
    const panes = JSON.parse(new URL(href!, 'http://grafana').searchParams.get('panes')!) as {
      traces: { queries: unknown[]; range: unknown };
    };
    expect(panes.traces).toMatchObject({
      datasource: 'llm',
      queries: [
        {
          queryType: 'traces',
          filters: [
            { key: 'call.app', operator: '=', value: 'ticket-triage' },
            { key: 'call.model', operator: '=', value: 'claude-haiku-4-5' },
          ],
        },
      ],
      range: { from: 'now-24h', to: 'now' },
    });
    await page.getByRole('menuitem', { name: 'Show traces' }).click();
    await page.getByRole('radio', { name: 'Queries' }).or(page.getByText('answer-ticket')).first().waitFor();
  });

  it('has a menu: filter out, copy', async () => {
    const page = await treemap('costs');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await tile(page, /^claude-haiku-4-5/).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Filter out model = claude-haiku-4-5' }).click();
    expect(await page.getByRole('status', { name: 'Filters' }).textContent()).toBe(
      'model != claude-haiku-4-5',
    );
    await tile(page, /^claude-haiku-4-5/).focus();
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Copy figures' }).click();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied.split('\n').slice(0, 2)).toEqual(['ticket-triage › claude-haiku-4-5', 'Cost: $5.3']);
  });

  it('follows the data link of a leaf instead of filtering', async () => {
    const page = await treemap('with links');
    await tile(page, /^gpt-5/).hover();
    await expect.poll(() => page.getByRole('tooltip').textContent()).toContain('Click: Model page');
    await tile(page, /^gpt-5/).click();
    await page.getByText('In Grafana this opens /d/models').waitFor();
    expect(await page.getByRole('status', { name: 'Filters' }).count()).toBe(0);
    await tile(page, /^haiku/).click({ button: 'right' });
    expect(await page.getByRole('menuitem').allTextContents()).toEqual([
      'Filter for app = desk, model = haiku',
      'Filter out model = haiku',
      'Model page',
      'Copy name',
      'Copy figures',
    ]);
    await page.keyboard.press('Escape');
  });

  it('lists what stands behind "n others" and "no price"', async () => {
    const page = await treemap('many');
    const others = page.locator('[data-kind=others]').first();
    const count = Number((await others.getAttribute('aria-label'))!.split(' ')[0]);
    await others.click();
    const table = page.getByRole('table');
    await table.waitFor();
    expect(await table.getByRole('row').count()).toBe(count + 1);
    await page.getByRole('button', { name: 'All' }).click();
    await page.getByRole('tree').waitFor();

    const priced = await treemap('costs');
    await tile(priced, /^No price/).click();
    expect(await crumbs(priced)).toBe('All › No price');
    expect(await priced.getByRole('rowheader').allTextContents()).toEqual([
      'support-desk › acme/x-large-preview',
      'playground › local/llama-4-70b',
    ]);
    expect(await priced.getByRole('row').nth(1).getByRole('cell').allTextContents()).toEqual([
      '—', '—', '—', '—', '1,190', '3,040,000', '—', '0.672%', '1,190',
    ]); // prettier-ignore
  });

  it('shows the same as a table', async () => {
    const page = await treemap('costs');
    await page.getByRole('button', { name: 'View' }).click();
    await page.getByRole('menuitem', { name: 'View as table' }).click();
    const rows = page.getByRole('table').getByRole('row');
    expect(await rows.nth(1).locator('th, td').allTextContents()).toEqual([
      'support-desk', '≥ $27.2', '55.2%', '$15.6', '▲ 73.8%', '15,620', '23,100,000', '$0.00188', '0.461%', '1,190',
    ]); // prettier-ignore
    await page.getByRole('button', { name: 'help-search' }).click();
    expect(await page.getByRole('rowheader').allTextContents()).toContain('gpt-4.1-nano');
    await screenshot(page, 'costtreemap-table-dark');
    expect(await axe(page)).toEqual([]);
  });

  it('colours by price, error rate or name, and prints the steps', async () => {
    const page = await treemap('costs', { options: { colour: 'price' } });
    const steps = page.getByRole('list', { name: 'Steps of the colour' }).getByRole('listitem');
    expect(await steps.allTextContents()).toEqual([
      '≤ $0.000235', '≤ $0.000631', '≤ $0.00275', '≤ $0.00525', '> $0.00525',
    ]); // prettier-ignore
    await screenshot(page, 'costtreemap-price-dark');
    await page.getByRole('button', { name: 'View' }).click();
    await page.getByRole('menuitemradio', { name: 'Error rate' }).click();
    expect((await steps.allTextContents())[0]).toBe('≤ 0%');
    await screenshot(page, 'costtreemap-errors-dark');
    await page.getByRole('button', { name: 'View' }).click();
    await page.getByRole('menuitemradio', { name: 'Name' }).click();
    await screenshot(page, 'costtreemap-name-dark');
    expect(await axe(page)).toEqual([]);
  });

  it('says which field a colour lacks', async () => {
    const page = await treemap('bytes', { options: { colour: 'change' } });
    expect(await page.getByTestId('legend').textContent()).toContain('needs the fields previous');
  });

  it('gives tokens their area, and hatches those without a price', async () => {
    const page = await treemap('costs', { options: { area: 'tokens' } });
    expect(await page.getByTestId('costtreemap').textContent()).toContain('Σ 72.1 Mil');
    await tile(page, /^acme/).waitFor();
    expect(await page.locator('[data-kind=unpriced]').count()).toBe(0);
    await screenshot(page, 'costtreemap-tokens-dark');
  });

  it(`folds ${MANY_LEAVES} leaves into at most 250 tiles and loses no cent`, async () => {
    const page = await treemap('many', { options: { minShare: 0 } });
    expect(await page.getByRole('treeitem').count()).toBeLessThanOrEqual(260);
    const shares = await page
      .locator('[role=treeitem][aria-level="1"]')
      .evaluateAll((tiles) =>
        tiles.map((one) => Number(/([\d.]+) percent of all/.exec(one.getAttribute('aria-label') ?? '')?.[1])),
      );
    expect(shares.reduce((sum, one) => sum + one, 0)).toBeGreaterThan(98);
    await screenshot(page, 'costtreemap-5000-dark');
  });

  it('draws an icicle', async () => {
    const page = await treemap('many', { options: { shape: 'icicle' }, theme: 'light' });
    expect(await page.locator('[role=treeitem][aria-level="3"]').count()).toBeGreaterThan(0);
    await screenshot(page, 'costtreemap-icicle-light');
    expect(await axe(page)).toEqual([]);
  });

  it('tells apart nothing, nothing priced, credits and wrong tables', async () => {
    const page = await open('no rows');
    await page.getByText('No data in this time range. Choose a longer range or remove filters.').waitFor();
    await open('only numbers');
    await page
      .getByText('Needs at least one text field and one number field. Missing here: a text field.')
      .waitFor();
    await treemap('nothing priced');
    expect(await page.getByRole('tree').allTextContents()).toEqual(['No price2 rows(not to scale)']);
    await treemap('credits and zeros');
    await page.getByText('Credits of -$0.310 are not drawn. 1 of $0 is not drawn.').waitFor();
    await treemap('one row');
    expect(await page.getByRole('tree').allTextContents()).toEqual(['gpt-5-mini$0.00168 · 100%']);
  });

  it('cuts names in the middle, of any script, and keeps them in the card', async () => {
    const page = await treemap('long names', { size: '600x300' });
    expect(await written(page, /^projects/)).toMatch(/^projects.*….*25-08-07/);
    await screenshot(page, 'costtreemap-names-dark');
    await tile(page, /^projects/).hover();
    await expect.poll(() => page.getByRole('tooltip').textContent()).toContain('very-long-very-long-');
  });

  describe.each(['dark', 'light'] as const)('in the %s theme', (theme) => {
    it.each([
      [1440, 900],
      [900, 800],
      [400, 800],
    ])('has no serious finding of axe at %d × %d, drilled and with an open card', async (width, height) => {
      const page = await treemap('costs', { width, height, theme });
      await screenshot(page, `costtreemap-${theme}-${width}`);
      expect(await axe(page)).toEqual([]);
      await tile(page, /^support-desk/).click();
      // The pointer rests on a tile since the click, and the card of that tile may lie on the one that is wanted.
      await page.mouse.move(0, 0);
      await tile(page, /^gpt-5,/).hover();
      await page.getByRole('tooltip').waitFor();
      await screenshot(page, `costtreemap-drilled-${theme}-${width}`);
      expect(await axe(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    });

    it('has one level and no head in 200 × 150 px, until one drills', async () => {
      const page = await treemap('costs', { width: 400, height: 500, theme, size: '200x150' });
      expect(await page.locator('[role=treeitem][aria-level="2"]').count()).toBe(0);
      expect(await page.getByRole('navigation', { name: 'Path' }).count()).toBe(0);
      await screenshot(page, `costtreemap-tiny-${theme}`);
      expect(await axe(page)).toEqual([]);
      await tile(page, /^support-desk/).click();
      expect(await crumbs(page)).toBe('All › support-desk');
      await screenshot(page, `costtreemap-tiny-drilled-${theme}`);
    });
  });
});
