import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Frame } from '@llmobservatory/model';
import { SLICE } from '../query/slices';
import { frameToJson } from './json';
import { frameToJsonText } from './jsonText';

const ROWS = 2 * SLICE + 3;

it('gives the same JSON as the frame at once, of any number of rows', async () =>
  fc.assert(
    fc.asyncProperty(fc.constantFrom(0, 1, SLICE - 1, SLICE, ROWS), fc.integer({ min: 0, max: ROWS - 1 }), async (rows, odd) => {
      const values = (of: (row: number) => unknown) => Array.from({ length: rows }, (_, row) => of(row));
      const frame: Frame = {
        name: 'all',
        refId: 'A',
        meta: { notices: [{ severity: 'info', text: 'a "quote"' }] },
        fields: [
          { name: 'time', type: 'time', values: values((row) => (row === odd ? 1_763_632_800_000_000_007n : 1_763_632_800_000 + row)) },
          { name: 'whole', type: 'time', values: values((row) => row * 1000) },
          { name: 'number', type: 'number', labels: { model: 'gpt-5' }, values: values((row) => (row === odd ? Infinity : row === odd + 1 ? NaN : row / 3)) },
          { name: 'count', type: 'int64', values: values((row) => (row === odd ? 2n ** 60n : row)) },
          { name: 'text', type: 'string', values: values((row) => (row === odd ? null : `"${row}"\n`)) },
          { name: 'json', type: 'json', values: values((row) => ({ row })) },
        ],
      };
      expect(await frameToJsonText(frame)).toBe(JSON.stringify(frameToJson(frame)));
    }),
    { numRuns: 12 },
  )); // prettier-ignore
