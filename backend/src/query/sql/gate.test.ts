import { describe, it, expect } from 'vitest';
import { passGate } from './gate';
import { expandMacros } from './macros';

const context = {
  from: new Date('2026-11-20T00:00:00Z'),
  to: new Date('2026-11-21T00:00:00Z'),
  intervalMs: 60_000,
};
const pass = async (sql: string) => (await passGate(expandMacros(sql, context), 'public')).text;
const refused = (sql: string) =>
  pass(sql).then(
    (text) => `passed: ${text}`,
    (error: { code: string; message: string }) => `${error.code}: ${error.message}`,
  );

describe('lets through what only reads the public views', () => {
  it.each([
    'SELECT 1;',
    'SELECT * FROM llm_metrics',
    'SELECT m.model_name, count(*) FROM llm_metrics m GROUP BY 1 HAVING count(*) > 1 ORDER BY 2 DESC NULLS LAST LIMIT 10 OFFSET 5',
    'WITH a AS (SELECT * FROM llm_metrics), b AS (SELECT * FROM a) SELECT * FROM b JOIN a USING (trace_id)',
    'SELECT model_name FROM llm_metrics UNION ALL SELECT name FROM llm_traces',
    'SELECT v.a FROM (VALUES (1), (2)) v(a)',
    'SELECT column1 FROM (VALUES (1)) v',
    'SELECT count(*) FILTER (WHERE error_code IS NOT NULL)::float8 / nullif(count(*), 0) AS rate FROM llm_metrics',
    'SELECT percentile_cont(0.95) WITHIN GROUP (ORDER BY duration_ms) FROM llm_metrics',
    'SELECT model_name, sum(total_cost_usd) OVER w FROM llm_metrics WINDOW w AS (PARTITION BY model_name ORDER BY ts ROWS BETWEEN 6 PRECEDING AND CURRENT ROW)',
    "SELECT attributes ->> 'team', attributes['team'], (ARRAY[1, 2])[1:2] FROM llm_traces WHERE attributes @> '{\"a\": 1}' OR attributes ? 'b'",
    "SELECT extract(hour FROM ts), ts AT TIME ZONE 'Europe/Berlin', date_trunc('day', ts), now() - INTERVAL '1 day', CURRENT_DATE FROM llm_logs",
    "SELECT substring(body FROM 1 FOR 10), trim(body), position('a' IN body), body LIKE 'a!%' ESCAPE '!', body SIMILAR TO 'a', body BETWEEN 'a' AND 'b' FROM llm_logs",
    'SELECT CASE WHEN cost_state = $x$unknown$x$ THEN NULL ELSE total_cost_usd END, coalesce(user_id, $$none$$), greatest(1, 2) FROM llm_metrics',
    "SELECT make_interval(days => 2), cast('1' AS numeric(10, 2)), '{1}'::int[], date '2026-11-21'",
    'SELECT DISTINCT ON (model_name) model_name, ts FROM llm_metrics ORDER BY model_name, ts DESC',
    'SELECT model_name, provider, grouping(model_name) FROM llm_metrics GROUP BY GROUPING SETS ((model_name), (provider), ())',
    'SELECT * FROM llm_metrics m WHERE EXISTS (SELECT 1 FROM llm_logs l WHERE l.trace_id = m.trace_id) AND model_name = ANY (SELECT model_name FROM llm_traces)',
    'SELECT s.c FROM llm_metrics m CROSS JOIN LATERAL (SELECT m.duration_ms + 1 AS c) s',
    'SELECT unnest(tags) FROM llm_metrics',
    'WITH llm_metrics AS (SELECT * FROM llm_metrics WHERE duration_ms > 1) SELECT count(*) FROM llm_metrics',
  ])('%s', async (sql) => expect(await pass(sql)).toBe(sql));

  it('names the schema of TimescaleDB’s functions, which is not searched', async () =>
    expect(await pass(`SELECT time_bucket('1 hour', ts), "first"(name, ts) FROM llm_traces`)).toBe(
      `SELECT public.time_bucket('1 hour', ts), public."first"(name, ts) FROM llm_traces`,
    ));
});

describe('refuses everything else', () => {
  it.each(
    [
      // Other tables, however they are named.
      ['SELECT * FROM spans', 'SQL_TABLE_UNKNOWN'],
      ['SELECT * FROM "spans"', 'SQL_TABLE_UNKNOWN'],
      ['SELECT * FROM U&"\\0073pans"', 'SQL_TABLE_UNKNOWN'],
      ['SELECT * FROM public.llm_metrics', 'SQL_NOT_ALLOWED'],
      ['SELECT * FROM observatory.public.llm_metrics', 'SQL_NOT_ALLOWED'],
      ['SELECT * FROM llm_read_0123456789abcdef.llm_metrics', 'SQL_NOT_ALLOWED'],
      ['SELECT * FROM pg_class', 'SQL_TABLE_UNKNOWN'],
      ['SELECT * FROM pg_stat_activity', 'SQL_TABLE_UNKNOWN'],
      ['SELECT * FROM pg_temp.x', 'SQL_NOT_ALLOWED'],
      ['TABLE spans', 'SQL_TABLE_UNKNOWN'],
      ['SELECT (SELECT key_hash FROM api_keys)', 'SQL_TABLE_UNKNOWN'],
      ['SELECT 1 LIMIT (SELECT count(*) FROM api_keys)', 'SQL_TABLE_UNKNOWN'],
      ['SELECT 1 ORDER BY (SELECT 1 FROM api_keys)', 'SQL_TABLE_UNKNOWN'],
      ['SELECT 1 WHERE EXISTS (TABLE api_keys)', 'SQL_TABLE_UNKNOWN'],
      ['SELECT count(*) FILTER (WHERE (SELECT true FROM api_keys)) FROM llm_logs', 'SQL_TABLE_UNKNOWN'],
      ['SELECT 1 UNION SELECT 1 FROM api_keys', 'SQL_TABLE_UNKNOWN'],
      ['VALUES ((SELECT 1 FROM api_keys))', 'SQL_TABLE_UNKNOWN'],
      ['SELECT * FROM llm_metrics m JOIN api_keys k ON true', 'SQL_TABLE_UNKNOWN'],
      ['SELECT * FROM llm_metrics /* */ , /* -- */ api_keys', 'SQL_TABLE_UNKNOWN'],
      // A CTE hides a table only where it can be seen.
      ['SELECT * FROM (WITH spans AS (SELECT 1) SELECT * FROM spans) x, spans', 'SQL_TABLE_UNKNOWN'],
      ['WITH a AS (SELECT * FROM b), b AS (SELECT 1) SELECT * FROM a', 'SQL_TABLE_UNKNOWN'],
      ['WITH spans AS (SELECT * FROM spans) SELECT * FROM spans', 'SQL_TABLE_UNKNOWN'],
      ['WITH pg_class AS (SELECT 1) SELECT * FROM pg_class', 'SQL_NOT_ALLOWED'],
      ['WITH RECURSIVE r AS (SELECT 1 UNION ALL SELECT 1 FROM r) SELECT * FROM r', 'SQL_NOT_ALLOWED'],
      // Statements that write, lock, configure or run others.
      ['WITH x AS (DELETE FROM llm_metrics RETURNING *) SELECT * FROM x', 'SQL_NOT_ALLOWED'],
      ['WITH x AS (INSERT INTO llm_metrics DEFAULT VALUES RETURNING *) SELECT * FROM x', 'SQL_NOT_ALLOWED'],
      ['SELECT * INTO stolen FROM llm_metrics', 'SQL_NOT_ALLOWED'],
      ['SELECT * FROM llm_metrics FOR UPDATE', 'SQL_NOT_ALLOWED'],
      ['SELECT * FROM (SELECT 1 FROM llm_metrics FOR SHARE) x', 'SQL_NOT_ALLOWED'],
      ['SELECT 1; DROP TABLE spans', 'SQL_NOT_ALLOWED'],
      ['SELECT 1; SELECT 2', 'SQL_NOT_ALLOWED'],
      ['COPY llm_metrics TO STDOUT', 'SQL_NOT_ALLOWED'],
      ["COPY (SELECT 1) TO PROGRAM 'id'", 'SQL_NOT_ALLOWED'],
      ['DO $$ BEGIN END $$', 'SQL_NOT_ALLOWED'],
      ['EXPLAIN ANALYZE SELECT 1', 'SQL_NOT_ALLOWED'],
      ['SET search_path TO public', 'SQL_NOT_ALLOWED'],
      ['RESET ROLE', 'SQL_NOT_ALLOWED'],
      ['PREPARE p AS SELECT 1', 'SQL_NOT_ALLOWED'],
      ['EXECUTE p', 'SQL_NOT_ALLOWED'],
      ['DECLARE c CURSOR FOR SELECT 1', 'SQL_NOT_ALLOWED'],
      ['LISTEN x', 'SQL_NOT_ALLOWED'],
      ['CALL run_job(1)', 'SQL_NOT_ALLOWED'],
      ['SHOW data_directory', 'SQL_NOT_ALLOWED'],
      ['BEGIN', 'SQL_NOT_ALLOWED'],
      // Functions that reach out of the query.
      ["SELECT set_config('search_path', 'public', false)", 'SQL_FUNCTION_NOT_ALLOWED'],
      ["SELECT pg_catalog.set_config('role', 'postgres', true)", 'SQL_FUNCTION_NOT_ALLOWED'],
      ["SELECT \"set_config\"('a', 'b', true)", 'SQL_FUNCTION_NOT_ALLOWED'],
      ["SELECT U&\"set\\005fconfig\"('a', 'b', true)", 'SQL_FUNCTION_NOT_ALLOWED'],
      ["SELECT current_setting('data_directory')", 'SQL_FUNCTION_NOT_ALLOWED'],
      ["SELECT query_to_xml('SELECT * FROM public.api_keys', true, true, '')", 'SQL_FUNCTION_NOT_ALLOWED'],
      ["SELECT database_to_xml(true, true, '')", 'SQL_FUNCTION_NOT_ALLOWED'],
      ["SELECT table_to_xml('api_keys', true, true, '')", 'SQL_FUNCTION_NOT_ALLOWED'],
      ["SELECT cursor_to_xml('c', 1, true, true, '')", 'SQL_FUNCTION_NOT_ALLOWED'],
      ["SELECT pg_read_file('/etc/passwd')", 'SQL_FUNCTION_NOT_ALLOWED'],
      ["SELECT pg_ls_dir('/')", 'SQL_FUNCTION_NOT_ALLOWED'],
      ["SELECT lo_import('/etc/passwd')", 'SQL_FUNCTION_NOT_ALLOWED'],
      ["SELECT dblink('', 'SELECT 1')", 'SQL_FUNCTION_NOT_ALLOWED'],
      ['SELECT pg_advisory_lock(1)', 'SQL_FUNCTION_NOT_ALLOWED'],
      ['SELECT pg_try_advisory_xact_lock(1)', 'SQL_FUNCTION_NOT_ALLOWED'],
      ['SELECT pg_sleep(60)', 'SQL_FUNCTION_NOT_ALLOWED'],
      ['SELECT pg_terminate_backend(1)', 'SQL_FUNCTION_NOT_ALLOWED'],
      ["SELECT nextval('accounting_log_id_seq')", 'SQL_FUNCTION_NOT_ALLOWED'],
      ["SELECT to_regclass('spans')", 'SQL_FUNCTION_NOT_ALLOWED'],
      ["SELECT repeat('x', 1000000000)", 'SQL_FUNCTION_NOT_ALLOWED'],
      ['SELECT generate_series(1, 1000000000)', 'SQL_FUNCTION_NOT_ALLOWED'],
      ['SELECT public.time_bucket(1, 2)', 'SQL_FUNCTION_NOT_ALLOWED'],
      ['SELECT public.count(1)', 'SQL_FUNCTION_NOT_ALLOWED'],
      ['SELECT current_user', 'SQL_FUNCTION_NOT_ALLOWED'],
      ['SELECT current_schema', 'SQL_FUNCTION_NOT_ALLOWED'],
      ['SELECT count(*) FILTER (WHERE pg_sleep(1) IS NULL) FROM llm_logs', 'SQL_FUNCTION_NOT_ALLOWED'],
      ['SELECT 1 ORDER BY pg_sleep(1)', 'SQL_FUNCTION_NOT_ALLOWED'],
      [
        'SELECT sum(duration_ms) OVER (ORDER BY ts ROWS pg_backend_pid() PRECEDING) FROM llm_metrics',
        'SQL_FUNCTION_NOT_ALLOWED',
      ],
      // A column that does not exist is a function call in disguise.
      ['SELECT m.pg_typeof FROM llm_metrics m', 'SQL_COLUMN_UNKNOWN'],
      ['SELECT (m).record_out FROM llm_metrics m', 'SQL_COLUMN_UNKNOWN'],
      ['SELECT m.tableoid FROM llm_metrics m', 'SQL_COLUMN_UNKNOWN'],
      ['SELECT ctid, xmin FROM llm_metrics', 'SQL_COLUMN_UNKNOWN'],
      ['SELECT public.llm_metrics.ts FROM llm_metrics', 'SQL_NOT_ALLOWED'],
      // Functions and samples as tables.
      ['SELECT * FROM generate_series(1, 10)', 'SQL_NOT_ALLOWED'],
      ["SELECT * FROM pg_ls_dir('/')", 'SQL_NOT_ALLOWED'],
      ['SELECT * FROM llm_metrics m, LATERAL unnest(m.tags) t', 'SQL_NOT_ALLOWED'],
      ['SELECT * FROM ROWS FROM (now())', 'SQL_NOT_ALLOWED'],
      ["SELECT * FROM XMLTABLE('/a' PASSING '<a/>' COLUMNS b text)", 'SQL_NOT_ALLOWED'],
      ['SELECT * FROM llm_metrics TABLESAMPLE SYSTEM (1)', 'SQL_NOT_ALLOWED'],
      // Types and operators that look into the catalogue or can be made by others.
      ["SELECT 'api_keys'::regclass", 'SQL_NOT_ALLOWED'],
      ["SELECT CAST('now' AS regproc)", 'SQL_NOT_ALLOWED'],
      ["SELECT regclass 'api_keys'", 'SQL_NOT_ALLOWED'],
      ["SELECT '1'::pg_catalog.regrole", 'SQL_NOT_ALLOWED'],
      ["SELECT '1'::oid", 'SQL_NOT_ALLOWED'],
      ["SELECT '{spans}'::regclass[]", 'SQL_NOT_ALLOWED'],
      ["SELECT '<a/>'::xml", 'SQL_NOT_ALLOWED'],
      ["SELECT 'x'::public.llm_metrics", 'SQL_NOT_ALLOWED'],
      ["SELECT 'x'::llm_metrics", 'SQL_NOT_ALLOWED'],
      ['SELECT XMLELEMENT(NAME a)', 'SQL_NOT_ALLOWED'],
      ['SELECT 1 OPERATOR(pg_catalog.+) 1', 'SQL_NOT_ALLOWED'],
      ['SELECT 1 OPERATOR(public.+) 1', 'SQL_NOT_ALLOWED'],
      ['SELECT 1 <-> 2', 'SQL_NOT_ALLOWED'],
      ['SELECT * FROM llm_logs ORDER BY ts USING >', 'SQL_NOT_ALLOWED'],
      ['SELECT name COLLATE "C" FROM llm_traces', 'SQL_NOT_ALLOWED'],
      ['SELECT $1', 'SQL_NOT_ALLOWED'],
      // Size and form.
      ['', 'SQL_EMPTY'],
      ['  -- nothing', 'SQL_EMPTY'],
      ['SELEC 1', 'SQL_SYNTAX'],
      ["SELECT 'open", 'SQL_SYNTAX'],
      [`SELECT ${'(SELECT '.repeat(300)}1${')'.repeat(300)}`, 'SQL_TOO_COMPLEX'],
      [`SELECT ${'('.repeat(20_000)}1${')'.repeat(20_000)}`, 'SQL_TOO_COMPLEX'],
      [`SELECT 1${' + 1'.repeat(5000)}`, 'SQL_TOO_COMPLEX'],
      [`SELECT ${'1, '.repeat(20_000)}1`, 'SQL_TOO_COMPLEX'],
    ].map((row) => [(row[0] ?? '').slice(0, 80), ...row]),
  )('%s', async (_, sql = '', code) => expect(await refused(sql)).toMatch(new RegExp(`^${code}: `)));
});

describe('says where and what to do', () => {
  it.each([
    [
      'SELECT ts,\n  modle\nFROM llm_metrics',
      'SQL_COLUMN_UNKNOWN: Line 2, column 3: column "modle" does not exist. Did you mean model_name?',
    ],
    [
      'SELECT * FROM llm_metric',
      'SQL_TABLE_UNKNOWN: Line 1, column 15: there is no table "llm_metric". Did you mean llm_metrics? Tables are llm_metrics, llm_traces, llm_logs, llm_usage_metrics, llm_agent_metrics, llm_scores, llm_backend, unrecognised_scopes.',
    ],
    [
      "SELECT 'é😀', colour FROM llm_logs",
      'SQL_COLUMN_UNKNOWN: Line 1, column 15: column "colour" does not exist.',
    ],
    ["SELECT '😀' frm llm_logs l x", 'SQL_SYNTAX: Line 1, column 17: syntax error at or near "llm_logs".'],
    [
      'SELECT $__timeFilter(ts),\n $__timeFilter(tz) FROM llm_logs',
      'SQL_COLUMN_UNKNOWN: Line 2, column 16: column "tz" does not exist. Did you mean ts?',
    ],
    ['DELETE FROM llm_logs', 'SQL_NOT_ALLOWED: Line 1, column 1: only SELECT can be run, not DELETE.'],
    [
      'SELECT 1; SELECT 2',
      'SQL_NOT_ALLOWED: Line 1, column 11: only one statement can be run; remove what follows the first ";".',
    ],
  ])('%s', async (sql, message) => expect(await refused(sql)).toBe(message));
});
