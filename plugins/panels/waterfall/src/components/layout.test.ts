import { describe, expect, it } from 'vitest';
import { DEFAULTS } from '../options';
import { layoutOf } from './layout';

const at = (width: number, height: number, options = {}, open = true) =>
  layoutOf(width, height, { ...DEFAULTS, ...options }, true, open);

describe('layoutOf', () => {
  it('puts the detail beside from 960 px, at 40 % and never under 360 px', () => {
    expect(at(1440, 900)).toMatchObject({ detail: 'beside', detailPx: 576, gridPx: 864 });
    expect(at(960, 900)).toMatchObject({ detail: 'beside', detailPx: 384 });
    expect(at(959, 900)).toMatchObject({ detail: 'below', gridPx: 959 });
  });
  it('lays the detail over the rows where there is no height for both', () => {
    expect(at(500, 400).detail).toBe('over');
  });
  it('follows the option where it can', () => {
    expect(at(1440, 900, { detail: 'below' }).detail).toBe('below');
    expect(at(1440, 900, { detail: 'off' }).detail).toBe('off');
    expect(at(720, 900, { detail: 'beside' }).detail).toBe('beside');
    expect(at(700, 900, { detail: 'beside' }).detail).toBe('below');
  });
  it('has no detail while none is open', () => {
    expect(at(1440, 900, {}, false)).toMatchObject({ detail: 'off', gridPx: 1440 });
  });
  it('moves the figures under the name below 560 px of grid, in higher rows', () => {
    expect(at(560, 900, {}, false)).toMatchObject({ figures: 'columns', rowPx: 28 });
    expect(at(559, 900, {}, false)).toMatchObject({ figures: 'under', rowPx: 46 });
    expect(at(560, 900, { density: 'compact' }, false).rowPx).toBe(22);
  });
  it('keeps only bars in 200 by 150', () => {
    expect(at(200, 150)).toMatchObject({ tiny: true, figures: 'none', detail: 'off' });
  });
});
