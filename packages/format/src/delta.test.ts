import { describe, it, expect } from 'vitest';
import { delta, deltaPoints } from './delta';

describe('delta', () => {
  it.each([
    [122, 100, '▲ 22%'],
    [95.88, 100, '▼ 4.12%'],
    [100.4, 100, '='],
    [99.6, 100, '='],
    [5, 0, 'new'],
    [0, 5, 'gone'],
    [0, 0, '='],
    [1099, 100, '▲ 999%'],
    [1200, 100, '× 12'],
    [null, 100, '—'],
    [100, null, '—'],
  ])('from %3$s: now %d, before %d', (now, before, text) => expect(delta(now, before)).toBe(text));

  it('says nothing when before stands on 19 calls, and speaks from 20 on', () => {
    expect(delta(122, 100, 19)).toBe('—');
    expect(delta(122, 100, 20)).toBe('▲ 22%');
  });
});

describe('deltaPoints', () => {
  it.each([
    [0.009, 0.012, '▼ 0.3 pp'],
    [0.52, 0.61, '▼ 9 pp'],
    [0.1, 0.1, '='],
    [null, 0.1, '—'],
  ])('now %d, before %d', (now, before, text) => expect(deltaPoints(now, before)).toBe(text));
});
