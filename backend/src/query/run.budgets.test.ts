import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENGINES, openTestDatabase } from '../../../tests/engines';
import { readBudgets } from '../config/budgets';
import { saveFileBudgets } from '../store/budgets';
import type { Queries } from './run';
import { call, context, insertRows, queriesOn, valuesOf } from './testing';

const FILE = `
budgets:
  - { name: desk, scope: { app: support-desk }, window: day, time_zone: Europe/Berlin, limit_usd: 10 }
  - { name: each user, scope: { user: "*" }, window: 30d, limit_usd: 4 }
  - { name: vip, scope: { tag: vip, model: [gpt-5, claude-4] }, window: month, limit_usd: 100 }
  - { name: elsewhere, project: other, window: day, limit_usd: 1 }
`;

describe.each(ENGINES)('budgets on %s', (name) => {
  let db: Awaited<ReturnType<typeof openTestDatabase>>;
  let queries: Queries;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'observatory-budgets-'));
    await writeFile(join(folder, 'budgets.yaml'), FILE);
    db = await openTestDatabase(name);
    queries = queriesOn(db.engine, { now: () => new Date('2026-11-20T12:00:00Z') });
    await saveFileBudgets(db.engine, readBudgets(join(folder, 'budgets.yaml')));
    await insertRows(db.engine, 'calls', [
      // Before midnight in Berlin, and after it.
      call({ ts: '2026-11-19T22:59:59Z', user_id: 'ada', total_cost_usd: 1 }),
      call({ ts: '2026-11-19T23:00:00Z', user_id: 'ada', total_cost_usd: 2, tags: ['vip'] }),
      call({ ts: '2026-11-20T11:30:00Z', user_id: 'bob', total_cost_usd: 6.5 }),
      call({ ts: '2026-11-20T11:40:00Z', user_id: 'bob', total_cost_usd: null, cost_state: 'unknown' }),
      call({ ts: '2026-11-20T11:50:00Z', user_id: null, total_cost_usd: 0.5, service_name: 'batch' }),
      call({ ts: '2026-11-20T11:50:00Z', project: 'other', total_cost_usd: 50 }),
      call({ ts: '2026-11-10T11:50:00Z', user_id: 'ada', total_cost_usd: 0.25, tags: ['vip'], model_name: 'claude-4' }),
      call({ ts: '2026-11-20T11:50:00Z', user_id: 'bob', total_cost_usd: 80, state: 'duplicate' }),
    ]); // prettier-ignore
  });
  afterAll(async () => {
    await db?.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  const ask = async (query: object, fields = {}) => {
    const frames = await queries.run({ queryType: 'budgets', ...query }, context(fields));
    return { frames, values: valuesOf(frames[0]) };
  };

  it('tells how much of each is used, the fullest first', async () => {
    const { values } = await ask({});
    expect(values).toMatchObject({
      budget: ['each user', 'desk', 'each user', 'vip'],
      value: ['bob', '', 'ada', ''],
      scope: ['user = *', 'app = support-desk', 'user = *', 'tag = vip, model = gpt-5 or claude-4'],
      window: ['30d', 'day', '30d', 'month'],
      limit: [4, 10, 4, 100],
      used: [6.5, 8.5, 3.25, 2.25],
      share: [1.625, 0.85, 0.8125, 0.0225],
      state: ['over', 'near', 'near', 'on track'],
      unpriced_calls: [1, 1, 0, 0],
    });
    // A day of Berlin.
    expect(values['from']?.[1]).toBe(Date.parse('2026-11-19T23:00:00Z'));
    // $6.50 in the last hour against $10 in 24 hours.
    expect(values['burn_rate']?.[1]).toBeCloseTo((6.5 / 10) * 24);
  });

  it('shows only the budgets that are named', async () =>
    expect((await ask({ budgets: ['vip'] })).values['budget']).toEqual(['vip']));

  it('gives alert rules the figures that they ask for, labelled by what stays', async () => {
    const { frames } = await ask({ figures: ['share'] }, { fromAlert: true });
    expect(frames[0]?.meta?.type).toBe('numeric-long');
    expect(frames[0]?.fields.map((field) => [field.name, field.type])).toEqual([
      ['budget', 'string'],
      ['value', 'string'],
      ['share', 'number'],
      ['project', 'string'],
    ]);
  });

  it('draws what is used over time, each window from zero', async () => {
    const { frames } = await ask({ shape: 'series', budgets: ['desk'], stepSeconds: 6 * 3600 }, {
      from: new Date('2026-11-19T12:00:00Z'),
      to: new Date('2026-11-20T12:00:00Z'),
    }); // prettier-ignore
    const at = (text: string) => Date.parse(text);
    expect(frames.map((frame) => [frame.fields[1]?.labels, valuesOf(frame)])).toEqual([
      [
        { budget: 'desk' },
        {
          time: [at('2026-11-19T18:00:00Z'), at('2026-11-20T00:00:00Z'), at('2026-11-20T06:00:00Z'), at('2026-11-20T12:00:00Z')],
          // $1 of the day before, then $2 of the new day, then all of it.
          used: [0, 2, 2, 8.5],
        },
      ],
    ]); // prettier-ignore
  });

  it('draws several figures, and each value of a budget, with the same end as the table', async () => {
    const { frames } = await ask({ shape: 'series', budgets: ['each user'], figures: ['used', 'share'], stepSeconds: 3600 });
    const last = frames.map((frame) => [frame.fields[1]?.name, frame.fields[1]?.labels?.['value'], frame.fields[1]?.values.at(-1)]);
    expect(last).toEqual([
      ['used', 'bob', 6.5],
      ['share', 'bob', 1.625],
      ['used', 'ada', 3.25],
      ['share', 'ada', 0.8125],
    ]);
    expect(frames.every((frame) => frame.meta?.type === 'timeseries-multi')).toBe(true);
  }); // prettier-ignore

  it('has no data where there is no budget', async () => {
    for (const shape of ['total', 'series']) {
      expect((await ask({ shape, budgets: ['nobody'] })).frames.map((frame) => frame.fields)).toEqual([[]]);
    }
  });

  it('takes over a changed file, and leaves budgets of people alone', async () => {
    await insertRows(db.engine, 'budgets', [
      { id: '00000000-0000-4000-8000-000000000001', project: 'default', name: 'by hand', scope: {}, time_window: 'day', time_zone: 'UTC', limit_usd: 5, source: 'api', created_at: '2026-11-01' },
    ]); // prettier-ignore
    await writeFile(join(folder, 'new.yaml'), 'budgets: [{ name: desk, window: hour, limit_usd: 3 }]');
    await saveFileBudgets(db.engine, readBudgets(join(folder, 'new.yaml')));
    const { values } = await ask({});
    expect([values['budget'], values['limit'], values['window']]).toEqual([
      ['desk', 'by hand'],
      [3, 5],
      ['hour', 'day'],
    ]);
  });
});

describe('the file of budgets', () => {
  const read = async (text: string) => {
    const folder = await mkdtemp(join(tmpdir(), 'observatory-budgets-'));
    await writeFile(join(folder, 'b.yaml'), text);
    try {
      return readBudgets(join(folder, 'b.yaml'));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };

  it('may be empty', async () => expect(await read('')).toEqual([]));

  it('of the examples limits the project, an app, a user, a model and a tag, by the calendar and rolling', () => {
    const budgets = readBudgets(join(import.meta.dirname, '../../../examples/budgets.yaml'));
    expect(new Set(budgets.map(({ scope }) => Object.keys(scope).at(-1)))).toEqual(
      new Set([undefined, 'app', 'user', 'model', 'tag']),
    );
    expect(budgets.map(({ window }) => window)).toEqual(
      expect.arrayContaining(['month', 'day', '24h', '7d']),
    );
  });

  it.each([
    ['budgets: [{ name: a, window: fortnight, limit_usd: 1 }]', /budgets\.0\.window: expected hour, day, week, month, or a rolling/],
    ['budgets: [{ name: a, window: day, limit_usd: 0 }]', /budgets\.0\.limit_usd/],
    ['budgets: [{ name: a, window: day, limit_usd: 1, time_zone: Mars/Base }]', /time_zone: expected a time zone/],
    ['budgets: [{ name: a, window: day, limit_usd: 1, scope: { colour: red } }]', /scope/],
    ['budgets: [{ name: a, window: day, limit_usd: 1, scope: { user: "*", app: "*" } }]', /only one key can be "\*"/],
    ['budgets: [{ name: a, window: day, limit_usd: 1 }, { name: a, window: day, limit_usd: 2 }]', /two budgets of the project "default" have the name "a"/],
    ['budgets: [', /./],
  ])('says what is wrong with %s', async (text, problem) =>
    expect(read(text)).rejects.toMatchObject({
      code: expect.stringMatching(/^BUDGETS_(INVALID|UNREADABLE)$/),
      message: expect.stringMatching(problem),
    }),
  ); // prettier-ignore
});
