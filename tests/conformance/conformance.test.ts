/** Every capture through the running product, against the bill. `npm run conformance` does the same and writes the page. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { captureNames } from '../captures/capture';
import { COLUMNS, type CaptureVerdict } from './judge';
import { conformanceMarkdown } from './markdown';
import { conformanceSvg } from './picture';
import { runConformance } from './run';

const DOCS = resolve(import.meta.dirname, '../../docs');
const read = (path: string): string => readFileSync(resolve(DOCS, path), 'utf8');

describe('the conformance matrix', () => {
  let verdicts: CaptureVerdict[];
  beforeAll(async () => {
    verdicts = await runConformance(() => undefined);
  }, 400_000);

  it('has a row for every capture', () => {
    expect(verdicts.map(({ name }) => name)).toEqual(captureNames());
  });

  it.each(COLUMNS)('has no wrong cell: %s', (column) => {
    const wrongs = verdicts.flatMap(({ name, cells }) =>
      cells[column].verdict === 'wrong' ? [{ name, why: cells[column].why }] : [],
    );
    expect(wrongs).toEqual([]);
  });

  it('is what docs/conformance.md says; otherwise run `npm run conformance`', () => {
    expect(read('conformance.md')).toBe(conformanceMarkdown(verdicts));
    expect(read('img/conformance.svg')).toBe(conformanceSvg(verdicts));
  });
});
