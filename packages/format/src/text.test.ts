import { describe, it, expect } from 'vitest';
import { ago, cutMiddle } from './text';

describe('cutMiddle', () => {
  it('keeps the last 8 characters', () =>
    expect(cutMiddle('gpt-5-mini-2025-08-07', 19)).toBe('gpt-5-mini…25-08-07'));
  it('leaves a name that fits', () => expect(cutMiddle('gpt-5-mini', 10)).toBe('gpt-5-mini'));
  it('never cuts a character in two', () => expect(cutMiddle('😀😀😀😀😀', 4)).toBe('😀…😀😀'));
});

describe('ago', () => {
  it.each([
    [-5000, 'just now'],
    [12_000, '12 s ago'],
    [180_000, '3 min ago'],
    [5 * 3_600_000, '5 h ago'],
    [86_400_000, '1 day ago'],
    [3 * 86_400_000, '3 days ago'],
  ])('%d ms is %s', (ms, text) => expect(ago(ms)).toBe(text));
});
