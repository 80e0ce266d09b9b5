/** `llm_agent_metrics`: metrics of coding agents in the terms of `llm_metrics`, whatever their temporality. */
import { beforeEach, describe, expect, it } from 'vitest';
import { forEachEngine } from '../../../tests/engines';
import { batch, nano, point } from '../../../tests/records';
import type { MetricPoint } from '../record/metric';
import type { Engine } from './engine';
import { createWriter } from './writer';

const START = nano('2026-03-02T10:00:00Z');
const at = (seconds: number): bigint => START + BigInt(seconds) * 1_000_000_000n;

interface Sample {
  series?: number;
  name?: string;
  attributes?: Record<string, string>;
  seconds: number;
  value: number;
  /** Cumulative since then; delta without it. */
  since?: number;
  histogram?: boolean;
  scope?: string;
}

const sample = ({
  series = 1,
  name = 'claude_code.token.usage',
  attributes = { type: 'input' },
  seconds,
  value,
  since,
  histogram = false,
  scope = 'scope',
}: Sample): MetricPoint =>
  point({
    seriesId: BigInt(series),
    name,
    kind: histogram ? 'histogram' : 'sum',
    temporality: since === undefined ? 'delta' : 'cumulative',
    monotonic: true,
    timeUnixNano: at(seconds),
    startUnixNano: at(since ?? seconds - 60),
    value: histogram ? null : value,
    sum: histogram ? value : null,
    count: histogram ? 1 : null,
    attributes: JSON.stringify({
      'session.id': 's1',
      'user.id': 'u1',
      model: 'claude-sonnet-5',
      ...attributes,
    }),
    scopeName: scope,
  });

const rows = async (engine: Engine, sql: string): Promise<(string | null)[][]> =>
  (await engine.run([{ sql }], { lane: 'panel', readOnly: true }))[0]?.rows ?? [];

forEachEngine((_name, database) => {
  beforeEach(() => database().empty());
  const write = (...samples: Sample[]) =>
    createWriter(database().engine).write(batch({ points: samples.map(sample) }));
  const figures = (sql: string) => rows(database().engine, sql);

  describe('metrics of coding agents', () => {
    it('have cache in the input, and reasoning in the output, whoever sends them', async () => {
      await write(
        { series: 1, seconds: 60, value: 5 },
        { series: 2, seconds: 60, value: 100, attributes: { type: 'cacheRead' } },
        { series: 3, seconds: 60, value: 20, attributes: { type: 'cacheCreation' } },
        { series: 4, seconds: 60, value: 7, attributes: { type: 'output' } },
        { series: 5, seconds: 60, value: 0.0125, name: 'claude_code.cost.usage', attributes: {} },
        ...Object.entries({ total: 130, input: 120, cached_input: 90, output: 10, reasoning_output: 4 }).map(
          ([token_type, value], i): Sample => ({
            series: 10 + i, name: 'codex.turn.token_usage', histogram: true, seconds: 60, value, attributes: { token_type },
          }),
        ),
        ...Object.entries({ input: 50, tool: 3, cache: 40, output: 6, thought: 9 }).map(
          ([type, value], i): Sample => ({ series: 20 + i, name: 'gemini_cli.token.usage', seconds: 60, value, attributes: { type } }),
        ),
        { series: 30, name: 'gen_ai.client.token.usage', histogram: true, scope: 'copilot-chat', seconds: 60, value: 8, attributes: { 'gen_ai.token.type': 'input' } },
        { series: 31, name: 'gen_ai.client.token.usage', histogram: true, scope: 'another', seconds: 60, value: 8, attributes: { 'gen_ai.token.type': 'input' } },
      ); // prettier-ignore
      expect(
        await figures(
          `SELECT agent, sum(input_tokens), sum(output_tokens), sum(cache_read_tokens), sum(cache_write_tokens),
                  sum(reasoning_tokens), sum(cost_usd)::float8 FROM llm_agent_metrics GROUP BY 1 ORDER BY 1`,
        ),
      ).toEqual([
        ['claude_code', '125', '7', '100', '20', null, '0.0125'],
        ['codex', '120', '10', '90', null, '4', null],
        ['gemini_cli', '53', '15', '40', null, '9', null],
        ['github_copilot', '8', null, null, null, null, null],
      ]);
    });

    it('add up when each point is the sum so far', async () => {
      await write(
        { seconds: 60, value: 10, since: 0 },
        { seconds: 120, value: 25, since: 0 },
        { seconds: 180, value: 25, since: 0 },
        { series: 2, seconds: 120, value: 4, since: 0 },
      );
      expect(await figures('SELECT sum(input_tokens) FROM llm_agent_metrics')).toEqual([['29']]);
      expect(
        await figures(`SELECT sum(input_tokens) FROM llm_agent_metrics WHERE ts > '2026-03-02T10:01:30Z'`),
      ).toEqual([['19']]);
    });

    it('begin anew with another start, and when they fall without one', async () => {
      await write(
        { seconds: 60, value: 10, since: 0 },
        { seconds: 120, value: 12, since: 90 },
        { seconds: 180, value: 3, since: 90 },
      );
      expect(await figures('SELECT input_tokens FROM llm_agent_metrics ORDER BY ts')).toEqual([
        ['10'],
        ['12'],
        ['3'],
      ]);
    });

    it('are as they came when each point is only what is new', async () => {
      await write({ seconds: 60, value: 10 }, { seconds: 120, value: 12 });
      expect(await figures('SELECT sum(input_tokens) FROM llm_agent_metrics')).toEqual([['22']]);
    });

    it('skip points without a number', async () => {
      await write({ seconds: 60, value: 10, since: 0 }, { seconds: 180, value: 30, since: 0 });
      await createWriter(database().engine).write(
        batch({ points: [{ ...sample({ seconds: 120, value: 0, since: 0 }), value: null }] }),
      );
      expect(await figures('SELECT count(*), sum(input_tokens) FROM llm_agent_metrics')).toEqual([
        ['2', '30'],
      ]);
    });

    it('name session, user and model', async () => {
      await write({ seconds: 60, value: 10 });
      expect(await figures('SELECT session_id, user_id, model_name, type FROM llm_agent_metrics')).toEqual([
        ['s1', 'u1', 'claude-sonnet-5', 'input'],
      ]);
    });
  });
});
