/**
 * The parts of a span that are only read when somebody looks: attributes, events, the span as JSON.
 */
import { columnOf } from './fields';
import type { Span } from './fields';
import { readTags } from './tags';
import type { Tag } from './tags';

export interface SpanEvent {
  /** Ms since 1970. */
  timeMs: number | null;
  name: string;
  fields: Tag[];
}

export interface SpanDetail {
  attributes: Tag[];
  resource: Tag[];
  scope: Tag[];
  events: SpanEvent[];
  references: { traceId: string; spanId: string; tags: Tag[] }[];
  warnings: string[];
  kind: string | null;
}

export function readDetail({ frame, row }: Span): SpanDetail {
  const at = (name: string): unknown => columnOf(frame, name)[row];
  return {
    attributes: readTags(at('tags')),
    resource: readTags(at('serviceTags')),
    scope: [
      { key: 'name', value: at('instrumentationLibraryName') },
      { key: 'version', value: at('instrumentationLibraryVersion') },
    ].filter(({ value }) => typeof value === 'string' && value !== ''),
    events: list(at('logs')).map(({ timestamp, name, fields }) => ({
      timeMs: typeof timestamp === 'number' ? timestamp : null,
      name: typeof name === 'string' ? name : '',
      fields: readTags(fields),
    })),
    references: list(at('references')).map(({ traceID, spanID, tags }) => ({
      traceId: String(traceID ?? ''),
      spanId: String(spanID ?? ''),
      tags: readTags(tags),
    })),
    warnings: (Array.isArray(at('warnings')) ? (at('warnings') as unknown[]) : []).map(String),
    kind: typeof at('kind') === 'string' ? (at('kind') as string) : null,
  };
}

const list = (value: unknown): Record<string, unknown>[] =>
  Array.isArray(value)
    ? value.filter((entry): entry is Record<string, unknown> => typeof entry === 'object' && entry !== null)
    : [];

/** The whole row of the frame, as sent: what *Raw* shows and copies. Columns without a value are left out. */
export function rawSpan({ frame, row }: Span): Record<string, unknown> {
  const raw: Record<string, unknown> = {};
  for (const field of frame.fields) {
    const value: unknown = field.values[row];
    if (value !== null && value !== undefined) raw[field.name] = value;
  }
  return raw;
}
