/** What captures and specifications of evaluations hold, read from their bytes; sent twice, each score is one. */
import { describe, expect, it } from 'vitest';
import { captureNames, readCapture } from './capture';
import { batchOf } from './ingest';

const names = captureNames().filter((name) => name.startsWith('specified/evaluation/'));

describe.each(names)('%s', (name) => {
  const { expect: expected, requests } = readCapture(name);

  it('has its scores, of the spans that they judge', () => {
    const read = batchOf(requests).scores.map(
      ({ name, value, label, passed, spanId, responseId, errorType }) => ({
        name,
        value,
        label,
        passed,
        spanId,
        ...(responseId !== null && { responseId }),
        ...(errorType !== null && { errorType }),
      }),
    );
    expect(read).toEqual(expected.scores);
  });

  it('gives each score one id, however often it is sent', () => {
    const ids = (times: number) =>
      new Set(batchOf(Array(times).fill(requests).flat()).scores.map(({ id }) => id)).size;
    expect([ids(1), ids(2)]).toEqual([expected.scores?.length, expected.scores?.length]);
  });
});

it('finds no score in any other capture', () => {
  const others = captureNames().filter((name) => !names.includes(name));
  const found = others.filter((name) => batchOf(readCapture(name).requests).scores.length > 0);
  expect(found).toEqual([]);
});
