/** What only OTLP/JSON has: spellings, exactness of numbers, JSON that is none. Equality with protobuf: decode.test.ts. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonToProtobuf, readTraces } from './index';
import { JsonReader } from './jsonReader';
import { decode } from './test/otlpSchema';
import type { SlotMap } from './view';

const NO_SLOTS: SlotMap = { slots: new Map(), size: 0, contentKeys: new Set(), contentPrefixes: [] };

/** One span, given as JSON text of its members, as protobufjs reads what we made of it. */
function span(members: string): unknown {
  const bytes = jsonToProtobuf(
    'traces',
    Buffer.from(`{"resourceSpans":[{"scopeSpans":[{"spans":[{${members}}]}]}]}`),
  );
  const request = decode('traces', bytes) as { resourceSpans: { scopeSpans: { spans: unknown[] }[] }[] };
  return request.resourceSpans[0]!.scopeSpans[0]!.spans[0];
}
const value = (any: string) =>
  (span(`"attributes":[{"key":"k","value":${any}}]`) as { attributes: { value: unknown }[] }).attributes[0]!
    .value;

describe('an id', () => {
  const id = Buffer.from('5b8efff798038103d269b633813fc60c', 'hex');
  it.each([
    ['lower case', '5b8efff798038103d269b633813fc60c'],
    ['upper case', '5B8EFFF798038103D269B633813FC60C'],
    ['base64', id.toString('base64')],
    ['base64 without padding', id.toString('base64').replace(/=/g, '')],
    ['base64url', id.toString('base64url')],
  ])('may be written in %s', (_, text) => {
    expect(span(`"traceId":"${text}"`)).toEqual({ traceId: id });
  });

  it.each(['', 'abc', 'not an id at all', '5b8e', '00000000000000000000000000000000'])(
    '%j makes its span be rejected',
    (text) => {
      const bytes = jsonToProtobuf(
        'traces',
        Buffer.from(
          `{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"${text}","spanId":"0102030405060708"}]}]}]}`,
        ),
      );
      const rejected: string[] = [];
      readTraces(
        bytes,
        NO_SLOTS,
        () => rejected.push('visited'),
        (code) => rejected.push(code),
      );
      expect(rejected).toEqual(['TRACE_ID_INVALID']);
    },
  );
});

describe('an integer', () => {
  it.each([
    ['a string', '"1795253042520000123"', '1795253042520000123'],
    ['a number with more digits than a double has', '1795253042520000123', '1795253042520000123'],
    ['the largest', '"18446744073709551615"', '18446744073709551615'],
    ['with an exponent', '1e3', '1000'],
    ['with a fraction of zero', '5.0', '5'],
  ])('as %s is exact', (_, text, nanos) => {
    expect(span(`"startTimeUnixNano":${text}`)).toEqual({ startTimeUnixNano: nanos });
  });

  it.each(['"18446744073709551616"', '-1', '1.5', '"ten"', '""', 'true', '[]', '"99999999999999999999999"'])(
    '%s is refused with what is allowed',
    (text) => {
      expect(() => span(`"startTimeUnixNano":${text}`)).toThrow(
        /^The request is not a valid OTLP message: at byte 64, an integer from 0 to 18446744073709551615 is expected but there is /,
      );
    },
  );

  it('of an attribute covers int64', () => {
    expect(value('{"intValue":"-9223372036854775808"}')).toEqual({ intValue: '-9223372036854775808' });
    expect(value('{"intValue":9223372036854775807}')).toEqual({ intValue: '9223372036854775807' });
    expect(() => value('{"intValue":"9223372036854775808"}')).toThrow(/an integer from -9223372036854775808/);
  });
});

describe('other values', () => {
  it.each([
    ['{"doubleValue":"NaN"}', { doubleValue: NaN }],
    ['{"doubleValue":"-Infinity"}', { doubleValue: -Infinity }],
    ['{"doubleValue":"0.5"}', { doubleValue: 0.5 }],
    ['{"doubleValue":1e400}', { doubleValue: Infinity }],
    ['{"bytesValue":"AP8="}', { bytesValue: Buffer.from([0, 255]) }],
    ['{"bytesValue":"_-8"}', { bytesValue: Buffer.from([255, 239]) }],
    ['{"stringValue":"\\u00e4\\ud83d\\ude00\\n"}', { stringValue: 'ä😀\n' }],
    ['{"stringValue":"\\ud800"}', { stringValue: '\ufffd' }],
    ['{"boolValue":false}', { boolValue: false }],
    ['{}', {}],
    ['null', undefined],
    ['{"futureValue":{"a":[1,{"b":null}]},"stringValue":"x"}', { stringValue: 'x' }],
    [
      '{"arrayValue":{"values":[{"intValue":"1"},null]}}',
      { arrayValue: { values: [{ intValue: '1' }, {}] } },
    ],
    ['{"array_value":{"values":[{"string_value":"x"}]}}', { arrayValue: { values: [{ stringValue: 'x' }] } }],
  ])('%s', (text, expected) => {
    expect(value(text)).toEqual(expected);
  });

  it.each([
    ['"kind":"SPAN_KIND_CLIENT"', { kind: 3 }],
    ['"kind":3', { kind: 3 }],
    ['"kind":"SPAN_KIND_OF_THE_FUTURE"', {}],
    ['"status":{"code":"STATUS_CODE_ERROR"}', { status: { code: 2 } }],
    ['"dropped_attributes_count":4', { droppedAttributesCount: 4 }],
    ['"name":null', {}],
  ])('%s', (members, expected) => {
    expect(span(members)).toMatchObject(expected);
  });

  it.each([
    ['{"doubleValue":"much"}', 'a number, "NaN", "Infinity" or "-Infinity" is expected'],
    ['{"boolValue":"yes"}', 'true or false is expected'],
    ['{"stringValue":5}', 'a string is expected'],
    ['{"arrayValue":[]}', 'an object is expected'],
    ['"text"', 'an object is expected'],
  ])('%s is refused', (text, message) => {
    expect(() => value(text)).toThrow(message);
  });
});

describe('JSON that is none, or no request', () => {
  it.each([
    ['', 'at byte 0, an object is expected but there the JSON ends'],
    ['[]', 'at byte 0, an object is expected but there is "["'],
    ['null', 'at byte 0, an object is expected'],
    ['{"resourceSpans":{}}', 'at byte 17, an array is expected'],
    ['{"resourceSpans":[', 'the JSON ends'],
    ['{"a":1,}', 'at byte 7, a key in quotes is expected but there is "}"'],
    ['{"a" 1}', 'at byte 5, ":" is expected'],
    ['{"a":1 "b":2}', '"," or "}" is expected'],
    ['{"a":[1 2]}', '"," or "]" is expected'],
    ['{} {}', 'at byte 3, the end is expected but there is "{"'],
    ['{"a":01}', 'a value is expected'],
    ['{"a":nul}', 'a value is expected'],
    ['{"a":"\\x"}', 'a string has an escape that JSON does not know'],
    ['{"a":"', 'a string has no end'],
    ['{"a":"\n"}', 'an escaped control character is expected but there is byte 0x0a'],
    [`{"a":${'['.repeat(2000)}`, 'JSON is nested deeper than 1000 levels'],
  ])('%s', (text, message) => {
    expect(() => jsonToProtobuf('traces', Buffer.from(text))).toThrow(message);
    expect(() => jsonToProtobuf('traces', Buffer.from(text))).toThrow(
      expect.objectContaining({ code: 'OTLP_MALFORMED', fault: 'caller' }) as Error,
    );
  });

  it('of bytes that are no text at all', () => {
    expect(() => jsonToProtobuf('logs', Uint8Array.from([0xff, 0x00]))).toThrow('there is byte 0xff');
  });
});

describe('the JSON reader', () => {
  it('takes exactly what JSON.parse takes', () => {
    const accepts = (text: string) => {
      try {
        JSON.parse(text);
        return true;
      } catch {
        return false;
      }
    };
    const reads = (text: string) => {
      const reader = new JsonReader(Buffer.from(text));
      try {
        reader.skip();
        reader.finish();
        return true;
      } catch {
        return false;
      }
    };
    const changed = fc
      .tuple(
        fc.json({ maxDepth: 3 }),
        fc.nat(),
        fc.constantFrom('', ',', '"', '}', ']', ':', '\\', '0', '-', '.', 'e', ' ', 'true', '\t'),
      )
      .map(
        ([text, at, piece]) =>
          text.slice(0, at % (text.length + 1)) + piece + text.slice((at % (text.length + 1)) + 1),
      );
    fc.assert(
      fc.property(fc.oneof(fc.json(), changed), (text) => {
        expect([text, reads(text)]).toEqual([text, accepts(text)]);
      }),
      { numRuns: 2000 },
    );
  });
});
