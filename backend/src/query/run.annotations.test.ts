import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENGINES, openTestDatabase } from '../../../tests/engines';
import type { Queries } from './run';
import { call, context, insertRows, queriesOn, valuesOf } from './testing';

describe.each(ENGINES)('annotations on %s', (name) => {
  let db: Awaited<ReturnType<typeof openTestDatabase>>;
  let queries: Queries;

  beforeAll(async () => {
    db = await openTestDatabase(name);
    queries = queriesOn(db.engine);
    await insertRows(db.engine, 'model_prices', [
      { id: 'p2', source: 'project', source_version: '1', provider: 'openai', model: 'gpt-5', matcher: {}, added_at: '2026-01-01', prices: { input: { perMillion: '1250000000000' }, output: { perMillion: '10000000000000' } } },
    ]); // prettier-ignore
    const row = (ts: string, fields: object) =>
      call({ ts, release: 'v1', prompt_name: 'answer', prompt_version: '1', price_id: 'p1', ...fields });
    await insertRows(db.engine, 'calls', [
      row('2026-11-19T10:00:00Z', {}),
      row('2026-11-20T08:00:00Z', {}),
      row('2026-11-20T09:00:00Z', { release: 'v2', prompt_version: '2' }),
      row('2026-11-20T09:30:00Z', { release: 'v2' }),
      row('2026-11-20T10:00:00Z', { price_id: 'p2' }),
      row('2026-11-20T11:00:00Z', { model_name: 'gpt-6', price_id: null }),
      // The first call ever of an app says nothing about its release.
      row('2026-11-20T12:00:00Z', { service_name: 'batch', release: 'v9', prompt_name: null, prompt_version: null }),
      // Ten minutes in which most calls fail, among many that do not.
      ...Array.from({ length: 60 }, (_, index) => row(`2026-11-20T13:${String(index).padStart(2, '0')}:00Z`, {})),
      ...Array.from({ length: 24 }, (_, index) =>
        row(`2026-11-20T13:${20 + Math.floor(index / 3)}:30Z`, { error_code: index % 4 === 0 ? 'timeout' : '429' }),
      ),
    ]); // prettier-ignore
  });
  afterAll(() => db?.dispose());

  const ask = async (query: object) => {
    const [frame] = await queries.run({ queryType: 'annotations', ...query }, context());
    return { frame, values: valuesOf(frame) };
  };

  it('tells what is new, in order of time, and never a point without an end', async () => {
    const { values } = await ask({});
    const at = (text: string) => Date.parse(`2026-11-20T${text}:00Z`);
    expect(values).toMatchObject({
      time: [at('09:00'), at('09:00'), at('10:00'), at('11:00'), at('13:20')],
      timeEnd: [at('09:00'), at('09:00'), at('10:00'), at('11:00'), at('13:30')],
      title: ['Release v2', 'Prompt answer 2', 'Price of gpt-5', 'Model gpt-6', 'Errors of support-desk'],
      tags: [
        'release,support-desk',
        'prompt,support-desk',
        'price,openai',
        'model,openai',
        'errors,support-desk',
      ],
    });
    expect(values['text']?.[2]).toMatch(
      /\$1\.25 for a million input tokens, \$10.* for a million output tokens/,
    );
    expect(values['text']?.[4]).toBe('24 of 34 calls failed, mostly with 429.');
    expect(new Set(values['id']).size).toBe(5);
  });

  it.each([
    [{ kinds: ['models'] }, ['Model gpt-6']],
    [{ limit: 2 }, ['Model gpt-6', 'Errors of support-desk']],
    [{ kinds: ['releases'], filters: [{ key: 'app', value: 'batch' }] }, []],
  ])('answers %j', async (query, titles) => expect((await ask(query)).values['title'] ?? []).toEqual(titles));
});
