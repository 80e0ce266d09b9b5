/** Every capture of a real instrumentation, read by us and by an independent implementation. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { SIGNALS } from '../record/batch';
import { jsonToProtobuf } from './index';
import { jsonTwin } from './test/jsonTwin';
import { decode } from './test/otlpSchema';
import { expected, ours } from './test/snapshot';

const FIXTURES = fileURLToPath(new URL('../../../tests/fixtures', import.meta.url));

const captures = ['telemetry', 'captured']
  .flatMap((folder) =>
    readdirSync(join(FIXTURES, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
      join(folder, name),
    ),
  )
  .map((name) => ({ name, signal: SIGNALS.find((signal) => new RegExp(`/${signal}-\\d+\\.`).test(name)) }))
  .filter((capture) => capture.signal !== undefined)
  .sort((a, b) => a.name.localeCompare(b.name));

const SPELLING = { snakeCase: false, bareIntegers: true, enumNames: false, base64Ids: false };

describe('the captures', () => {
  it('are there', () => {
    expect(captures.length).toBeGreaterThan(100);
  });

  it.each(captures)('$name is read whole, and the same from its JSON twin', ({ name, signal }) => {
    const sent = readFileSync(join(FIXTURES, name));
    const bytes = name.endsWith('.json') ? jsonToProtobuf(signal!, sent) : sent;
    const { records, rejected } = ours(signal!, bytes);
    expect(rejected).toEqual([]);
    expect(records.length).toBeGreaterThan(0);
    const independent = decode(signal!, bytes);
    expect(records).toEqual(expected(signal!, independent));
    const asJson = Buffer.from(jsonTwin(independent, SPELLING));
    expect(ours(signal!, jsonToProtobuf(signal!, asJson)).records).toEqual(records);
  });
});
