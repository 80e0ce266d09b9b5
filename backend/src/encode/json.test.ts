import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { GOLDEN_FRAMES } from '../../../tests/contract/goldenFrames';
import { frameToJson, type DataFrameJson } from './json';

const GOLDEN = join(import.meta.dirname, '../../../tests/contract/golden/sdk');

/** The SDK writes `typeVersion` into every meta; [0, 0] means none. */
function withTypeVersion({ schema, data }: DataFrameJson): unknown {
  return {
    schema: schema.meta ? { ...schema, meta: { typeVersion: [0, 0], ...schema.meta } } : schema,
    data,
  };
}

describe('frameToJson', () => {
  it.each(Object.entries(GOLDEN_FRAMES))("writes %s as Grafana's Go SDK does", (name, frame) => {
    const written = JSON.parse(JSON.stringify(withTypeVersion(frameToJson(frame)))) as unknown;
    expect(written).toEqual(JSON.parse(readFileSync(join(GOLDEN, `${name}.json`), 'utf8')));
  });

  it('keeps times before 1970 and fractions of a millisecond together', () => {
    const times = [-1n, 1_000_001n, 1.5, null];
    const { data } = frameToJson({ fields: [{ name: 'time', type: 'time', values: times }] });
    expect(data.values).toEqual([[-1, 1, 1, null]]);
    expect(data.nanos).toEqual([[999_999, 1, 500_000, 0]]);
  });

  it('names the rows of numbers that JSON has no form for', () => {
    const values = [1, Number.NaN, Infinity, -Infinity, null];
    const { data } = frameToJson({ fields: [{ name: 'n', type: 'number', values }] });
    expect(data.values).toEqual([[1, null, null, null, null]]);
    expect(data.entities).toEqual([{ NaN: [1], Inf: [2], NegInf: [3] }]);
  });
});
