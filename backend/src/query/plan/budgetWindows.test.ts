import { describe, expect, it } from 'vitest';
import { budgetFigures, stretchesAt, type Stretch } from './budgetWindows';

const time = (text: string) => Date.parse(text);
const iso = ({ from, to }: Stretch) => [new Date(from).toISOString(), new Date(to).toISOString()];

describe('windows', () => {
  it.each([
    ['hour', 'UTC', '2026-11-20T10:20:00Z', ['2026-11-20T10:00:00.000Z', '2026-11-20T11:00:00.000Z']],
    ['day', 'UTC', '2026-11-20T10:20:00Z', ['2026-11-20T00:00:00.000Z', '2026-11-21T00:00:00.000Z']],
    [
      'day',
      'Europe/Berlin',
      '2026-11-20T23:30:00Z',
      ['2026-11-20T23:00:00.000Z', '2026-11-21T23:00:00.000Z'],
    ],
    // The day on which the clocks go back has 25 hours.
    [
      'day',
      'Europe/Berlin',
      '2026-10-25T10:00:00Z',
      ['2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
    ],
    ['week', 'UTC', '2026-11-20T10:20:00Z', ['2026-11-16T00:00:00.000Z', '2026-11-23T00:00:00.000Z']],
    [
      'month',
      'Asia/Kolkata',
      '2026-11-20T10:20:00Z',
      ['2026-10-31T18:30:00.000Z', '2026-11-30T18:30:00.000Z'],
    ],
    ['24h', 'UTC', '2026-11-20T10:20:00Z', ['2026-11-19T10:20:00.000Z', '2026-11-20T10:20:00.000Z']],
    ['30d', 'UTC', '2026-11-20T10:20:00Z', ['2026-10-21T10:20:00.000Z', '2026-11-20T10:20:00.000Z']],
    // At midnight it is the day that ends.
    ['day', 'UTC', '2026-11-20T00:00:00Z', ['2026-11-19T00:00:00.000Z', '2026-11-20T00:00:00.000Z']],
  ])('%s in %s at %s', (window, timeZone, at, expected) =>
    expect(iso(stretchesAt({ window, timeZone }, time(at)).window)).toEqual(expected),
  );

  it('looks a week back for a day, four for a month', () => {
    const back = (window: string) =>
      stretchesAt({ window, timeZone: 'UTC' }, time('2026-11-20T06:00:00Z')).season;
    expect(iso(back('day')!.rest)).toEqual(['2026-11-13T06:00:00.000Z', '2026-11-14T00:00:00.000Z']);
    expect(iso(back('day')!.same)).toEqual(['2026-11-13T00:00:00.000Z', '2026-11-13T06:00:00.000Z']);
    expect(iso(back('month')!.rest)).toEqual(['2026-10-23T06:00:00.000Z', '2026-11-03T00:00:00.000Z']);
    expect(back('24h')).toBeNull();
  });
});

describe('figures', () => {
  const at = time('2026-11-20T06:00:00Z');
  const day = stretchesAt({ window: 'day', timeZone: 'UTC' }, at);
  const figures = (costs: { used?: number; recent?: number; rest?: number; same?: number }) =>
    budgetFigures(24, day, (stretch) => {
      if (stretch === day.used) return costs.used ?? 0;
      if (stretch === day.recent) return costs.recent ?? 0;
      return (stretch === day.season?.rest ? costs.rest : costs.same) ?? 0;
    });

  it('tells what is used of the limit', () =>
    expect(figures({ used: 6 })).toMatchObject({ used: 6, limit: 24, share: 0.25 }));

  it('burns at 1 when the last hour cost a 24th of the limit', () =>
    expect(figures({ recent: 1 }).burn_rate).toBeCloseTo(1));

  it.each([
    ['goes on as a week ago', { used: 3, same: 3, rest: 10 }, 13],
    ['goes on as a week ago, twice as dear', { used: 6, same: 3, rest: 10 }, 26],
    ['takes a trend for a factor of 4 at most', { used: 30, same: 3, rest: 10 }, 70],
    ['goes on as a week ago, when the night was free', { used: 1, same: 0, rest: 10 }, 11],
    ['goes straight on without a past', { used: 3 }, 12],
  ])('forecasts: %s', (_, costs, forecast) => expect(figures(costs).forecast).toBeCloseTo(forecast));

  it('forecasts nothing from the first minutes of a window without a past', () => {
    const early = stretchesAt({ window: 'day', timeZone: 'UTC' }, time('2026-11-20T00:30:00Z'));
    expect(budgetFigures(24, early, () => 0).forecast).toBeNull();
  });
}); // prettier-ignore
