import { describe, expect, it } from 'vitest';
import { readTime } from './timeRange';

const now = new Date('2026-11-21T12:00:00Z');

describe('readTime', () => {
  it.each([
    [1_795_262_400_000, '2026-11-21T12:00:00.000Z'],
    ['1795262400000', '2026-11-21T12:00:00.000Z'],
    [0, '1970-01-01T00:00:00.000Z'],
    ['2026-11-21T09:40:12Z', '2026-11-21T09:40:12.000Z'],
    ['2026-11-21T09:40:12.5+01:00', '2026-11-21T08:40:12.500Z'],
    ['2026-11-21', '2026-11-21T00:00:00.000Z'],
    ['now', '2026-11-21T12:00:00.000Z'],
    [' now-15m ', '2026-11-21T11:45:00.000Z'],
    ['now-7d', '2026-11-14T12:00:00.000Z'],
    ['now+1h', '2026-11-21T13:00:00.000Z'],
    ['now-2w', '2026-11-07T12:00:00.000Z'],
  ])('%s is %s', (text, time) => expect(readTime(text, now)?.toISOString()).toBe(time));

  it.each([
    '',
    'yesterday',
    'now-1',
    'now-1x',
    'now/d',
    '2026-11-21T09:40:12',
    '21.11.2026',
    'Infinity',
    Number.NaN,
    1e20,
  ])('%s is no time', (text) => expect(readTime(text, now)).toBeUndefined());
});
