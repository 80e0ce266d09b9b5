import { describe, expect, it } from 'vitest';
import { rawSpan, readDetail } from './detail';
import { traceOf } from './frame.fixture';
import type { SpanRow } from './frame.fixture';

const span = (row: Partial<SpanRow>) => traceOf([{ spanID: 'a', ...row }]).nodes[0]!.span;

describe('readDetail', () => {
  it('reads attributes, resource, scope and events', () => {
    const detail = readDetail(
      span({
        tags: [{ key: 'a', value: 1 }],
        serviceTags: [{ key: 'service.name', value: 's' }],
        instrumentationLibraryName: 'lib',
        instrumentationLibraryVersion: '',
        logs: [{ timestamp: 5, name: 'exception', fields: [{ key: 'exception.type', value: 'E' }] }],
        kind: 'client',
      }),
    );
    expect(detail).toEqual({
      attributes: [{ key: 'a', value: 1 }],
      resource: [{ key: 'service.name', value: 's' }],
      scope: [{ key: 'name', value: 'lib' }],
      events: [{ timeMs: 5, name: 'exception', fields: [{ key: 'exception.type', value: 'E' }] }],
      references: [],
      warnings: [],
      kind: 'client',
    });
  });

  it('survives fields of another shape', () => {
    expect(readDetail(span({ tags: 7, logs: 'x', warnings: null, references: [null] }))).toMatchObject({
      attributes: [],
      events: [],
      warnings: [],
      references: [],
    });
  });
});

describe('rawSpan', () => {
  it('is the row as sent, without empty columns', () => {
    expect(rawSpan(span({ startTime: 3, statusMessage: null }))).toEqual({
      traceID: 'trace',
      spanID: 'a',
      parentSpanID: '',
      operationName: 'work',
      startTime: 3,
      duration: 1,
    });
  });
});
