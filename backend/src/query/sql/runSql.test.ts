import { VIEWS } from '@llmobservatory/model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENGINES, openTestDatabase } from '../../../../tests/engines';
import type { Queries } from '../run';
import { FUNCTIONS_BY_KIND } from './allowed';
import { createReaderSchemas, enterReaderSchema } from './readerSchema';
import { call, context, insertRows, log, queriesOn, span, spanId, traceId, valuesOf } from '../testing';

/** Promised to run as they are, on every engine. */
const VERBATIM = [
  "SELECT service_name, model_name, COUNT(*) as request_count, SUM(total_tokens) as total_tokens, SUM(total_cost_usd) as total_cost, AVG(duration_ms) as avg_latency_ms FROM llm_metrics WHERE timestamp > NOW() - INTERVAL '24 hours' GROUP BY service_name, model_name ORDER BY total_cost DESC LIMIT 10;",
  "SELECT model_name, PERCENTILE_CONT(0.50) WITHIN GROUP (ORDER BY duration_ms) as p50_ms, PERCENTILE_CONT(0.95) WITHIN GROUP (ORDER BY duration_ms) as p95_ms, AVG(total_cost_usd) as avg_cost, AVG(total_tokens) as avg_tokens, COUNT(*) FILTER (WHERE error_code IS NOT NULL) as error_count FROM llm_metrics WHERE timestamp > NOW() - INTERVAL '7 days' AND model_name IN ('gpt-4-turbo', 'claude-3-opus-20240229') GROUP BY model_name;",
  "SELECT model_name, COUNT(*) as requests, SUM(total_cost_usd) as cost_usd, AVG(duration_ms) as avg_latency_ms FROM llm_metrics WHERE ts > NOW() - INTERVAL '24 hours' GROUP BY model_name ORDER BY cost_usd DESC;",
  "SELECT time_bucket('1 hour', ts) as hour, PERCENTILE_CONT(0.95) WITHIN GROUP (ORDER BY duration_ms) as p95_ms FROM llm_metrics WHERE ts > NOW() - INTERVAL '7 days' GROUP BY hour ORDER BY hour;",
  'SELECT trace_id, model_name, total_cost_usd, duration_ms FROM llm_metrics WHERE total_cost_usd > 0.1 ORDER BY ts DESC LIMIT 100;',
  "SELECT user_id, COUNT(*) as requests, SUM(total_tokens) as tokens, SUM(total_cost_usd) as cost_usd FROM llm_metrics WHERE ts > NOW() - INTERVAL '30 days' GROUP BY user_id ORDER BY cost_usd DESC LIMIT 50;",
  'SELECT provider, http_status_code, COUNT(*) FROM llm_metrics GROUP BY 1, 2;',
];

describe.each(ENGINES)('raw SQL on %s', (name) => {
  let db: Awaited<ReturnType<typeof openTestDatabase>>;
  let queries: Queries;
  const recent = new Date(Date.now() - 60_000).toISOString();

  beforeAll(async () => {
    db = await openTestDatabase(name);
    queries = queriesOn(db.engine);
    await insertRows(db.engine, 'calls', [
      call({ ts: '2026-11-20T10:00:00Z', model_name: 'gpt-5', total_cost_usd: 0.2, trace_id: traceId(1), span_id: spanId(1) }),
      call({ ts: '2026-11-20T10:30:00Z', model_name: 'claude-4', total_cost_usd: 0.000000000001, tags: ['a', 'b'] }),
      call({ ts: '2026-11-20T11:00:00Z', model_name: 'gpt-5', error_code: '429' }),
      call({ ts: recent, model_name: 'gpt-4-turbo', duration_ms: 250, total_cost_usd: 0.4 }),
      call({ ts: '2026-11-20T10:00:00Z', project: 'other', model_name: 'secret', user_id: 'secret' }),
    ]); // prettier-ignore
    await insertRows(db.engine, 'spans', [
      span({ ts: '2026-11-20T10:00:00Z', span_id: spanId(1), attributes: { team: 'blue' } }),
      span({ ts: '2026-11-20T10:00:00Z', span_id: spanId(2), project: 'other', name: 'secret' }),
    ]);
    await insertRows(db.engine, 'logs', [
      log({ ts: '2026-11-20T10:00:00Z' }),
      log({ ts: '2026-11-20T10:00:00Z', project: 'other', body: 'secret' }),
    ]);
  });
  afterAll(() => db?.dispose());

  const run = (rawSql: string, more: object = {}, fields = {}) =>
    queries.run({ queryType: 'sql', rawSql, ...more }, context(fields));
  const values = async (rawSql: string) => valuesOf((await run(rawSql))[0]);

  it.each(VERBATIM)('runs verbatim: %s', async (sql) => {
    const [frame] = await run(sql);
    // The second asks for models of which only one was called a minute ago.
    expect(frame?.fields[0]?.values.length).toBeGreaterThan(0);
  });

  it('answers with values of their types', async () =>
    expect(
      await values(
        `SELECT trace_id, ts, model_name, total_cost_usd, prompt_tokens, count(*) OVER () AS n, error_code IS NULL AS ok, tags,
                NULL AS nothing, 9007199254740993 AS big FROM llm_metrics WHERE model_name = 'gpt-5' AND trace_id = '${traceId(1)}'`,
      ),
    ).toEqual({
      trace_id: [traceId(1)],
      ts: [Date.UTC(2026, 10, 20, 10)],
      model_name: ['gpt-5'],
      total_cost_usd: [0.2],
      prompt_tokens: [100],
      n: [1],
      ok: [true],
      tags: [[]],
      nothing: [null],
      big: [9007199254740993n],
    }));

  it('keeps the unit of a column that kept its name', async () => {
    const [frame] = await run('SELECT total_cost_usd, duration_ms AS d FROM llm_metrics LIMIT 1');
    expect(frame?.fields.map((field) => field.config?.unit)).toEqual(['currencyUSD', undefined]);
  });

  it('expands macros to the range of the panel', async () =>
    expect(
      await values(
        `SELECT $__timeGroup(ts, '1h') AS time, count(*) AS n FROM llm_metrics WHERE $__timeFilter(ts) GROUP BY 1 ORDER BY 1`,
      ),
    ).toEqual({ time: [Date.UTC(2026, 10, 20, 10), Date.UTC(2026, 10, 20, 11)], n: [2, 1] }));

  it('calls TimescaleDB’s functions', async () =>
    expect(
      await values(
        `SELECT first(model_name, ts) AS a, last(model_name, ts) AS b FROM llm_metrics WHERE $__timeFilter(ts)`,
      ),
    ).toEqual({ a: ['gpt-5'], b: ['gpt-5'] }));

  it('makes time series with texts as labels', async () => {
    const frames = await run(
      `SELECT $__timeGroupAlias(ts, '1h'), model_name, count(*) AS calls FROM llm_metrics WHERE $__timeFilter(ts) GROUP BY 1, 2 ORDER BY 2 DESC`,
      { format: 'time_series' },
    );
    expect(frames.map((frame) => [frame.meta?.type, frame.fields[1]?.labels, valuesOf(frame)])).toEqual([
      ['timeseries-multi', { model_name: 'gpt-5' }, { time: [Date.UTC(2026, 10, 20, 10), Date.UTC(2026, 10, 20, 11)], calls: [1, 1] }],
      ['timeseries-multi', { model_name: 'claude-4' }, { time: [Date.UTC(2026, 10, 20, 10)], calls: [1] }],
    ]); // prettier-ignore
  });

  it('makes one wide frame without labels, and "no data" without rows', async () => {
    const sql = (where: string) => `SELECT ts, duration_ms, ttft_ms FROM llm_metrics WHERE ${where}`;
    const [wide] = await run(sql("model_name = 'gpt-5'"), { format: 'time_series' });
    expect([wide?.meta?.type, wide?.fields.length]).toEqual(['timeseries-wide', 3]);
    expect((await run(sql('false'), { format: 'time_series' })).map((frame) => frame.fields)).toEqual([[]]);
  });

  it('answers an alert with numbers and labels', async () => {
    const [frame] = await run(
      'SELECT model_name, count(*) AS n FROM llm_metrics GROUP BY 1',
      {},
      { fromAlert: true },
    );
    expect(frame?.meta).toMatchObject({ type: 'numeric-long', typeVersion: [0, 1] });
  });

  it.each([
    [
      'SELECT model_name FROM llm_metrics',
      { format: 'time_series' },
      'SQL_NO_TIME_COLUMN',
      /^Time series need a time column/,
    ],
    ['SELECT 1 / 0', {}, 'SQL_REFUSED', /^division by zero\.$/],
    [
      'SELECT ts,\n  sum(ts)\nFROM llm_metrics',
      {},
      'SQL_REFUSED',
      /^Line 2, column 3: function sum\(timestamp with time zone\) does not exist\./,
    ],
    [
      "SELECT time_bucket(INTERVAL '1 hour', ts), m.name FROM llm_metrics m",
      {},
      'SQL_REFUSED',
      /^Line 1, column 44: column m\.name does not exist\.$/,
    ],
    [
      "SELECT $__timeGroup(ts, '1h'),\n  total_cost_usd > 'a'\nFROM llm_metrics",
      {},
      'SQL_REFUSED',
      /^Line 2, column 20: invalid input syntax for type numeric: "a"\.$/,
    ],
  ])('says what the database says, at its place: %s', async (sql, more, code, message) =>
    expect(run(sql, more)).rejects.toMatchObject({
      code,
      fault: 'caller',
      message: expect.stringMatching(message),
    }),
  );

  it('stops at the row limit and says what to do', async () => {
    const few = queriesOn(db.engine, { settings: { queryTimeoutSeconds: 30, maxQueryRows: 2 } });
    const ask = (limit: number) =>
      few.run({ queryType: 'sql', rawSql: `SELECT * FROM llm_metrics LIMIT ${limit}` }, context());
    expect((await ask(2))[0]?.fields[0]?.values.length).toBe(2);
    await expect(ask(3)).rejects.toMatchObject({
      code: 'SQL_ROW_LIMIT',
      fault: 'too_large',
      message: expect.stringMatching(/^The query gives more than 2 rows\. Add a LIMIT/),
    });
  });

  it('shows rows of the caller’s projects only, in every view', async () => {
    for (const view of VIEWS) {
      const { project = [] } = await values(`SELECT DISTINCT project FROM ${view.name}`);
      expect(project.filter((id) => id !== 'default')).toEqual([]);
    }
    const caller = { name: 'both', scopes: new Set(['read' as const]), projects: ['other', 'default'] };
    const [both] = await run('SELECT DISTINCT project FROM llm_metrics ORDER BY 1', {}, { caller });
    expect(valuesOf(both)).toEqual({ project: ['default', 'other'] });
  });

  it('shows no row of another project to a function that sees rows before the filter would', async () => {
    // A division that fails only for the other project's row: it would fail if it were evaluated first.
    expect(
      await values(
        `SELECT count(*) AS n FROM llm_metrics WHERE 1 / (CASE WHEN model_name = 'secret' THEN 0 ELSE 1 END) = 1`,
      ),
    ).toEqual({ n: [4] });
    expect(
      await values(
        `SELECT count(*) AS n FROM llm_metrics WHERE cast((CASE WHEN user_id = 'secret' THEN 'x' ELSE '1' END) AS int) = 1`,
      ),
    ).toEqual({ n: [4] });
  });

  it('has only functions that exist, so that the list promises nothing', async () => {
    const names = Object.values(FUNCTIONS_BY_KIND).flatMap((list) => list.split(' '));
    // These are grammar, not functions of the catalogue.
    const grammar = ['greatest', 'least', 'trim'];
    const [result] = await db.engine.run(
      [{ sql: `SELECT n FROM unnest($1::text[]) n WHERE NOT EXISTS (SELECT 1 FROM pg_proc WHERE proname = n AND pronamespace = 'pg_catalog'::regnamespace)`, params: [names] }],
      { lane: 'panel' },
    ); // prettier-ignore
    expect(result?.rows.flat()).toEqual(expect.arrayContaining(grammar));
    expect(result?.rows.flat().filter((missing) => !grammar.includes(missing ?? ''))).toEqual([]);
  });

  it('lists no function that is volatile, or that a reader could change anything with', async () => {
    const names = Object.values(FUNCTIONS_BY_KIND).flatMap((list) => list.split(' '));
    const [result] = await db.engine.run(
      [{ sql: `SELECT DISTINCT proname FROM pg_proc WHERE proname = ANY($1::text[]) AND pronamespace = 'pg_catalog'::regnamespace AND provolatile = 'v'`, params: [names] }],
      { lane: 'panel' },
    ); // prettier-ignore
    expect(result?.rows.flat()).toEqual([]);
  });

  describe('gates 2 to 4, as if gate 1 had let everything through', () => {
    const bare = async (sql: string) => {
      const reader = await createReaderSchemas(db.engine)(['default']);
      const results = await db.engine.run([...enterReaderSchema(reader), { sql }], {
        lane: 'panel',
        readOnly: true,
        asReader: true,
        maxRows: 1000,
      });
      return results.at(-1)?.rows;
    };

    it('the tables are not in the search path', async () => {
      for (const table of ['spans', 'calls', 'api_keys', 'projects']) {
        await expect(bare(`SELECT * FROM ${table}`)).rejects.toMatchObject({ code: '42P01' });
      }
    });

    it('nothing can be written', async () => {
      await expect(bare('CREATE TEMP TABLE llm_metrics (a int)')).rejects.toMatchObject({
        code: /25006|42501/,
      });
      await expect(bare('DELETE FROM llm_metrics')).rejects.toMatchObject({
        code: expect.stringMatching(/25006|42501|55000/),
      });
    });

    it('the reader owns nothing and reads nothing but its views', async () => {
      for (const sql of [
        'SELECT * FROM public.spans',
        'SELECT * FROM public.llm_metrics',
        'SELECT * FROM public.api_keys',
        "SELECT query_to_xml('SELECT * FROM public.api_keys', true, true, '')",
        "SELECT pg_read_file('/etc/passwd')",
        "SELECT pg_ls_dir('/')",
        "SELECT lo_import('/etc/passwd')",
        "COPY (SELECT 1) TO PROGRAM 'id'",
        'SELECT * FROM pg_authid',
      ]) {
        await expect(bare(sql), sql).rejects.toMatchObject({ code: expect.stringMatching(/42501|25006/) });
      }
      expect(await bare('SELECT count(*) FROM llm_metrics')).toEqual([['4']]);
    });

    it.runIf(name === 'server')('the reader can become nobody else', async () =>
      expect(bare("SELECT set_config('role', 'postgres', true)")).rejects.toMatchObject({ code: '42501' }),
    );
  });

  it('makes the schema anew when the public views have changed', async () => {
    const before = await createReaderSchemas(db.engine)(['default']);
    await db.engine.run(
      [{ script: `CREATE OR REPLACE VIEW llm_logs AS SELECT ts, ts AS timestamp, trace_id, span_id, severity_number, severity_text, event_name, body, body_is_json, attributes, service_name, environment, scope_name, scope_version, time_unix_nano, project, dropped_attributes FROM logs;` }],
      { lane: 'job' },
    ); // prettier-ignore
    const after = await createReaderSchemas(db.engine)(['default']);
    expect(after).toEqual(before);
    const [result] = await db.engine.run(
      [{ sql: `SELECT dropped_attributes FROM ${after.schema}.llm_logs` }],
      {
        lane: 'panel',
        asReader: true,
      },
    );
    expect(result?.rows).toEqual([['0']]);
  });

  // Last: the embedded engine starts anew after it.
  it('stops a query that takes too long', async () => {
    const impatient = queriesOn(db.engine, { settings: { queryTimeoutSeconds: 1, maxQueryRows: 10 } });
    // 4 rows to the power of 20.
    const endless = Array.from({ length: 20 }, (_, index) => `llm_metrics a${index}`).join(', ');
    await expect(
      impatient.run({ queryType: 'sql', rawSql: `SELECT count(*) FROM ${endless}` }, context()),
    ).rejects.toMatchObject({ code: 'QUERY_TIMEOUT', fault: 'timeout' });
  });
});

describe.each(ENGINES)('the documented views on %s', (name) => {
  it('have the columns and types that the database has', async () => {
    const db = await openTestDatabase(name);
    try {
      for (const view of VIEWS) {
        const [result] = await db.engine.run(
          [{ sql: `SELECT attname, format_type(atttypid, NULL) FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 ORDER BY attnum`, params: [view.name] }],
          { lane: 'panel' },
        ); // prettier-ignore
        const types: Record<string, string> = { 'timestamp with time zone': 'timestamptz' };
        const actual = result?.rows.map(([column, type]) => [column, types[type ?? ''] ?? type]);
        expect(actual).toEqual(view.columns.map((column) => [column.name, column.type]));
      }
    } finally {
      await db.dispose();
    }
  });
});
