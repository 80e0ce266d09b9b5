import type { DataFrame, Field } from '@grafana/data';
import { expect, it } from 'vitest';
import { callLines } from './callLines';

const field = (name: string, values: unknown[]): Field =>
  ({ name, type: 'string', config: {}, values }) as Field;
const calls: DataFrame = {
  refId: 'A',
  length: 2,
  fields: [
    field('time', [1000, 2000]),
    field('traceID', ['ab', 'cd']),
    field('app', ['support-desk', 'runner']),
    field('operation', ['chat', 'chat']),
    field('model', ['gpt-5-mini', null]),
    field('duration', [1900, 62.4]),
    field('input_tokens', [640, null]),
    field('output_tokens', [120, null]),
    field('cost', [0.00714, null]),
    field('error', [null, '429']),
    field('user', ['u1', null]),
  ],
};
const column = (name: string) => callLines(calls).fields.find((one) => one.name === name)?.values;

it('writes a call as one line, what is unknown as a dash', () => {
  expect(column('body')).toEqual([
    'support-desk chat gpt-5-mini · 1.90 s · 640 → 120 tokens · $0.00714',
    'runner chat · 62.4 ms · — → — tokens · — · error 429',
  ]);
});

it('marks failed calls, and leads to the trace', () => {
  expect(column('severity')).toEqual(['info', 'error']);
  expect(column('traceID')).toEqual(['ab', 'cd']);
  expect(column('labels')).toEqual([
    { app: 'support-desk', model: 'gpt-5-mini', user: 'u1' },
    { app: 'runner' },
  ]);
});
