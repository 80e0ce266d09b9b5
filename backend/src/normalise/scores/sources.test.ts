import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SLOT_MAP } from '../slots';
import { SCORE_MARKS, SCORE_SOURCES } from './sources';
import { FAILED, PASSED, passedOf } from './verdict';

const DOCS = readFileSync(join(import.meta.dirname, '../../../../docs/scores.md'), 'utf8');

describe('the table of sources', () => {
  it.each(SCORE_SOURCES)(
    '$id has its marks in the map of known attributes, and stands in the docs',
    ({ id }) => expect(DOCS).toContain(`\`${id}\``),
  );
  it('has each mark once', () => {
    expect(new Set(SCORE_MARKS).size).toBe(SCORE_MARKS.length);
    expect(SCORE_MARKS.filter((mark) => !SLOT_MAP.slots.has(mark))).toEqual([]);
  });
});

describe('verdicts', () => {
  it('are the words that the docs name, passed and failed never the same', () => {
    const list = (word: string) =>
      [...DOCS.match(new RegExp(`^- ${word}: (.*)$`, 'm'))![1]!.matchAll(/`([^`]+)`|(👍|👎)/g)].map(
        ([, code, emoji]) => code ?? emoji,
      );
    expect(list('passed')).toEqual([...PASSED]);
    expect(list('failed')).toEqual([...FAILED]);
    expect([...PASSED].filter((word) => FAILED.has(word))).toEqual([]);
  });

  it.each([
    ['Pass', true],
    ['thumbs up', true],
    ['INCORRECT', false],
    ['relevant', null],
    ['hallucinated', null],
    ['', null],
    [null, null],
  ])('%s → %s', (label, passed) => expect(passedOf(label)).toBe(passed));
});
