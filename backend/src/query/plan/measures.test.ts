import { MEASURES, type MeasureId } from '@llmobservatory/model';
import { expect, it } from 'vitest';
import { MEASURE_SQL, standsInRollups } from './measures';

it.each(MEASURES.map((measure) => [measure.id, measure] as const))(
  'reads %s from rollups where the catalogue says so',
  (id, measure) => expect(standsInRollups(id as MeasureId)).toBe(measure.rollup),
);

it('adds up only plain sums', () => {
  for (const { id } of MEASURES.filter((measure) => measure.additive)) {
    expect(MEASURE_SQL[id as MeasureId].sql).toMatch(/^sum\(\w+\)$/);
  }
});
