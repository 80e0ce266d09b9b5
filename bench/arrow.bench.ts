/** Time to encode a million rows as Arrow: a panel with a million points must not block other queries for seconds. */
import type { Frame } from '@llmobservatory/model';
import { frameToArrow } from '../backend/src/encode/arrow';

const ROWS = 1_000_000;
const RUNS = 3;

const numbers = Array.from({ length: ROWS }, (_, row) => (row % 10 === 0 ? null : row / 7));
const frames: Record<string, Frame> = {
  'time (ms), number with nulls': {
    fields: [
      { name: 'time', type: 'time', values: numbers.map((_, row) => 1_760_000_000_000 + row * 1000) },
      { name: 'value', type: 'number', values: numbers },
    ],
  },
  'time (ns), int64': {
    fields: [
      {
        name: 'time',
        type: 'time',
        values: numbers.map((_, row) => 1_760_000_000_000_000_000n + BigInt(row)),
      },
      { name: 'value', type: 'int64', values: numbers.map((_, row) => row) },
    ],
  },
  'string, boolean': {
    fields: [
      { name: 'model', type: 'string', values: numbers.map((_, row) => `gpt-4o-${row % 100}`) },
      { name: 'ok', type: 'boolean', values: numbers.map((_, row) => row % 3 === 0) },
    ],
  },
  json: {
    fields: [{ name: 'tags', type: 'json', values: numbers.map((_, row) => ({ key: 'a', value: row })) }],
  },
};

console.log('frame, 1 M rows | best of 3 | size');
for (const [name, frame] of Object.entries(frames)) {
  let best = Infinity;
  let bytes = 0;
  for (let run = 0; run < RUNS; run++) {
    const started = performance.now();
    bytes = frameToArrow(frame).length;
    best = Math.min(best, performance.now() - started);
  }
  console.log(`${name} | ${best.toFixed(0)} ms | ${(bytes / 1024 ** 2).toFixed(1)} MiB`);
}
