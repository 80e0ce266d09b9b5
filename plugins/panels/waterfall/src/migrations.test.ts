import { describe, expect, it } from 'vitest';
import { migrateOptions } from './migrations';
import { DEFAULTS } from './options';

describe('migrateOptions', () => {
  it('completes and heals the options of a dashboard that was written by hand', () => {
    const options = { bars: 'money', expand: 3, showCost: 'yes', minimap: 'off', unknown: 1 };
    expect(migrateOptions({ options })).toEqual({ ...DEFAULTS, expand: '3', minimap: 'off' });
  });
  it('leaves options of today as they are', () => {
    const options = { ...DEFAULTS, bars: 'cost', detail: 'below', criticalPath: true, density: 'compact' };
    expect(migrateOptions({ options })).toEqual(options);
  });
  it.each([undefined, null, 'text', []])('takes %j for no options', (options) => {
    expect(migrateOptions({ options })).toEqual(DEFAULTS);
  });
});
