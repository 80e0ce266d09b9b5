/** The waterfall panel, built and loaded as Grafana loads it, on canned traces. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { AGENT_TRACE_ID } from '../workbench/fixtures/agentTrace';
import { SEVERAL_TRACES_ID, WRONG_FRAME_ID } from '../workbench/fixtures/answers';
import { BIG_TRACE_ID, BIG_TRACE_SPANS } from '../workbench/fixtures/bigTrace';
import { FOREIGN_TRACE_ID } from '../workbench/fixtures/foreignTrace';
import { STATE_TRACE_ID } from '../workbench/fixtures/stateTrace';
import { axe, CHROMIUM_PATH, screenshot } from './harness';
import { workbenchSession } from './session';
import type { Visit } from './session';

describe.skipIf(!CHROMIUM_PATH)('waterfall', () => {
  const { visit, origin } = workbenchSession();

  async function trace(id: string, options: Visit & { size?: string } = {}): Promise<Page> {
    const page = await visit(`trace=${id}${options.size ? `&size=${options.size}` : ''}`, options);
    await page.getByRole('treegrid').waitFor();
    return page;
  }

  const row = (page: Page, name: RegExp) => page.getByRole('row', { name });
  const focusedRow = (page: Page) =>
    page.evaluate(() => document.activeElement?.getAttribute('aria-label')?.split(',')[0] ?? null);
  /** Presses keys on the first row of the grid. */
  async function press(page: Page, ...keys: string[]): Promise<void> {
    await page.locator('[role=row][tabindex="0"]').focus();
    for (const key of keys) await page.keyboard.press(key);
  }

  it('shows tree and figures, counted calls only in the sums', async () => {
    const page = await trace(AGENT_TRACE_ID);
    expect(
      await page.getByRole('list', { name: 'Figures of the trace' }).getByRole('listitem').allTextContents(),
    ).toEqual([
      '≥ $0.00951',
      '8.20 K in (75.6% cached)',
      '1.10 K out',
      '4.82 s',
      'first token 620 ms',
      '4 calls',
      '1 error',
    ]);
    const rows = page.getByRole('treegrid').locator('[data-key]');
    expect(
      await rows.evaluateAll((elements) =>
        elements.map(
          (element) =>
            `${'  '.repeat(Number(element.getAttribute('aria-level')) - 1)}${element.getAttribute('aria-label')?.split(',')[0]}`,
        ),
      ),
    ).toEqual([
      'Agent answer-ticket support',
      '  Retrieval kb.search',
      '    Embedding embeddings text-embedding-3-small',
      '    Infrastructure SELECT kb.chunks',
      '  Model call ChatOpenAI gpt-5-mini',
      '    Model call chat gpt-5-mini',
      '  Tool execute_tool orders.lookup',
      '  Tool execute_tool payments.status',
      '    Infrastructure GET /payments/8812',
      '  Model call chat claude-sonnet-4-5',
      '  Model call chat acme/x-large-preview-2026-11-01',
      'Infrastructure audit log',
    ]);
    const figures = async (name: RegExp) =>
      (await row(page, name).getByRole('gridcell').allTextContents()).slice(1, 3);
    expect(await figures(/^Model call chat gpt-5-mini/)).toEqual(['$0.00168', '5.74 K']);
    expect(await figures(/^Model call ChatOpenAI/)).toEqual(['($0.00168)', '(5.74 K)']);
    expect(await figures(/^Model call chat acme/)).toEqual(['no price', '538']);
    expect(await figures(/^Agent/)).toEqual(['Σ ≥ $0.00951', 'Σ 9.30 K']);
    expect(await figures(/^Tool execute_tool orders/)).toEqual(['', '']);
    expect(await row(page, /audit log/).textContent()).toContain('parent missing');
  });

  it('is walked with the keyboard, and Esc brings the focus back from the detail', async () => {
    const page = await trace(AGENT_TRACE_ID);
    await press(page, 'ArrowDown');
    expect(await focusedRow(page)).toBe('Retrieval kb.search');
    await page.keyboard.press('ArrowLeft');
    expect(await row(page, /^Retrieval/).getAttribute('aria-expanded')).toBe('false');
    expect(await row(page, /^Embedding/).count()).toBe(0);
    await page.keyboard.press('ArrowDown');
    expect(await focusedRow(page)).toBe('Model call ChatOpenAI gpt-5-mini');
    await page.keyboard.press('x');
    expect(await focusedRow(page)).toBe('Tool execute_tool payments.status');
    await page.keyboard.press('a');
    expect(await focusedRow(page)).toBe('Model call chat claude-sonnet-4-5');
    await page.keyboard.press('End');
    expect(await focusedRow(page)).toBe('Infrastructure audit log');
    await page.keyboard.press('Home');
    await page.keyboard.press('a');
    expect(await focusedRow(page)).toBe('Embedding embeddings text-embedding-3-small');

    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'Detail of the span' }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H3');
    await page.keyboard.press('Escape');
    expect(await page.getByRole('region', { name: 'Detail of the span' }).count()).toBe(0);
    expect(await focusedRow(page)).toBe('Embedding embeddings text-embedding-3-small');
  });

  it('shows the conversation of a call: prompt folded, tools joined with results that came later', async () => {
    const page = await trace(AGENT_TRACE_ID);
    await row(page, /^Model call chat gpt-5-mini/).click();
    const body = page.getByRole('tabpanel', { name: 'Messages' });
    expect(await body.textContent()).not.toContain('Never promise a date');
    await body.getByRole('button', { name: /^System/ }).click();
    expect(await body.textContent()).toContain('Never promise a date');
    expect(await body.getByRole('article').first().textContent()).toContain(
      'Where is my refund for order 8812?',
    );
    expect(await body.textContent()).toContain('2 tools in parallel');
    expect(await body.textContent()).toContain('arguments are not valid JSON');
    expect(await body.getByRole('button', { name: /^Result/ }).allTextContents()).toEqual([
      'Result{"id":8812,"state":"returned","refund":41.9}',
      'Resultupstream timed out',
    ]);
    await screenshot(page, 'waterfall-conversation-dark');
  });

  it('shows model text as Markdown, keeps HTML as text and loads no image from elsewhere', async () => {
    const page = await trace(AGENT_TRACE_ID);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await row(page, /^Model call chat claude/).click();
    const answer = page.getByRole('tabpanel').getByRole('article').last();
    expect(await answer.getByRole('table').getByRole('row').allTextContents()).toEqual([
      'stepstate',
      'returnreceived',
      'refundsent',
    ]);
    expect(await answer.locator('img').count()).toBe(0);
    expect(await answer.textContent()).toContain('<img src="https://example.com/spy.png"');
    expect(await answer.getByRole('link', { name: 'status page' }).getAttribute('rel')).toBe(
      'noopener noreferrer',
    );
    expect(asked.filter((url) => !url.startsWith(origin()))).toEqual([]);
  });

  it('says why content, cost or a count is missing', async () => {
    const page = await trace(AGENT_TRACE_ID);
    await row(page, /^Model call chat acme/).click();
    expect(await page.getByRole('tabpanel').textContent()).toBe('Content was redacted by the sender.');
    await page.getByRole('tab', { name: 'Usage & cost' }).click();
    const usage = page.getByRole('tabpanel', { name: 'Usage & cost' });
    expect(await usage.textContent()).toContain(
      'No price for acme/x-large-preview-2026-11-01 on 21 November 2026.',
    );
    expect(await usage.getByRole('row', { name: /^Total/ }).textContent()).toBe('Total538—');
    await row(page, /^Model call ChatOpenAI/).click();
    expect(await page.getByRole('tabpanel', { name: 'Usage & cost' }).textContent()).toContain(
      'Not counted: Same call as span a000000000000006: this span wraps the client that made it. Counted instead: span a000000000000006.',
    );
  });

  it('shows attributes with a filter, events and the raw span', async () => {
    const page = await trace(AGENT_TRACE_ID);
    await row(page, /^Tool execute_tool payments/).click();
    await page.getByRole('textbox', { name: 'Filter attributes' }).fill('call.id');
    await expect
      .poll(() => page.getByRole('tabpanel').getByRole('row').allTextContents())
      .toEqual(['gen_ai.tool.call.idcall_2']);
    await page.getByRole('tab', { name: /^Events/ }).click();
    expect(await page.getByRole('tabpanel').textContent()).toContain('TimeoutError');
    await page.getByRole('tab', { name: 'Raw' }).click();
    const raw = JSON.parse((await page.getByRole('tabpanel').locator('pre').textContent()) ?? '') as {
      spanID: string;
    };
    expect(raw.spanID).toBe('a000000000000008');
  });

  it('works on the trace frame of another data source, with its tokens and without cost', async () => {
    const page = await trace(FOREIGN_TRACE_ID);
    expect(await page.getByRole('columnheader').allTextContents()).not.toContain('Cost');
    expect(
      await row(page, /^Model call ChatCompletion gpt-5-mini/)
        .getByRole('gridcell')
        .nth(1)
        .textContent(),
    ).toBe('1.30 K');
    expect(await row(page, /^Infrastructure POST/).count()).toBe(1);
    await screenshot(page, 'waterfall-foreign-dark');
  });

  it('keeps 10,000 spans in the tree and only the rows in view in the page', async () => {
    const page = await trace(BIG_TRACE_ID);
    const rows = page.getByRole('treegrid').locator('[data-key]');
    expect(await rows.count()).toBeLessThan(100);
    await press(page, 'h', '*', 'End');
    expect(await page.getByRole('treegrid').getAttribute('aria-rowcount')).toBe(String(BIG_TRACE_SPANS + 1));
    expect(await focusedRow(page)).toContain('Infrastructure GET /item');
    expect(await page.locator(':focus').getAttribute('aria-rowindex')).toBe(String(BIG_TRACE_SPANS + 1));
    expect(await rows.count()).toBeLessThan(100);
    await page.mouse.move(400, 500);
    await page.mouse.wheel(0, -100_000);
    await page.waitForFunction(() => !document.querySelector('[data-key][aria-rowindex="9990"]'));
    // The focused row stays in the page, so that the focus is not lost by scrolling.
    expect(await page.locator(':focus').getAttribute('aria-rowindex')).toBe(String(BIG_TRACE_SPANS + 1));
    expect(await rows.count()).toBeLessThan(100);
    await screenshot(page, 'waterfall-10000-dark');
  });

  it('shows tokens and money as bars, on one scale, and what is unknown as unknown', async () => {
    const page = await trace(AGENT_TRACE_ID);
    await page.getByRole('radio', { name: 'Tokens' }).check({ force: true });
    await page.getByRole('columnheader', { name: 'Tokens by kind' }).waitFor();
    expect(
      await page
        .getByRole('columnheader', { name: 'Tokens by kind' })
        .getByRole('listitem')
        .allTextContents(),
    ).toEqual(['Cached input', 'Uncached input', 'Cache write', 'Output', 'Reasoning']);
    await screenshot(page, 'waterfall-tokens-dark');
    await press(page, 'm');
    expect(await row(page, /^Model call chat acme/).textContent()).toContain('cost unknown');
    expect(await axe(page)).toEqual([]);
    await press(page, 'm');
    await page.getByRole('columnheader', { name: 'Time' }).waitFor();
  });

  it('says why it was slow, in shares that lead to their rows, and marks the critical path', async () => {
    const page = await trace(AGENT_TRACE_ID);
    await press(page, 'w');
    expect(await row(page, /^Model call chat claude.*on the critical path/).count()).toBe(1);
    expect(await row(page, /^Tool execute_tool orders.*on the critical path/).count()).toBe(0);
    await page.getByRole('button', { name: 'Why slow?' }).click();
    const why = page.getByRole('region', { name: /^Why slow/ });
    const first = why.getByRole('button').first();
    expect(await first.textContent()).toMatch(/%.*(gpt-5-mini|claude)/);
    await screenshot(page, 'waterfall-slow-dark');
    expect(await axe(page)).toEqual([]);
    await first.click();
    await page.getByRole('region', { name: 'Detail of the span' }).waitFor();
  });

  it('says why it was dear, and how many calls have no cost', async () => {
    const page = await trace(AGENT_TRACE_ID);
    await page.getByRole('button', { name: 'Why dear?' }).click();
    const why = page.getByRole('region', { name: /^Why dear/ });
    expect(await why.textContent()).toContain('1 call without a cost');
    expect(await why.getByRole('button').first().textContent()).toContain('$0.00783');
  });

  it('finds spans by what was said in them, and goes from match to match', async () => {
    const page = await trace(AGENT_TRACE_ID);
    await press(page, '/');
    await page.keyboard.type('refund');
    await page.getByText(/^\d+ matches$/).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText(/^1 of \d+$/).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText(/^2 of \d+$/).waitFor();
    await screenshot(page, 'waterfall-search-dark');
    await page.keyboard.press('Escape');
    expect(await page.getByRole('textbox', { name: 'Search spans' }).inputValue()).toBe('');
  });

  it('folds infrastructure that went well, and zooms by dragging over the minimap', async () => {
    const page = await trace(BIG_TRACE_ID);
    const folded = page.getByRole('row', { name: /^Infrastructure \d+ infrastructure/ });
    await press(page, '*');
    expect(await folded.count()).toBeGreaterThan(0);
    const map = (await page.getByTestId('minimap').boundingBox())!;
    await page.mouse.move(map.x + map.width * 0.2, map.y + 10);
    await page.mouse.down();
    await page.mouse.move(map.x + map.width * 0.3, map.y + 10, { steps: 4 });
    await page.mouse.up();
    await page.getByRole('button', { name: 'Whole trace' }).waitFor();
    await screenshot(page, 'waterfall-zoom-dark');
    await page.getByRole('button', { name: 'Whole trace' }).click();
    expect(await page.getByRole('button', { name: 'Whole trace' }).count()).toBe(0);
  });

  it('is zoomed with the keyboard by the edges of the minimap, and with the mouse by dragging what is chosen', async () => {
    const page = await trace(BIG_TRACE_ID);
    const to = page.getByRole('slider', { name: 'Shown up to' });
    await to.focus();
    await page.keyboard.press('PageDown');
    expect(await to.getAttribute('aria-valuetext')).toBe('1.50 mins of 1.67 mins');
    await page.keyboard.press('PageDown');
    const from = page.getByRole('slider', { name: 'Shown from' });
    const map = (await page.getByTestId('minimap').boundingBox())!;
    await page.mouse.move(map.x + map.width * 0.5, map.y + 10);
    await page.mouse.down();
    await page.mouse.move(map.x + map.width * 0.6, map.y + 10, { steps: 4 });
    await page.mouse.up();
    await expect.poll(() => from.getAttribute('aria-valuenow')).toBe('10');
    expect(await to.getAttribute('aria-valuenow')).toBe('90');
    expect(await axe(page)).toEqual([]);
    await page.getByTestId('minimap').dblclick();
    await expect.poll(() => from.getAttribute('aria-valuenow')).toBe('0');
  });

  it('makes one row of a call and its failed attempts, which opens, and says why there were several', async () => {
    const page = await trace(STATE_TRACE_ID);
    const step = row(page, /^Model call chat gpt-5-mini, level 2,.*2 retries$/);
    expect(await step.getAttribute('aria-expanded')).toBe('false');
    await step.getByText('⟳ 2').hover();
    await page
      .getByRole('tooltip', { name: '' })
      .getByText('Made again after 2 failed calls: 429, 503.')
      .waitFor();
    await press(page, 'ArrowDown', 'ArrowRight');
    expect(await row(page, /^Model call chat gpt-5-mini, level 3,.*error (429|503)$/).count()).toBe(2);
    await screenshot(page, 'waterfall-states-dark');
    expect(await axe(page)).toEqual([]);
  });

  it('says what is still running, and that clocks disagree', async () => {
    const page = await trace(STATE_TRACE_ID);
    expect(await row(page, /^Tool upload/).textContent()).toContain('100 ms so far');
    expect(await row(page, /^Span send/).textContent()).toContain('clock skew');
    expect(await row(page, /^Span send/).textContent()).toContain('0 ms');
  });

  it('shows what a call was scored', async () => {
    const page = await trace(STATE_TRACE_ID);
    await row(page, /^Model call chat gpt-5-mini, level 2/).click();
    await page.getByRole('tab', { name: /^Scores/ }).click();
    expect(await page.getByRole('row', { name: /^faithfulness/ }).textContent()).toBe(
      'faithfulness0.92passedllmEvery figure is in the sources.',
    );
  });

  it('leads to the conversation and the logs of the trace, filled in', async () => {
    const page = await trace(AGENT_TRACE_ID);
    const asked = async (name: string) =>
      JSON.parse(
        new URL((await page.getByRole('link', { name }).getAttribute('href'))!, origin()).searchParams.get(
          'left',
        )!,
      ) as { queries: unknown[] };
    expect((await asked('Open conversation')).queries).toMatchObject([
      { queryType: 'conversation', conversationId: 'c-8812' },
    ]);
    expect((await asked('Logs of this trace')).queries).toMatchObject([
      { queryType: 'logs', filters: [{ key: 'trace', value: AGENT_TRACE_ID }] },
    ]);
  });

  it('has a menu for each row, by the mouse and by keyboard, and the focus comes back from it', async () => {
    const page = await trace(AGENT_TRACE_ID);
    await row(page, /^Tool execute_tool orders/).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Copy span id' }).waitFor();
    await page.keyboard.press('Escape');
    await press(page, 'ArrowDown', 'Shift+F10');
    await page.getByRole('menuitem', { name: 'Open conversation' }).waitFor();
    await page.getByText('kb.search').last().waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => focusedRow(page)).toBe('Retrieval kb.search');
  });

  it('says which keys there are', async () => {
    const page = await trace(AGENT_TRACE_ID);
    await page.getByRole('button', { name: 'Keys' }).click();
    await page.getByText('next model call, next error').waitFor();
    expect(await axe(page)).toEqual([]);
  });

  it('says what to do when there is no trace', async () => {
    const page = await visit('trace=00000000000000000000000000000000');
    await page.getByText('No trace chosen.').waitFor();
  });

  it('lets a person choose among several traces', async () => {
    const page = await trace(SEVERAL_TRACES_ID);
    await page.getByRole('heading', { name: 'answer-ticket' }).waitFor();
    await page.getByRole('combobox', { name: 'Trace' }).click();
    await page.getByRole('option', { name: /POST \/ask/ }).click();
    await page.getByRole('heading', { name: 'POST /ask' }).waitFor();
    await screenshot(page, 'waterfall-several-dark');
  });

  it('compares two traces span by span, and says what only one of them has', async () => {
    const page = await trace(SEVERAL_TRACES_ID);
    await page.getByRole('button', { name: 'Compare' }).click();
    const table = page.getByRole('table', { name: 'Spans of both traces' });
    await table.waitFor();
    expect(await table.getByText('only in A').count()).toBeGreaterThan(0);
    expect(await table.getByText('only in B').count()).toBeGreaterThan(0);
    await screenshot(page, 'waterfall-compare-dark');
    expect(await axe(page)).toEqual([]);
    const firstRow = () => table.getByRole('row').nth(1).textContent();
    const before = await firstRow();
    await page.getByRole('button', { name: 'Swap' }).click();
    await expect.poll(firstRow).not.toBe(before);
    await page.getByRole('button', { name: 'End comparison' }).click();
    await page.getByRole('treegrid').waitFor();
  });

  it('names the fields that a wrong frame lacks', async () => {
    const page = await visit(`trace=${WRONG_FRAME_ID}`);
    await page
      .getByText(
        'This panel needs a trace: fields traceID, spanID, parentSpanID, operationName, startTime, duration. ' +
          'Missing here: traceID, spanID, parentSpanID, operationName, startTime, duration.',
      )
      .waitFor();
  });

  describe.each(['dark', 'light'] as const)('in the %s theme', (theme) => {
    it.each([
      [1440, 900],
      [900, 800],
      [400, 800],
    ])('has no serious finding of axe at %d × %d, detail open', async (width, height) => {
      const page = await trace(AGENT_TRACE_ID, { width, height, theme });
      await screenshot(page, `waterfall-${theme}-${width}`);
      expect(await axe(page)).toEqual([]);
      await row(page, /^Model call chat gpt-5-mini/).click();
      await page.getByRole('tabpanel').waitFor();
      await screenshot(page, `waterfall-detail-${theme}-${width}`);
      expect(await axe(page)).toEqual([]);
      await page.getByRole('tab', { name: 'Usage & cost' }).click();
      expect(await axe(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    });

    it('has one line of figures and bars in 200 × 150 px', async () => {
      const page = await trace(AGENT_TRACE_ID, { width: 400, height: 500, theme, size: '200x150' });
      const figures = page.getByRole('list', { name: 'Figures of the trace' });
      expect(await figures.getByRole('listitem').allTextContents()).toEqual(['≥ $0.00951', '4.82 s']);
      await screenshot(page, `waterfall-tiny-${theme}`);
      expect(await axe(page)).toEqual([]);
    });
  });
});
