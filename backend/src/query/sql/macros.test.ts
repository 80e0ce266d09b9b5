import fc from 'fast-check';
import { describe, it, expect } from 'vitest';
import { MACRO_DOCS } from '@llmobservatory/model';
import { expandMacros } from './macros';

const context = {
  from: new Date('2026-11-20T00:00:00Z'),
  to: new Date('2026-11-21T00:00:00Z'),
  intervalMs: 60_000,
};
const expand = (sql: string) => expandMacros(sql, context).text;

describe('expandMacros', () => {
  it.each([
    [
      '$__timeFilter(ts)',
      "(ts >= '2026-11-20T00:00:00.000Z'::timestamptz AND ts < '2026-11-21T00:00:00.000Z'::timestamptz)",
    ],
    ['$__timeFrom()', "'2026-11-20T00:00:00.000Z'::timestamptz"],
    ['$__timeTo()', "'2026-11-21T00:00:00.000Z'::timestamptz"],
    ["$__timeGroup(ts, '5m')", "time_bucket(INTERVAL '300000 milliseconds', ts)"],
    ['$__timeGroup(ts, 1h)', "time_bucket(INTERVAL '3600000 milliseconds', ts)"],
    ["$__timeGroup(ts, '2 days')", "time_bucket(INTERVAL '172800000 milliseconds', ts)"],
    ['$__timeGroup(ts, 500ms)', "time_bucket(INTERVAL '500 milliseconds', ts)"],
    ['$__timeGroup(ts, $__interval)', "time_bucket(INTERVAL '60000 milliseconds', ts)"],
    [
      "$__timeGroupAlias(date_trunc('day', ts), '1d')",
      `time_bucket(INTERVAL '86400000 milliseconds', date_trunc('day', ts)) AS "time"`,
    ],
    ['$__time(ts)', 'ts AS "time"'],
    ['time_bucket($__interval, ts)', "time_bucket(INTERVAL '60000 milliseconds', ts)"],
    ['$__interval_ms', '60000'],
    ['$__unixEpochFilter(s)', '(s >= 1795132800 AND s < 1795219200)'],
    ['$__unixEpochFrom()', '1795132800'],
    ['$__unixEpochTo()', '1795219200'],
    [
      '$__unixEpochNanoFilter(start_unix_nano)',
      '(start_unix_nano >= 1795132800000000000 AND start_unix_nano < 1795219200000000000)',
    ],
    ['$__unixEpochNanoFrom()', '1795132800000000000'],
    ['$__unixEpochNanoTo()', '1795219200000000000'],
  ])('%s', (sql, expanded) => expect(expand(sql)).toBe(expanded));

  it('knows every macro that is documented', () => {
    for (const [name, { usage }] of Object.entries(MACRO_DOCS)) {
      expect(usage.startsWith(name)).toBe(true);
      expect(expand(usage)).not.toContain('$__');
    }
  });

  it.each([
    "'$__timeFrom()'",
    "E'\\'$__timeFrom()'",
    "'it''s $__timeFrom()'",
    '"$__timeFrom()"',
    '$$ $__timeFrom() $$',
    "$tag$ ' $__timeFrom() $tag$",
    '$__tag$ $__timeFrom() $__tag$',
    '-- $__timeFrom()',
    '/* /* */ $__timeFrom() */',
  ])('leaves strings, quoted names and comments as they are: %s', (sql) => expect(expand(sql)).toBe(sql));

  it('goes on after a string or a comment ends', () =>
    expect(expand("'a' -- b\n$__interval_ms /* c */ $__interval_ms")).toBe("'a' -- b\n60000 /* c */ 60000"));

  it('changes nothing where no macro is named', () =>
    fc.assert(
      fc.property(
        fc.string().filter((text) => !text.includes('$__')),
        (text) => {
          expect(expand(text)).toBe(text);
        },
      ),
    ));

  it('maps every index of what was kept back to where it was typed', () =>
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z ,\n😀é]{0,20}$/u),
        fc.stringMatching(/^[a-z ,\n😀é]{0,20}$/u),
        (before, after) => {
          const mapped = expandMacros(`${before}$__timeFilter(ts)${after}`, context);
          for (let index = 0; index < before.length; index += 1) expect(mapped.typedIndex(index)).toBe(index);
          const typedEnd = before.length + '$__timeFilter(ts)'.length;
          for (let index = 0; index < after.length; index += 1) {
            expect(mapped.typedIndex(mapped.text.length - after.length + index)).toBe(typedEnd + index);
          }
          const column = mapped.text.indexOf('(ts') + 1;
          expect(mapped.typedIndex(column)).toBe(before.length + '$__timeFilter('.length);
        },
      ),
    ));
});

describe('refuses, at the macro', () => {
  it.each([
    [
      'SELECT $__timeFiler(ts)',
      /^Line 1, column 8: there is no macro \$__timeFiler\. Did you mean \$__timeFilter\? Macros are /,
    ],
    ['$__timeFilter()', /needs one column\. It is written \$__timeFilter\(ts\)\./],
    ['$__timeFilter(a, b)', /needs one column/],
    ['$__timeFilter', /needs one column/],
    ['$__timeFilter(ts', /has a bracket that is not closed/],
    ['$__timeFrom(ts)', /takes nothing in its brackets/],
    ['$__interval()', /takes no brackets/],
    ['$__timeGroup(ts)', /needs a column and a width/],
    ["$__timeGroup(ts, 'soon')", /has the width 'soon'; use one such as '30s'/],
    ["$__timeGroup(ts, '0m')", /has the width '0m'/],
    ["$__timeGroup(ts, '5m', 0)", /fills no gaps: unknown is not 0/],
    ['SELECT 1,\n  $__toString()', /^Line 2, column 3: /],
  ])('%s', (sql, message) => {
    let caught: unknown;
    try {
      expand(sql);
    } catch (error) {
      caught = error;
    }
    expect(caught).toMatchObject({
      code: 'SQL_MACRO',
      fault: 'caller',
      message: expect.stringMatching(message),
    });
  });
});
