import { describe, expect, it } from 'vitest';
import { migrateOptions, takeOver } from './migrations';
import { DEFAULTS } from './options';

describe('migrateOptions', () => {
  it('completes and heals the options of a dashboard that was written by hand', () => {
    expect(migrateOptions({ options: { area: 'calls', minShare: 50 } })).toEqual({
      ...DEFAULTS,
      area: 'calls',
      minShare: 20,
    });
  });
  it('leaves options of today as they are', () => {
    expect(migrateOptions({ options: DEFAULTS })).toEqual(DEFAULTS);
  });
});

describe('takeOver', () => {
  it('makes the fields of another treemap the levels of this one', () => {
    expect(
      takeOver({}, 'marcusolsson-treemap-panel', {
        groupByField: 'team',
        textField: 'app',
        sizeField: 'cost',
      }),
    ).toEqual({ ...DEFAULTS, levels: ['team', 'app'] });
  });
  it('takes all text fields when the other treemap named none', () => {
    expect(takeOver({}, 'marcusolsson-treemap-panel', {})).toEqual(DEFAULTS);
  });
  it('starts with the defaults after any other panel', () => {
    expect(takeOver({}, 'piechart', { textField: 'app' })).toEqual({});
  });
});
