import { expect, it } from 'vitest';
import { claim } from '../../../tests/records';
import { picos } from '../record/money';
import { claimFromJson, claimToJson } from './claimJson';

it.each([
  ['plain', {}],
  ['times beyond 2^53', { startUnixNano: 1_772_445_600_123_456_789n, durationNano: 2n ** 60n + 1n }],
  ['money beyond 2^53', { reportedCost: { total: picos(2n ** 62n), input: picos(0n), output: picos(-1n) } }],
  ['a total without its parts', { reportedCost: { total: picos(1n) } }],
  ['usage with refused values', { usage: { input: 1, rejected: { 'gen_ai.usage.output_tokens': 'NaN' } } }],
  ['text of any kind', { name: 'Ünï "quoted" \\ 𝄞', tags: ['a,b', ''] }],
])('a claim with %s comes back as it was', (_what, fields) => {
  const made = claim(fields);
  expect(claimFromJson(claimToJson(made))).toEqual(made);
});
