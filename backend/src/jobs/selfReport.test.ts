import { expect, it } from 'vitest';
import { forEachEngine } from '../../../tests/engines';
import { createLogger } from '../observe/logger';
import { createSelfMetrics } from '../observe/metrics';
import type { Engine } from '../store/engine';
import { createWriter } from '../store/writer';
import { createSelfReport } from './selfReport';

const select = async (engine: Engine, sql: string): Promise<(string | null)[][]> =>
  (await engine.run([{ sql }], { lane: 'panel' }))[0]?.rows ?? [];

forEachEngine((_name, database) => {
  const ready = async () => {
    await database().empty();
    const { engine } = database();
    const metrics = createSelfMetrics();
    let seconds = 0;
    const report = createSelfReport({
      samples: metrics.samples,
      writer: createWriter(engine),
      logger: createLogger('error'),
      now: () => new Date(Date.UTC(2026, 2, 2, 12, 0, (seconds += 15))),
      version: '1.2.3',
    });
    return { engine, metrics, report };
  };
  const records = `
    SELECT signal, value FROM llm_backend WHERE name = 'observatory_ingest_records_total' ORDER BY ts, signal`;

  it('counts since the report before, so that a sum over reports is the sum of all', async () => {
    const { engine, metrics, report } = await ready();
    metrics.accepted('traces', 3, 100);
    await report();
    metrics.accepted('traces', 4, 100);
    metrics.accepted('logs', 1, 10);
    await report();
    expect(await select(engine, records)).toEqual([
      ['traces', '3'],
      ['logs', '1'],
      ['traces', '4'],
    ]);
  });

  it('writes nothing for a counter that stood still', async () => {
    const { engine, metrics, report } = await ready();
    metrics.accepted('traces', 3, 100);
    await report();
    await report();
    expect(await select(engine, records)).toEqual([['traces', '3']]);
  });

  it('gives sum and count of what took time, by its labels', async () => {
    const { engine, metrics, report } = await ready();
    metrics.queried('metrics', 0.5, false);
    metrics.queried('metrics', 0.25, false);
    metrics.queried('sql', 2, true);
    await report();
    expect(
      await select(
        engine,
        `SELECT query_type, failed, sum, count FROM llm_backend WHERE name = 'observatory_query_seconds' ORDER BY 1`,
      ),
    ).toEqual([
      ['metrics', 'false', '0.75', '2'],
      ['sql', 'true', '2', '1'],
    ]);
  });

  it('gives gauges as they are, and none for a lag that is not known', async () => {
    const { engine, metrics, report } = await ready();
    let lag: number | null = null;
    metrics.setSettlementLag(() => lag);
    await report();
    lag = 2.5;
    await report();
    expect(
      await select(engine, `SELECT value FROM llm_backend WHERE name = 'observatory_settlement_lag_seconds'`),
    ).toEqual([['2.5']]);
    const memory = `SELECT count(*) FROM llm_backend WHERE name = 'process_resident_memory_bytes' AND value > 1e6`;
    expect(await select(engine, memory)).toEqual([['2']]);
  });
});
