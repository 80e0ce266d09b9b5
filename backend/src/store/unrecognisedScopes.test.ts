import { beforeAll, expect, it } from 'vitest';
import { forEachEngine } from '../../../tests/engines';
import { batch, span, spanId } from '../../../tests/records';
import { createWriter } from './writer';

const DAY = 86_400_000_000_000n;
const NOON = (BigInt(Date.now()) * 1_000_000n / DAY) * DAY - DAY / 2n; // prettier-ignore
const SECOND = 1_000_000_000n;

forEachEngine((_name, database) => {
  beforeAll(async () => {
    const of = (n: number, fields: Parameters<typeof span>[0]) =>
      span({ spanId: spanId(n), scopeName: 'acme', dialect: 'unknown', operation: 'chat', ...fields });
    const spans = [
      of(1, { startUnixNano: NOON, scopeVersion: '1.0', name: 'first', attributes: '{"a":1}' }),
      of(2, { startUnixNano: NOON + SECOND, scopeVersion: '1.1', name: 'last', attributes: '{"b":1,"a":2}' }),
      of(3, { startUnixNano: NOON, operation: null, name: 'no call', attributes: '{"c":1}' }),
      of(4, { startUnixNano: NOON - DAY, name: 'the day before' }),
      of(5, { startUnixNano: NOON, dialect: 'otel_genai' }),
      of(6, { startUnixNano: NOON, dialect: null, operation: null }),
    ];
    await createWriter(database().engine).write(batch({ spans }));
  });

  it('lists what nobody knows by day and scope: how much, how many calls, from when to when, and an example', async () => {
    const sql = `
      SELECT scope_name, scope_version, spans, calls, last_seen - first_seen, example_name, array_to_string(example_keys, ',')
      FROM unrecognised_scopes ORDER BY ts`;
    const [result] = await database().engine.run([{ sql }], { lane: 'panel', readOnly: true });
    expect(result?.rows).toEqual([
      ['acme', expect.anything(), '1', '1', '00:00:00', 'the day before', expect.anything()],
      ['acme', '1.1', '3', '2', '00:00:01', 'last', 'a,b'],
    ]);
  });
});
