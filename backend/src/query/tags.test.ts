import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENGINES, openTestDatabase } from '../../../tests/engines';
import type { Queries } from './run';
import { call, context, insertRows, log, queriesOn, span, spanId, trace, traceId } from './testing';

describe.each(ENGINES)('tags and facts on %s', (name) => {
  let db: Awaited<ReturnType<typeof openTestDatabase>>;
  let queries: Queries;
  const { caller, signal } = context();
  const texts = (options: { text: string }[]) => options.map((option) => option.text);

  beforeAll(async () => {
    db = await openTestDatabase(name);
    queries = queriesOn(db.engine, { settledUntil: () => new Date(5) });
    await insertRows(db.engine, 'calls', [
      call({ ts: '2026-11-20T10:00:00Z', trace_id: traceId(1), http_status_code: 200 }),
      call({ ts: '2026-11-20T10:00:00Z', http_status_code: 200, user_id: 'u-1' }),
      call({ ts: '2026-11-20T10:00:00Z', http_status_code: 429, model_name: 'claude-4', user_id: 'u_1' }),
      call({ ts: '2026-11-20T10:00:00Z', project: 'other', model_name: 'secret' }),
    ]);
    await insertRows(db.engine, 'traces', [
      trace({ ts: '2026-11-20T10:00:00Z', trace_id: traceId(1) }),
      trace({ ts: '2026-11-20T10:00:00Z', trace_id: traceId(2), service_name: 'batch', name: 'x' }),
    ]);
    await insertRows(db.engine, 'spans', [
      span({ ts: '2026-11-20T10:00:00Z', span_id: spanId(1), attributes: { team: 'blue' }, ingested_at: '2026-11-20T10:00:03Z' }),
      span({ ts: '2026-11-20T09:00:00Z', span_id: spanId(2), attributes: { team: 'red', 'http.route': '/a' }, ingested_at: '2026-11-20T10:00:00Z' }),
      span({ ts: '2026-11-20T12:00:00Z', span_id: spanId(3), project: 'other', attributes: { hidden: 1 }, ingested_at: '2026-11-20T12:00:00Z' }),
    ]); // prettier-ignore
    await insertRows(db.engine, 'logs', [
      log({ ts: '2026-11-20T10:00:00Z', attributes: { code: 7 }, severity_text: 'WARN' }),
    ]);
  });
  afterAll(() => db?.dispose());

  it.each([
    [
      'metrics',
      ['model', 'cost', 'attributes.team', 'attributes.http.route'],
      ['severity', 'attributes.hidden', 'attributes.code'],
    ],
    ['traces', ['model', 'errors', 'attributes.team'], ['severity', 'attributes.hidden']],
    ['logs', ['severity', 'event', 'model', 'attributes.code'], ['attributes.team']],
  ] as const)(
    'offers keys of %s: known ones and attributes that were sent',
    async (queryType, there, absent) => {
      const keys = texts(await queries.tagKeys({ caller, signal, queryType }));
      expect(keys).toEqual(expect.arrayContaining([...there]));
      expect(keys.filter((key) => (absent as readonly string[]).includes(key))).toEqual([]);
    },
  );

  it.each([
    ['the most frequent first', { key: 'model' }, ['gpt-5', 'claude-4']],
    ['numbers as text', { key: 'status' }, ['200', '429']],
    ['what contains the text', { key: 'user', search: 'U_' }, ['u_1']],
    ['as many as asked for', { key: 'model', limit: 1 }, ['gpt-5']],
    [
      'within the other filters',
      { key: 'model', filters: [{ key: 'status', operator: '=' as const, value: '429' }] },
      ['claude-4'],
    ],
    ['of traces', { key: 'app', queryType: 'traces' as const }, ['batch', 'support-desk']],
    ['of calls, for traces', { key: 'model', queryType: 'traces' as const }, ['gpt-5', 'claude-4']],
    ['of logs', { key: 'severity', queryType: 'logs' as const }, ['WARN']],
    ['of attributes', { key: 'attributes.team' }, ['blue', 'red']],
    ['of attributes of logs', { key: 'attributes.code', queryType: 'logs' as const }, ['7']],
    [
      'trace ids as they are shown',
      { key: 'trace', queryType: 'traces' as const, search: '2' },
      [traceId(2)],
    ],
    ['none for numbers', { key: 'cost' }, []],
    ['none outside of the range', { key: 'model', to: new Date('2026-11-20T10:00:00Z') }, []],
  ])('offers values: %s', async (_, question, expected) =>
    expect(texts(await queries.tagValues({ caller, signal, ...question }))).toEqual(expected),
  );

  it('refuses an unknown key', async () =>
    expect(queries.tagValues({ caller, signal, key: 'colour' })).rejects.toMatchObject({
      code: 'FILTER_KEY_UNKNOWN',
    }));

  it('tells versions and how fresh the data of the caller is', async () =>
    expect(await queries.facts({ caller, signal })).toEqual({
      ...db.engine.facts,
      version: '1.2.3',
      newestSpanAt: new Date('2026-11-20T10:00:00Z'),
      newestCallAt: new Date('2026-11-20T10:00:00Z'),
      // Ended at 10:00:01, stored at 10:00:03.
      ingestLagMs: 2000,
      settledUntil: new Date(5),
    }));

  it('has no times to tell where nothing was sent', async () =>
    expect(await queries.facts({ caller: { ...caller, projects: ['empty'] }, signal })).toMatchObject({
      newestSpanAt: null,
      newestCallAt: null,
      ingestLagMs: null,
    }));
});
