import { describe, expect, it } from 'vitest';
import { DEFAULTS } from '../options';
import { firstLook, lookAction, nextLook } from './look';
import type { Look } from './look';
import { axisOf } from './timeAxis';

const whole = axisOf(0, 1000);
const first = firstLook(DEFAULTS);
/** Presses keys; `⇧` before a key stands for Shift. */
const press = (...keys: string[]): Look =>
  keys.reduce((look, key) => {
    const action = lookAction(key.replace('⇧', ''), key.startsWith('⇧'), whole);
    return action ? nextLook(look, action) : look;
  }, first);

describe('keys', () => {
  it('m goes through what bars stand for, and round', () => {
    expect(press('m').bars).toBe('tokens');
    expect(press('m', 'm').bars).toBe('cost');
    expect(press('m', 'm', 'm')).toEqual(first);
  });
  it('w marks the critical path, and takes the mark away', () => {
    expect(press('w').path).toBe(true);
    expect(press('w', 'w')).toEqual(first);
  });
  it('h shows infrastructure', () => expect(press('h').infrastructure).toBe(true));
  it('+ shows half of the time, 0 everything', () => {
    expect(press('+').window).toEqual({ startMs: 250, lengthMs: 500 });
    expect(press('+', '+', '0').window).toBeNull();
  });
  it('- after + is the whole again, which is no zoom', () => expect(press('+', '-').window).toBeNull());
  it('Shift with an arrow moves what is shown by a quarter', () => {
    expect(press('+', '⇧ArrowRight').window?.startMs).toBe(375);
    expect(press('+', '⇧ArrowLeft').window?.startMs).toBe(125);
  });
  it('arrows alone are those of the tree', () => expect(lookAction('ArrowRight', false, whole)).toBeNull());
});

it('a reason is closed by the button that opened it', () => {
  const slow = nextLook(first, { type: 'reason', reason: 'slow' });
  expect(slow.reason).toBe('slow');
  expect(nextLook(slow, { type: 'reason', reason: 'dear' }).reason).toBe('dear');
  expect(nextLook(slow, { type: 'reason', reason: 'slow' }).reason).toBeNull();
});

it('begins as the panel’s options say', () => {
  const look = firstLook({ ...DEFAULTS, bars: 'cost', criticalPath: true, infrastructure: 'shown' });
  expect([look.bars, look.path, look.infrastructure]).toEqual(['cost', true, true]);
});
