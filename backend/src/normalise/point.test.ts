import { describe, expect, it } from 'vitest';
import { keyValues, normaliseMetric, START_NANO } from './test/records';

const time = { startTimeUnixNano: '1', timeUnixNano: String(START_NANO) };
const gauge = (point: object, unit = '1') =>
  normaliseMetric({ name: 'g', unit, gauge: { dataPoints: [{ ...time, ...point }] } })[0]!;

describe('a metric point', () => {
  it('of a sum has its number, temporality and monotony', () => {
    const [point] = normaliseMetric({
      name: 's',
      unit: '{token}',
      sum: { aggregationTemporality: 2, isMonotonic: true, dataPoints: [{ ...time, asInt: '12' }] },
    });
    expect(point).toMatchObject({
      name: 's',
      kind: 'sum',
      unit: '{token}',
      temporality: 'cumulative',
      monotonic: true,
      value: 12,
      startUnixNano: 1n,
      timeUnixNano: START_NANO,
    });
  });

  it('of a histogram has count, sum and the rest as JSON', () => {
    const [point] = normaliseMetric({
      name: 'h',
      histogram: {
        aggregationTemporality: 1,
        dataPoints: [{ ...time, count: '3', sum: 4.5, bucketCounts: ['1', '2'], explicitBounds: [2] }],
      },
    });
    expect(point).toMatchObject({ kind: 'histogram', temporality: 'delta', value: null, count: 3, sum: 4.5 });
    expect(JSON.parse(point!.detail!)).toBeTypeOf('object');
  });

  it.each([
    ['NaN', { asDouble: 'NaN' }],
    ['marked as not recorded', { asDouble: 1, flags: 1 }],
  ])('has no number when it is %s', (_name, point) => {
    expect(gauge(point).value).toBeNull();
  });

  it('is of the same series whatever the order of its attributes', () => {
    const [one, other] = [
      { a: 1, b: 'x' },
      { b: 'x', a: 1 },
    ].map((attributes) => gauge({ asInt: '1', attributes: keyValues(attributes) }));
    expect(one!.seriesId).toBe(other!.seriesId);
  });

  it('is of another series with other attributes, unit or resource', () => {
    const plain = gauge({ asInt: '1' });
    const others = [
      gauge({ asInt: '1', attributes: keyValues({ a: 1 }) }),
      gauge({ asInt: '1' }, 's'),
      normaliseMetric(
        { name: 'g', unit: '1', gauge: { dataPoints: [{ ...time, asInt: '1' }] } },
        { 'service.name': 'other' },
      )[0]!,
    ];
    expect(new Set([plain, ...others].map(({ seriesId }) => seriesId)).size).toBe(4);
  });
});
