/** Single records that can't be stored, and what is refused as a whole. */
import { describe, expect, it } from 'vitest';
import { readLogs, readMetrics, readTraces } from './index';
import { MAX_ITEMS } from './points';
import { encode, type Plain } from './test/otlpSchema';
import type { SlotMap } from './view';

const NO_SLOTS: SlotMap = { slots: new Map(), size: 0, contentKeys: new Set(), contentPrefixes: [] };
const ID16 = Buffer.alloc(16, 1);
const ID8 = Buffer.alloc(8, 1);
const tooDeep = (): Plain => {
  let value: Plain = {};
  for (let i = 0; i < 65; i++) value = { arrayValue: { values: [value] } };
  return value;
};

function traces(...spans: Plain[]) {
  const names: string[] = [];
  const rejected: [string, string][] = [];
  const bytes = encode('traces', { resourceSpans: [{ scopeSpans: [{ spans }] }] });
  readTraces(
    bytes,
    NO_SLOTS,
    (span) => names.push(span.name),
    (...rejection) => rejected.push(rejection),
  );
  return { names, rejected };
}

describe('a bad span', () => {
  const good = { traceId: ID16, spanId: ID8, name: 'good' };

  it.each([
    [
      'no trace id',
      { traceId: undefined },
      'TRACE_ID_INVALID',
      'its trace id has 0 bytes; 16 bytes are needed, not all of them zero.',
    ],
    [
      'a trace id of 15 bytes',
      { traceId: ID16.subarray(1) },
      'TRACE_ID_INVALID',
      'its trace id has 15 bytes; 16 bytes are needed, not all of them zero.',
    ],
    [
      'a trace id of 17 bytes',
      { traceId: Buffer.alloc(17, 1) },
      'TRACE_ID_INVALID',
      'its trace id has 17 bytes; 16 bytes are needed, not all of them zero.',
    ],
    [
      'a trace id of zeros',
      { traceId: Buffer.alloc(16) },
      'TRACE_ID_INVALID',
      'its trace id is all zero; 16 bytes are needed, not all of them zero.',
    ],
    [
      'no span id',
      { spanId: undefined },
      'SPAN_ID_INVALID',
      'its span id has 0 bytes; 8 bytes are needed, not all of them zero.',
    ],
    [
      'a span id of zeros',
      { spanId: Buffer.alloc(8) },
      'SPAN_ID_INVALID',
      'its span id is all zero; 8 bytes are needed, not all of them zero.',
    ],
    [
      'a parent id of 4 bytes',
      { parentSpanId: Buffer.alloc(4) },
      'SPAN_ID_INVALID',
      'its parent span id has 4 bytes; it must have 8, or none.',
    ],
    [
      'an attribute that is too deep',
      { attributes: [{ key: 'a', value: tooDeep() }] },
      'OTLP_TOO_DEEP',
      'an attribute has arrays or maps nested deeper than 64 levels; send it as JSON text.',
    ],
    [
      'an event that is too deep',
      { events: [{ attributes: [{ key: 'a', value: tooDeep() }] }] },
      'OTLP_TOO_DEEP',
      'an attribute has arrays or maps nested deeper than 64 levels; send it as JSON text.',
    ],
  ])('with %s is rejected, and its neighbours are not', (_, change, code, message) => {
    const { names, rejected } = traces(good, { ...good, name: 'bad', ...change }, good);
    expect(names).toEqual(['good', 'good']);
    expect(rejected).toEqual([[code, expect.stringMatching(/^Span "bad" at byte \d+: /)]]);
    expect(rejected[0]![1]).toContain(message);
  });

  it('that ends before it starts is kept: that is not for the reader to judge', () => {
    expect(traces({ ...good, startTimeUnixNano: '10', endTimeUnixNano: '9' })).toEqual({
      names: ['good'],
      rejected: [],
    });
  });
});

describe('a link', () => {
  it('with an id that leads nowhere is left out', () => {
    const links = [
      { traceId: ID16, spanId: ID8 },
      { traceId: ID16, spanId: Buffer.alloc(8) },
      { traceId: Buffer.alloc(3, 1), spanId: ID8 },
    ];
    const bytes = encode('traces', {
      resourceSpans: [{ scopeSpans: [{ spans: [{ traceId: ID16, spanId: ID8, links }] }] }],
    });
    const seen: unknown[] = [];
    readTraces(
      bytes,
      NO_SLOTS,
      (span) => {
        seen.push(span.linkCount);
        span.eachLink((link) => seen.push([link.traceId, link.spanId]));
      },
      () => {},
    );
    expect(seen).toEqual([1, [ID16.toString('hex'), ID8.toString('hex')]]);
  });
});

function logs(...logRecords: Plain[]) {
  const seen: unknown[] = [];
  const rejected: string[] = [];
  const bytes = encode('logs', { resourceLogs: [{ scopeLogs: [{ logRecords }] }] });
  readLogs(
    bytes,
    NO_SLOTS,
    (log) => seen.push([log.traceId, log.spanId, log.timeUnixNano]),
    (code) => rejected.push(code),
  );
  return { seen, rejected };
}

describe('a log record', () => {
  it('without ids, or with ids of zeros, belongs to no span', () => {
    expect(logs({}, { traceId: Buffer.alloc(16), spanId: Buffer.alloc(8) })).toEqual({
      seen: [
        [null, null, 0n],
        [null, null, 0n],
      ],
      rejected: [],
    });
  });

  it('has the time of its event, else the time it was observed', () => {
    expect(
      logs({ timeUnixNano: '5', observedTimeUnixNano: '7' }, { observedTimeUnixNano: '7' }).seen,
    ).toEqual([
      [null, null, 5n],
      [null, null, 7n],
    ]);
  });

  it('is rejected for ids of a wrong length and for a body that is too deep', () => {
    expect(logs({ traceId: ID8 }, { spanId: ID16 }, { body: tooDeep() }, {})).toEqual({
      seen: [[null, null, 0n]],
      rejected: ['TRACE_ID_INVALID', 'SPAN_ID_INVALID', 'OTLP_TOO_DEEP'],
    });
  });

  it('shows its own bytes and those of its resource, for hashing', () => {
    const request = (body: string) =>
      encode('logs', {
        resourceLogs: [
          {
            resource: { attributes: [{ key: 'service.name', value: { stringValue: 'shop' } }] },
            scopeLogs: [{ logRecords: [{ body: { stringValue: body } }] }],
          },
        ],
      });
    const bytesOf = (bytes: Uint8Array) => {
      const seen: string[] = [];
      readLogs(
        bytes,
        NO_SLOTS,
        (log) =>
          seen.push(
            Buffer.from(log.resource.bytes).toString('latin1'),
            Buffer.from(log.bytes).toString('latin1'),
          ),
        () => {},
      );
      return seen;
    };
    const [resource, record] = bytesOf(request('one'));
    expect(resource).toContain('service.name');
    expect(record).toContain('one');
    expect(bytesOf(request('one'))).toEqual([resource, record]);
    expect(bytesOf(request('two'))).toEqual([resource, record!.replace('one', 'two')]);
  });
});

describe('a metric point', () => {
  const read = (metric: Plain) => {
    const seen: unknown[] = [];
    const rejected: string[] = [];
    const bytes = encode('metrics', { resourceMetrics: [{ scopeMetrics: [{ metrics: [metric] }] }] });
    readMetrics(
      bytes,
      NO_SLOTS,
      (point) => seen.push([point.value, point.count, point.sum, point.detailJson()]),
      (code, text) => rejected.push(`${code} ${text}`),
    );
    return { seen, rejected };
  };

  it('of a gauge or sum has a value and nothing else', () => {
    expect(
      read({ gauge: { dataPoints: [{ asDouble: 0.5 }, { asInt: '9223372036854775807' }, {}] } }).seen,
    ).toEqual([
      [0.5, null, null, null],
      [2n ** 63n - 1n, null, null, null],
      [null, null, null, null],
    ]);
  });

  it('of a histogram has count and sum, the rest is detail', () => {
    const point = { count: '3', sum: 6.5, bucketCounts: ['1', '2'], explicitBounds: [5], min: 1, max: 4 };
    expect(read({ histogram: { dataPoints: [point, { count: '1' }] } }).seen).toEqual([
      [null, 3, 6.5, '{"counts":[1,2],"bounds":[5],"min":1,"max":4}'],
      [null, 1, null, '{}'],
    ]);
  });

  it('of a summary has quantiles', () => {
    const point = { count: '2', sum: 3, quantileValues: [{ quantile: 0.5, value: 1.5 }, {}] };
    expect(read({ summary: { dataPoints: [point] } }).seen).toEqual([
      [null, 2, 3, '{"quantiles":[{"quantile":0.5,"value":1.5},{"quantile":0,"value":0}]}'],
    ]);
  });

  it('without a recorded value has none, whatever else was sent', () => {
    expect(read({ sum: { dataPoints: [{ asInt: '7', flags: 1 }] } }).seen).toEqual([
      [null, null, null, null],
    ]);
    expect(read({ histogram: { dataPoints: [{ count: '7', sum: 1, flags: 1 }] } }).seen).toEqual([
      [null, null, null, '{}'],
    ]);
  });

  it('with more buckets than any instrumentation makes is rejected', () => {
    const point = (buckets: number) => ({ bucketCounts: new Array<string>(buckets).fill('0') });
    const { seen, rejected } = read({
      name: 'm',
      histogram: { dataPoints: [point(MAX_ITEMS), point(MAX_ITEMS + 1)] },
    });
    expect(seen).toHaveLength(1);
    expect(rejected).toEqual([
      expect.stringMatching(
        /^METRIC_POINT_TOO_LARGE Point of metric "m" at byte \d+: it has more than 10000 buckets or quantiles.$/,
      ),
    ]);
  });
});

describe('a resource that is nested too deep', () => {
  it('refuses the request: without it no record of it can be placed', () => {
    const resource = { attributes: [{ key: 'a', value: tooDeep() }] };
    const bytes = encode('traces', { resourceSpans: [{ resource, scopeSpans: [] }] });
    expect(() =>
      readTraces(
        bytes,
        NO_SLOTS,
        () => {},
        () => {},
      ),
    ).toThrow('An attribute of a resource has arrays or maps nested deeper than 64 levels');
  });
});

describe('bytes that are no OTLP', () => {
  it.each(['hello', '{"resourceSpans":[]}', '<html></html>'])(
    'such as %s are malformed, with the byte',
    (text) => {
      expect(() =>
        readTraces(
          Buffer.from(text),
          NO_SLOTS,
          () => {},
          () => {},
        ),
      ).toThrow(
        /^The request is not a valid OTLP message: at byte \d+, .*\. Check that the body is the export request of this signal and arrived whole; nothing of it was stored\.$/,
      );
    },
  );
});
