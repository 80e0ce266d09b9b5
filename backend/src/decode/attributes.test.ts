import { describe, expect, it } from 'vitest';
import { MAX_DEPTH } from './anyValue';
import { readTraces } from './index';
import { encode, type Plain } from './test/otlpSchema';
import type { AttributesView, SlotMap } from './view';

const KEY = 'known';
const SLOTS: SlotMap = {
  slots: new Map([
    [KEY, 0],
    ['prompt', 1],
  ]),
  size: 2,
  contentKeys: new Set(['prompt', 'answer']),
  contentPrefixes: ['messages.'],
};

/** Shows the attributes of one span that has `sent`, and what became of the span. */
function read<T>(sent: [string, Plain][], look: (view: AttributesView) => T): T | string[] {
  const attributes = sent.map(([key, value]) => ({ key, value }));
  const span = { traceId: Buffer.alloc(16, 1), spanId: Buffer.alloc(8, 1), attributes };
  const bytes = encode('traces', { resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] });
  const rejected: string[] = [];
  let seen: T | undefined;
  readTraces(
    bytes,
    SLOTS,
    (view) => (seen = look(view.attributes)),
    (code, message) => rejected.push(code, message),
  );
  return seen ?? rejected;
}

const array = (...values: Plain[]): Plain => ({ arrayValue: { values } });
const map = (...values: [string, Plain][]): Plain => ({
  kvlistValue: { values: values.map(([key, value]) => ({ key, value })) },
});

describe('a known attribute', () => {
  const rows: [string, Plain, { text?: string; number?: number; boolean?: boolean; value: unknown }][] = [
    ['text', { stringValue: 'gpt' }, { text: 'gpt', value: 'gpt' }],
    ['empty text', { stringValue: '' }, { text: '', value: '' }],
    ['a number', { intValue: '12' }, { text: '12', number: 12, value: 12 }],
    [
      'a number beyond 2^53',
      { intValue: '9007199254740993' },
      { text: '9007199254740993', number: 2 ** 53, value: 9007199254740993n },
    ],
    ['a fraction', { doubleValue: 0.5 }, { text: '0.5', number: 0.5, value: 0.5 }],
    ['NaN', { doubleValue: NaN }, { text: 'NaN', number: NaN, value: NaN }],
    ['infinity', { doubleValue: -Infinity }, { text: '-Infinity', number: -Infinity, value: -Infinity }],
    ['a number as text', { stringValue: '12' }, { text: '12', number: 12, value: '12' }],
    ['a fraction as text', { stringValue: ' -0.5e1 ' }, { text: ' -0.5e1 ', number: -5, value: ' -0.5e1 ' }],
    ['a hexadecimal number as text', { stringValue: '0x10' }, { text: '0x10', value: '0x10' }],
    ['text with digits', { stringValue: '12 tokens' }, { text: '12 tokens', value: '12 tokens' }],
    ['true', { boolValue: true }, { text: 'true', boolean: true, value: true }],
    ['false', { boolValue: false }, { text: 'false', boolean: false, value: false }],
    [
      'a boolean as Python writes it',
      { stringValue: 'True' },
      { text: 'True', boolean: true, value: 'True' },
    ],
    [
      'an array',
      array({ stringValue: 'a' }, { intValue: '1' }, {}),
      { text: '["a",1,null]', value: ['a', 1, null] },
    ],
    [
      'a map',
      map(['a', { doubleValue: NaN }], ['b', array()]),
      { text: '{"a":"NaN","b":[]}', value: { a: NaN, b: [] } },
    ],
    [
      'a map with a repeated key',
      map(['a', { intValue: '1' }], ['a', { intValue: '2' }]),
      { text: '{"a":2}', value: { a: 2 } },
    ],
    ['bytes', { bytesValue: Buffer.from([0, 255]) }, { text: 'AP8=', value: 'AP8=' }],
    ['an empty value', {}, { value: null }],
  ];

  it.each(rows)('that is %s', (_, sent, { text, number, boolean, value }) => {
    expect(
      read([[KEY, sent]], (view) => ({
        has: view.has(0),
        text: view.text(0),
        number: view.number(0),
        boolean: view.boolean(0),
        value: view.value(0),
      })),
    ).toEqual({ has: true, text, number, boolean, value });
  });

  it('that was not sent is undefined in every form', () => {
    expect(
      read([['other', { intValue: '1' }]], (view) => [
        view.has(0),
        view.text(0),
        view.number(0),
        view.boolean(0),
        view.value(0),
        view.anyKnown,
      ]),
    ).toEqual([false, undefined, undefined, undefined, undefined, false]);
  });

  it('that was sent twice has its last value', () => {
    const twice: [string, Plain][] = [
      [KEY, { intValue: '1' }],
      ['other', { boolValue: true }],
      [KEY, { intValue: '2' }],
    ];
    expect(
      read(twice, (view) => {
        const each: unknown[] = [];
        view.each((key, value) => each.push([key, value()]));
        return [view.number(0), view.count, each, view.json()];
      }),
    ).toEqual([
      2,
      3,
      [
        [KEY, 1],
        ['other', true],
        [KEY, 2],
      ],
      '{"known":1,"other":true,"known":2}',
    ]);
  });
});

describe('content carriers', () => {
  it('are found by their names and by prefixes, also when they have a slot, and stand apart', () => {
    const sent: [string, Plain][] = [
      ['prompt', { stringValue: 'Hi' }],
      ['messages.0.role', { stringValue: 'user' }],
      ['messages', { stringValue: 'no prefix' }],
      ['promp', { intValue: '1' }],
      ['answer', { stringValue: 'Ho' }],
    ];
    expect(read(sent, (view) => [view.text(1), view.anyContent, view.json(), view.contentJson()])).toEqual([
      'Hi',
      true,
      '{"messages":"no prefix","promp":1}',
      '{"prompt":"Hi","messages.0.role":"user","answer":"Ho"}',
    ]);
  });

  it('are null when there are none', () => {
    expect(read([['x', {}]], (view) => [view.anyContent, view.contentJson(), view.json()])).toEqual([
      false,
      null,
      '{"x":null}',
    ]);
  });
});

describe('JSON text of attributes', () => {
  it('is valid for jsonb whatever was sent', () => {
    const sent: [string, Plain][] = [
      ['nul\0key', { stringValue: 'nul\0value' }],
      ['big', { intValue: '-9223372036854775808' }],
      ['infinite', { doubleValue: Infinity }],
      ['__proto__', map(['__proto__', { stringValue: 'kept' }])],
      ['control', { stringValue: '\u0001"\\\n' }],
    ];
    const json = read(sent, (view) => view.json());
    expect(json).toBe(
      '{"nulkey":"nulvalue","big":-9223372036854775808,"infinite":"Infinity",' +
        '"__proto__":{"__proto__":"kept"},"control":"\\u0001\\"\\\\\\n"}',
    );
  });

  it('escapes as JSON.stringify does, and stays the same for texts of every length', () => {
    const control = Array.from({ length: 31 }, (_, i) => String.fromCharCode(i + 1)).join('');
    for (const text of [
      control,
      'ä',
      '😀',
      'a'.repeat(70_000),
      `${'"ä'.repeat(20_000)}`,
      '\u007f\u0080\u2028',
    ]) {
      expect(read([['k', { stringValue: text }]], (view) => view.json())).toBe(JSON.stringify({ k: text }));
    }
  });

  it('repairs invalid UTF-8, in keys and values', () => {
    const broken = (text: string) => Buffer.from(text.replaceAll('?', 'ÿ'), 'latin1');
    const attribute = [0x0a, 2, ...broken('k?'), 0x12, 6, 0x0a, 4, ...broken('ab?c')];
    const span = [
      0x0a,
      16,
      ...Buffer.alloc(16, 1),
      0x12,
      8,
      ...Buffer.alloc(8, 1),
      0x4a,
      attribute.length,
      ...attribute,
    ];
    const scope = [0x12, span.length, ...span];
    const resource = [0x12, scope.length, ...scope];
    let json = '';
    readTraces(
      Uint8Array.from([0x0a, resource.length, ...resource]),
      SLOTS,
      (view) => (json = view.attributes.json()),
      () => {},
    );
    expect(json).toBe('{"k\ufffd":"ab\ufffdc"}');
  });

  it('keeps a key named __proto__ as a key', () => {
    const value = read([[KEY, map(['__proto__', map(['polluted', { boolValue: true }])])]], (view) =>
      view.value(0),
    );
    expect(Object.keys(value as object)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect('polluted' in {}).toBe(false);
  });
});

describe('depth', () => {
  const nested = (depth: number): Plain => {
    let value: Plain = { stringValue: 'x' };
    for (let i = 0; i < depth; i++) value = i % 2 === 0 ? array(value) : map(['k', value]);
    return value;
  };

  it(`of ${MAX_DEPTH} is read`, () => {
    expect(read([[KEY, nested(MAX_DEPTH)]], (view) => view.text(0)!.includes('"x"'))).toBe(true);
  });

  it('of one more rejects the span', () => {
    expect(read([[KEY, nested(MAX_DEPTH + 1)]], () => 'visited')).toEqual([
      'OTLP_TOO_DEEP',
      expect.stringContaining('nested deeper than 64 levels') as string,
    ]);
  });
});

describe('a key that is known by its ending', () => {
  const ENDINGS: SlotMap = {
    slots: new Map([
      ['a.model', 0],
      ['*.model', 1],
      ['*.request.model', 2],
    ]),
    size: 3,
    contentKeys: new Set(),
    contentPrefixes: [],
    endings: new Map([
      ['.model', 1],
      ['.request.model', 2],
    ]),
  };
  const seen = (...keys: string[]) => {
    const values: (string | undefined)[] = [];
    const slots: number[] = [];
    const attributes = keys.map((key, index) => ({ key, value: { stringValue: String(index) } }));
    const span = { traceId: Buffer.alloc(16, 1), spanId: Buffer.alloc(8, 1), attributes };
    readTraces(
      encode('traces', { resourceSpans: [{ scopeSpans: [{ spans: [span, { ...span, attributes: [] }] }] }] }),
      ENDINGS,
      (view) => {
        if (view.attributes.count === 0) return expect(view.attributes.has(1)).toBe(false);
        for (const slot of [0, 1, 2]) values.push(view.attributes.text(slot));
        view.attributes.eachSlot((slot) => slots.push(slot));
      },
      () => {},
    );
    return [values, slots];
  };

  it('has its slot, the longest ending first', () => {
    expect(seen('acme.model')).toEqual([[undefined, '0', undefined], [1]]);
    expect(seen('acme.request.model', 'acme.model')).toEqual([
      [undefined, '1', '0'],
      [2, 1],
    ]);
  });

  it('is not one that is listed, nor one that is only the ending', () => {
    expect(seen('a.model')).toEqual([['0', undefined, undefined], [0]]);
    expect(seen('.model')).toEqual([[undefined, undefined, undefined], []]);
    expect(seen('remodel', 'model')).toEqual([[undefined, undefined, undefined], []]);
  });

  it('counts as not sent when another key of the list ends so too; the same key again is no other', () => {
    expect(seen('acme.model', 'other.model')).toEqual([[undefined, undefined, undefined], []]);
    expect(seen('acme.model', 'other.model', 'acme.model')).toEqual([[undefined, undefined, undefined], []]);
    expect(seen('acme.model', 'acme.model')).toEqual([
      [undefined, '1', undefined],
      [1, 1],
    ]);
  });
});
