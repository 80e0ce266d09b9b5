import { describe, expect, it } from 'vitest';
import { groupChoices, keyChoices, targetOf } from './filterKeys';

const ids = (options: readonly { value: string }[]) => options.map(({ value }) => value);

describe('keys of filters', () => {
  it('are those that the kind of query has', () => {
    expect(ids(keyChoices('logs'))).toEqual(expect.arrayContaining(['app', 'severity', 'trace']));
    expect(ids(keyChoices('traces'))).not.toContain('severity');
    expect(ids(keyChoices('metrics'))).toEqual(expect.arrayContaining(['model', 'cost']));
    expect(ids(keyChoices('metrics'))).not.toContain('severity');
  });

  it('of traces include those of their calls', () => {
    expect(ids(keyChoices('traces'))).toEqual(expect.arrayContaining(['model', 'user', 'errors', 'score']));
  });
});

it('figures are grouped by dimensions of calls, never by quantities', () => {
  expect(ids(groupChoices())).toEqual(expect.arrayContaining(['model', 'app', 'user', 'score']));
  expect(ids(groupChoices())).not.toContain('cost');
  expect(ids(groupChoices())).not.toContain('severity');
});

it.each([
  ['model', 'metrics'],
  ['score', 'metrics'],
  ['severity', 'logs'],
  ['errors', 'traces'],
  ['attributes.http.route', 'traces'],
])('values of %s are looked for in %s', (key, target) => {
  expect(targetOf(key)).toBe(target);
});
