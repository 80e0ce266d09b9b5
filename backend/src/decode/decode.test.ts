/** Our reader against protobufjs, on arbitrary requests. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SIGNALS } from '../record/batch';
import { ObservatoryError } from '../record/errors';
import { jsonToProtobuf } from './index';
import { REQUEST } from './test/arbitraries';
import { jsonTwin } from './test/jsonTwin';
import { decode, encode, REQUEST_TYPES } from './test/otlpSchema';
import { scramble } from './test/scramble';
import { expected, ours } from './test/snapshot';

describe.each(SIGNALS)('the reader of %s', (signal) => {
  it('shows what an independent protobuf implementation reads', () => {
    fc.assert(
      fc.property(REQUEST[signal], (request) => {
        const bytes = encode(signal, request);
        expect(ours(signal, bytes)).toEqual({
          records: expected(signal, decode(signal, bytes)),
          rejected: [],
        });
      }),
      { numRuns: 120 },
    );
  });

  it('shows the same whatever the order of fields and whatever unknown fields and groups stand between them', () => {
    fc.assert(
      fc.property(
        REQUEST[signal],
        fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })),
        (request, dice) => {
          const bytes = encode(signal, request);
          const random = () => dice.next().value as number;
          expect(ours(signal, scramble(bytes, REQUEST_TYPES[signal], random))).toEqual(ours(signal, bytes));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('refuses a request cut at any byte as malformed, unless the cut leaves a whole message', () => {
    fc.assert(
      fc.property(REQUEST[signal], (request) => {
        const bytes = encode(signal, request);
        for (let length = 0; length < bytes.length; length++) {
          const cut = bytes.subarray(0, length);
          const whole = orError(() => decode(signal, cut));
          const read = orError(() => ours(signal, cut));
          if (whole instanceof Error) expect(read).toMatchObject({ code: 'OTLP_MALFORMED', fault: 'caller' });
          else expect(read).toEqual({ records: expected(signal, whole), rejected: [] });
        }
      }),
      { numRuns: 5 },
    );
  });

  it('ends on any bytes at all with a result or with OTLP_MALFORMED', () => {
    fc.assert(
      fc.property(
        REQUEST[signal],
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 4 }),
        (request, changes) => {
          const bytes = Buffer.from(encode(signal, request));
          for (const [at, byte] of changes) if (bytes.length > 0) bytes[at % bytes.length] = byte;
          const read = orError(() => ours(signal, bytes));
          if (read instanceof Error) expect(read).toBeInstanceOf(ObservatoryError);
        },
      ),
      { numRuns: 120 },
    );
  });

  it('shows the same from OTLP/JSON in every spelling', () => {
    const spelling = fc.record({
      snakeCase: fc.boolean(),
      bareIntegers: fc.boolean(),
      enumNames: fc.boolean(),
      base64Ids: fc.boolean(),
    });
    fc.assert(
      fc.property(REQUEST[signal], spelling, (request, as) => {
        const fromJson = jsonToProtobuf(signal, Buffer.from(jsonTwin(request, as)));
        // Through protobufjs as well: the transcoded bytes are plain protobuf that anybody can read.
        expect(ours(signal, fromJson)).toEqual({
          records: expected(signal, decode(signal, encode(signal, request))),
          rejected: [],
        });
        expect(expected(signal, decode(signal, fromJson))).toEqual(
          expected(signal, decode(signal, encode(signal, request))),
        );
      }),
      { numRuns: 100 },
    );
  });
});

function orError<T>(run: () => T): T | Error {
  try {
    return run();
  } catch (error) {
    return error as Error;
  }
}
