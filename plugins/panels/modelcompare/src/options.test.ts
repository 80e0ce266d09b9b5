import { describe, expect, it } from 'vitest';
import { migrateOptions, takeOver } from './migrations';
import { DEFAULTS, readOptions } from './options';

describe('readOptions', () => {
  it.each([[undefined], [null], [{}], ['x'], [[]]])('takes the defaults of %j', (stored) =>
    expect(readOptions(stored)).toEqual(DEFAULTS),
  );
  it('keeps what can be worked with', () => {
    const stored = {
      view: 'pareto',
      baseline: 'gpt-5',
      maxModels: 2,
      rows: ['speed', 'cost'],
      matched: false,
      matchingNote: false,
      quality: 'score_x',
      scale: 'linear',
    };
    // Groups stand in their own order, not in that of the clicks.
    expect(readOptions(stored)).toEqual({ ...stored, rows: ['cost', 'speed'] });
  });
  it.each([
    [{ view: 'pie' }, { view: 'table' }],
    [{ maxModels: 99 }, { maxModels: 6 }],
    [{ maxModels: 0 }, { maxModels: 1 }],
    [{ maxModels: 'many' }, { maxModels: 4 }],
    [{ maxModels: 2.6 }, { maxModels: 3 }],
    [{ rows: ['cost', 'colour'] }, { rows: ['cost'] }],
    [{ rows: 'cost' }, { rows: [] }],
    [{ matched: 'yes' }, { matched: true }],
    [
      { baseline: 7, quality: null },
      { baseline: '', quality: '' },
    ],
    [{ scale: 'sqrt' }, { scale: 'log' }],
  ])('heals %j', (stored, healed) => expect(readOptions(stored)).toMatchObject(healed));
});

it('heals what an older version stored, and takes nothing over from other panels', () => {
  expect(migrateOptions({ options: { view: 'bars', maxModels: 3 } })).toMatchObject({
    view: 'table',
    maxModels: 3,
  });
  expect(takeOver()).toEqual({});
});
