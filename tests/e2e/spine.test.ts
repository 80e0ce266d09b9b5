/**
 * The promise of the README, end to end: the example's telemetry goes through the built backend into the database, comes
 * back by query equal to the provider's bill, survives a restart, and is seen on the workbench.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM_PATH, expectNoErrors, openPage, startBrowser } from '../browser/harness';
import { ROOT, startBackend, temporaryFolder, type RunningBackend } from './backend';

const folder = temporaryFolder();
let backend: RunningBackend;
const settings = {
  OBSERVATORY_DATA_DIR: join(folder.path, 'data'),
  OBSERVATORY_WORKBENCH_DIR: join(ROOT, 'tests/workbench/dist'),
};

beforeAll(async () => {
  backend = await startBackend(settings);
}, 60_000);

afterAll(async () => {
  await backend.stop();
  folder.remove();
}, 60_000);

interface Answer {
  error?: string;
  frames: { schema: { fields: { name: string }[] }; data: { values: unknown[][] } }[];
}

async function ask(query: Record<string, unknown>): Promise<Answer> {
  const response = await fetch(`${backend.addresses.http}/api/v1/query`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ from: 'now-1h', to: 'now+1h', queries: [{ refId: 'A', ...query }] }),
  });
  const { results } = (await response.json()) as { results: { A: Answer } };
  return results.A;
}

const column = (answer: Answer, name: string): unknown[] => {
  const frame = answer.frames[0];
  const index = frame?.schema.fields.findIndex((field) => field.name === name) ?? -1;
  return frame?.data.values[index] ?? [];
};

describe('the example', () => {
  it('ends with a bill that the database repeats to the last digit', async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'examples/support-desk/src/main.ts'], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env.PATH,
        OTEL_EXPORTER_OTLP_ENDPOINT: backend.addresses.otlpHttp,
        OBSERVATORY_URL: backend.addresses.http,
      },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const [code] = (await once(child, 'exit')) as [number];
    expect(output).toContain('Equal to the last digit.');
    expect(code).toBe(0);
  }, 120_000);

  it('has traces that go through all three services', async () => {
    // Ten tickets, and nothing else makes traces. A trace is listed once it is settled, seconds after its last span.
    const listed = async () => column(await ask({ queryType: 'traces', limit: 50 }), 'traceID');
    await expect.poll(listed, { timeout: 30_000, interval: 250 }).toHaveLength(10);
    const ids = await listed();
    const spans = await Promise.all(ids.map((traceId) => ask({ queryType: 'trace', traceId })));
    const services = new Set(spans.flatMap((trace) => column(trace, 'serviceName')));
    expect(services).toEqual(new Set(['support-desk', 'ticket-triage', 'help-search']));
  }, 60_000);

  it('has a call with an error, and it costs nothing that is known', async () => {
    const failed = await ask({
      queryType: 'sql',
      rawSql:
        'SELECT http_status_code, total_cost_usd, state_reason FROM llm_metrics WHERE error_code IS NOT NULL',
    });
    expect(failed.error).toBeUndefined();
    expect(column(failed, 'http_status_code')).toEqual([400]);
    expect(column(failed, 'total_cost_usd')).toEqual([null]);
    expect(column(failed, 'state_reason')[0]).toMatch(/\w/);
  });

  it('keeps users and conversations of all three instrumentations', async () => {
    const users = await ask({
      queryType: 'sql',
      rawSql:
        'SELECT service_name, count(DISTINCT user_id) AS users, count(DISTINCT session_id) AS conversations FROM llm_metrics GROUP BY 1 ORDER BY 1',
    });
    expect(column(users, 'service_name')).toEqual(['help-search', 'support-desk', 'ticket-triage']);
    expect(column(users, 'conversations')).toEqual([6, 6, 7]);
    expect(column(users, 'users')).toEqual([6, 6, 7]);
  });

  it.skipIf(!CHROMIUM_PATH)(
    'is seen on the workbench: the waterfall of a trace with its tokens and cost',
    async () => {
      const traces = await ask({ queryType: 'traces', sort: 'dearest', limit: 1 });
      const [traceId] = column(traces, 'traceID') as [string];
      const browser = await startBrowser();
      try {
        const open = await openPage(browser, `${backend.addresses.http}/workbench/?trace=${traceId}`);
        const tree = open.page.getByRole('treegrid');
        await tree.waitFor();
        const rows = await tree.getByRole('row').allInnerTexts();
        // Spans of all three services, with what the dearest call of the example costs.
        expect(rows.join('\n')).toMatch(
          /answer-ticket[\s\S]*anthropic\.messages\.create[\s\S]*chat gpt-4\.1-mini[\s\S]*OpenAI Chat Completions/,
        );
        expect(rows.join('\n')).toMatch(/\$0\.00\d+/);
        expectNoErrors(open);
      } finally {
        await browser.close();
      }
    },
    60_000,
  );

  it('is still there after the process was killed and started again', async () => {
    const before = await ask({
      queryType: 'sql',
      rawSql: 'SELECT count(*) AS calls, sum(total_cost_usd) AS cost FROM llm_metrics',
    });
    await backend.stop('SIGKILL');
    backend = await startBackend(settings);
    const after = await ask({
      queryType: 'sql',
      rawSql: 'SELECT count(*) AS calls, sum(total_cost_usd) AS cost FROM llm_metrics',
    });
    expect(after.frames[0]?.data).toEqual(before.frames[0]?.data);
    expect(column(after, 'calls')).toEqual([48]);
  }, 60_000);

  it('lies in a folder that a second process may not open', async () => {
    await expect(startBackend(settings)).rejects.toThrow('DATA_DIR_LOCKED');
  }, 60_000);
});
