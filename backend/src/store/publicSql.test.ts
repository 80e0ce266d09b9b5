/** The statements that users were promised: they run verbatim on every engine. */
import { beforeAll, describe, expect, it } from 'vitest';
import { forEachEngine } from '../../../tests/engines';
import { batch, callRow, spanId } from '../../../tests/records';
import type { CallRow } from '../record/call';
import { usdToPicos } from '../record/money';
import { createWriter } from './writer';

const STATEMENTS: Record<string, [sql: string, rows: number]> = {
  'cost by model of a day': [
    `SELECT service_name, model_name, COUNT(*) as request_count, SUM(total_tokens) as total_tokens, SUM(total_cost_usd) as total_cost, AVG(duration_ms) as avg_latency_ms FROM llm_metrics WHERE timestamp > NOW() - INTERVAL '24 hours' GROUP BY service_name, model_name ORDER BY total_cost DESC LIMIT 10;`,
    2,
  ],
  'models side by side': [
    `SELECT model_name, PERCENTILE_CONT(0.50) WITHIN GROUP (ORDER BY duration_ms) as p50_ms, PERCENTILE_CONT(0.95) WITHIN GROUP (ORDER BY duration_ms) as p95_ms, AVG(total_cost_usd) as avg_cost, AVG(total_tokens) as avg_tokens, COUNT(*) FILTER (WHERE error_code IS NOT NULL) as error_count FROM llm_metrics WHERE timestamp > NOW() - INTERVAL '7 days' AND model_name IN ('gpt-4-turbo', 'claude-3-opus-20240229') GROUP BY model_name;`,
    2,
  ],
  'requests and cost by model': [
    `SELECT model_name, COUNT(*) as requests, SUM(total_cost_usd) as cost_usd, AVG(duration_ms) as avg_latency_ms FROM llm_metrics WHERE ts > NOW() - INTERVAL '24 hours' GROUP BY model_name ORDER BY cost_usd DESC;`,
    2,
  ],
  'p95 by hour': [
    `SELECT time_bucket('1 hour', ts) as hour, PERCENTILE_CONT(0.95) WITHIN GROUP (ORDER BY duration_ms) as p95_ms FROM llm_metrics WHERE ts > NOW() - INTERVAL '7 days' GROUP BY hour ORDER BY hour;`,
    2,
  ],
  'dear calls': [
    `SELECT trace_id, model_name, total_cost_usd, duration_ms FROM llm_metrics WHERE total_cost_usd > 0.1 ORDER BY ts DESC LIMIT 100;`,
    1,
  ],
  'cost by user': [
    `SELECT user_id, COUNT(*) as requests, SUM(total_tokens) as tokens, SUM(total_cost_usd) as cost_usd FROM llm_metrics WHERE ts > NOW() - INTERVAL '30 days' GROUP BY user_id ORDER BY cost_usd DESC LIMIT 50;`,
    2,
  ],
  'status by provider': [`SELECT provider, http_status_code, COUNT(*) FROM llm_metrics GROUP BY 1, 2;`, 2],
};

forEachEngine((_name, database) => {
  beforeAll(async () => {
    const now = BigInt(Date.now()) * 1_000_000n;
    const hour = 3_600_000_000_000n;
    const cost = (usd: number): Partial<CallRow> => ({
      cost: { ...callRow().cost, state: 'computed', total: usdToPicos(usd) ?? null },
    });
    const calls = [
      callRow({ requestModel: 'gpt-4-turbo', startUnixNano: now - 60_000_000_000n, userId: 'ada', httpStatusCode: 200 }, cost(0.25)),
      callRow({ requestModel: 'claude-3-opus-20240229', spanId: spanId(2), startUnixNano: now - 5n * hour, errorType: '429', httpStatusCode: 429 }, cost(0.1)),
      callRow({ spanId: spanId(3), startUnixNano: now }, { state: 'duplicate' }),
    ]; // prettier-ignore
    await createWriter(database().engine).write(batch({ calls }));
  });

  describe('runs as promised:', () => {
    it.each(Object.entries(STATEMENTS))('%s', async (_what, [sql, rows]) => {
      const [result] = await database().engine.run([{ sql }], { lane: 'panel', readOnly: true });
      expect(result?.rows).toHaveLength(rows);
    });
  });
});
