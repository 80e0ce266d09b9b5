import { describe, expect, it } from 'vitest';
import { NUMBER_FIELDS, readTable, textFieldsOf } from './fields';
import type { NumberRole, ReadResult } from './fields';
import { frameOf } from './table.fixture';
import type { RowOf } from './table.fixture';

const read = (...rows: RowOf[]): ReadResult => readTable([frameOf(rows)]);

function table(result: ReadResult) {
  if (!('table' in result)) throw new Error(JSON.stringify(result));
  return result.table;
}

describe('readTable', () => {
  it('takes text fields as levels in their order, and the number as value', () => {
    const { levels, valueField, rows } = table(read({ app: 'desk', model: 'gpt-5', cost: 1.5 }));
    expect(levels.map(({ name }) => name)).toEqual(['app', 'model']);
    expect(valueField.name).toBe('cost');
    expect(rows.map(({ path }) => path)).toEqual([['desk', 'gpt-5']]);
    expect(rows[0]?.numbers.value).toBe(1.5);
  });

  it.each<[field: string, role: NumberRole]>([
    ['value', 'value'],
    ['cost', 'value'],
    ['Cost', 'value'],
    ['total_cost_usd', 'value'],
    ['previous', 'valueBefore'],
    ['cost_previous', 'valueBefore'],
    ['tokens', 'tokens'],
    ['total_tokens', 'tokens'],
    ['tokens_previous', 'tokensBefore'],
    ['calls', 'calls'],
    ['calls_previous', 'callsBefore'],
    ['errors', 'errors'],
    ['unpriced_calls', 'unpricedCalls'],
    ['Unpriced calls', 'unpricedCalls'],
  ])('knows the field %s as %s', (field, role) => {
    const { has, rows } = table(read({ model: 'm', other: 1, [field]: 7 }));
    expect(has[role]).toBe(true);
    expect(rows[0]?.numbers[role]).toBe(7);
  });

  it('knows a renamed field by the name that is shown', () => {
    const frame = frameOf([{ model: 'm', a: 1, b: 2 }], {
      a: { displayName: 'Errors' },
      b: { displayNameFromDS: 'Cost' },
    });
    const { rows, valueField } = table(readTable([frame]));
    expect(valueField.name).toBe('b');
    expect(rows[0]?.numbers).toMatchObject({ value: 2, errors: 1 });
  });

  it('takes the first number without a meaning of its own as value', () => {
    const { valueField, rows } = table(read({ host: 'a', calls: 3, used: 9, free: 1 }));
    expect(valueField.name).toBe('used');
    expect(rows[0]?.numbers).toMatchObject({ value: 9, calls: 3 });
  });

  it('never takes calls, tokens or errors for money', () => {
    expect(read({ model: 'm', calls: 3, tokens: 5, errors: 0 })).toEqual({ missing: ['number'] });
  });

  it('does not depend on the order of the fields', () => {
    const one = table(read({ app: 'a', cost: 1, calls: 2, previous: 3 })).rows[0]?.numbers;
    const other = table(read({ previous: 3, calls: 2, app: 'a', cost: 1 })).rows[0]?.numbers;
    expect(one).toEqual(other);
  });

  it.each([null, undefined, NaN, Infinity])('takes %s in a number field for unknown', (cost) => {
    const { rows } = table(read({ model: 'm', cost }, { model: 'n', cost: 1 }));
    expect(rows.map(({ numbers }) => numbers.value)).toEqual([null, 1]);
  });

  it('takes an absent name for an empty one', () => {
    const { rows } = table(read({ model: null, cost: 1 }, { model: 'm', cost: 2 }));
    expect(rows.map(({ path }) => path)).toEqual([[''], ['m']]);
  });

  it('has what some frame has, and leaves it unknown in the others', () => {
    const result = readTable([frameOf([{ app: 'a', cost: 1, tokens: 5 }]), frameOf([{ app: 'b', cost: 2 }])]);
    const { has, rows } = table(result);
    expect(has).toMatchObject({ value: true, tokens: true, calls: false });
    expect(rows.map(({ path, numbers }) => [path[0], numbers.value, numbers.tokens])).toEqual([
      ['a', 1, 5],
      ['b', 2, null],
    ]);
  });

  it('passes over frames that cannot be used', () => {
    const result = readTable([frameOf([{ note: 'x' }]), frameOf([{ app: 'b', cost: 2 }])]);
    expect(table(result).rows.map(({ path }) => path)).toEqual([['b']]);
  });

  it('keeps where each row stands', () => {
    const frames = [
      frameOf([{ app: 'a', cost: 1 }]),
      frameOf([
        { app: 'b', cost: 2 },
        { app: 'c', cost: 3 },
      ]),
    ];
    expect(table(readTable(frames)).rows.map(({ frame, row }) => [frames.indexOf(frame), row])).toEqual([
      [0, 0],
      [1, 0],
      [1, 1],
    ]);
  });

  it.each<[what: string, rows: RowOf[], missing: string[]]>([
    ['no text field', [{ cost: 1 }], ['text']],
    ['no number field', [{ model: 'm' }], ['number']],
  ])('says what is missing in a frame with %s', (_, rows, missing) => {
    expect(readTable([frameOf(rows)])).toEqual({ missing });
  });

  it('says that both are missing', () => {
    const frame = frameOf([{ time: 1 }]);
    frame.fields[0]!.type = 'time' as never;
    expect(readTable([frame])).toEqual({ missing: ['text', 'number'] });
  });

  it.each([[[]], [[{ fields: [], length: 0 }]]])('is empty without frames or fields: %j', (frames) => {
    expect(readTable(frames)).toEqual({ empty: true });
  });

  it('is a table without rows when the fields are there', () => {
    const frame = frameOf([{ model: 'm', cost: 1 }]);
    for (const field of frame.fields) field.values = [];
    expect(table(readTable([{ ...frame, length: 0 }])).rows).toEqual([]);
  });

  describe('with chosen levels', () => {
    const frame = frameOf([{ team: 't', app: 'a', model: 'm', cost: 1 }], { model: { displayName: 'LLM' } });
    const levels = (...wanted: string[]) => table(readTable([frame], wanted)).levels.map(({ name }) => name);

    it('takes them in the chosen order', () => {
      expect(levels('model', 'team')).toEqual(['model', 'team']);
      expect(table(readTable([frame], ['model', 'team'])).rows[0]?.path).toEqual(['m', 't']);
    });
    it('knows them by the name that is shown, too', () => {
      expect(levels('LLM')).toEqual(['model']);
    });
    it('passes over those that are not there', () => {
      expect(levels('region', 'app')).toEqual(['app']);
    });
    it('takes all when none of them is there', () => {
      expect(levels('region')).toEqual(['team', 'app', 'model']);
    });
  });
});

describe('textFieldsOf', () => {
  it('names the text fields of all frames once', () => {
    expect(
      textFieldsOf([frameOf([{ app: 'a', cost: 1 }]), frameOf([{ model: 'm', app: 'b', cost: 1 }])]),
    ).toEqual(['app', 'model']);
  });
});

describe('NUMBER_FIELDS', () => {
  it('gives no name to two of them', () => {
    const names = Object.values(NUMBER_FIELDS).flat();
    expect(new Set(names).size).toBe(names.length);
  });
});
