/**
 * What a decoder shows of a request: views over its bytes. A view is a cursor that moves from record to record:
 * valid only inside the visitor's call, never kept. Known attributes are found by slot; no object is made per attribute.
 */
import type { SpanId, TraceId } from '../record/ids';

/**
 * Which attribute keys are known. Compiled once from the dialect tables by `normalise` and handed to the reader,
 * so that the reader stays as fast with a hundred dialects as with one.
 */
export interface SlotMap {
  /** Slot of each exactly known key, 0 … size-1. */
  readonly slots: ReadonlyMap<string, number>;
  readonly size: number;
  /** Keys that carry content (prompts, answers, documents): exact names. */
  readonly contentKeys: ReadonlySet<string>;
  /** … and prefixes of indexed ones, e.g. "llm.input_messages.". */
  readonly contentPrefixes: readonly string[];
  /**
   * Slots of keys that nobody listed, by their ending, e.g. ".input_tokens". Asked for no other keys; the longest wins.
   * Two keys of one list with the same ending are as if none was sent: nobody can say which is meant.
   */
  readonly endings?: ReadonlyMap<string, number>;
}

/** A decoded AnyValue. int64 beyond ±2^53 stays a bigint; bytes are base64 text. */
export type AnyValue = string | number | bigint | boolean | null | AnyValue[] | { [key: string]: AnyValue };

/** One attribute list. The last of several equal keys wins. */
export interface AttributesView {
  /** True when the slot's key was sent (whatever its value). */
  has(slot: number): boolean;
  /** String value; numbers and booleans as text; arrays and maps as JSON text. Undefined when absent or an empty value. */
  text(slot: number): string | undefined;
  /** Numeric value; numeric strings are read too ("12", "0.5"). Undefined when absent or not a number (NaN stays NaN). */
  number(slot: number): number | undefined;
  boolean(slot: number): boolean | undefined;
  /** The value as sent. */
  value(slot: number): AnyValue | undefined;
  /** True when at least one attribute is in a known slot. The short way for plain spans. */
  readonly anyKnown: boolean;
  /** Calls back with every slot that was sent, in order of sending; with one twice when its key was repeated. */
  eachSlot(visit: (slot: number) => void): void;
  /** True when at least one attribute is a content carrier. */
  readonly anyContent: boolean;
  readonly count: number;
  /** Another number whenever the view stands for another list: what was made of a value is good as long as it stays. */
  readonly edition: number;
  /** Calls back in order of sending, repeated keys included. */
  each(visit: (key: string, value: () => AnyValue) => void): void;
  /**
   * JSON object text of all attributes that are no content carriers. Valid for jsonb: no NUL, valid UTF-8 only.
   * A repeated key stays repeated: jsonb and JSON.parse keep its last value.
   */
  json(): string;
  /** JSON object text of the content carriers alone; null when there are none. */
  contentJson(): string | null;
}

export interface ResourceView {
  readonly attributes: AttributesView;
  /** Raw bytes of the OTLP Resource message: what its interned id is hashed from. */
  readonly bytes: Uint8Array;
}

export interface ScopeView {
  readonly name: string;
  readonly version: string;
  readonly schemaUrl: string;
  readonly attributes: AttributesView;
}

export interface EventView {
  readonly name: string;
  readonly timeUnixNano: bigint;
  readonly attributes: AttributesView;
  readonly droppedAttributes: number;
}

export interface LinkView {
  readonly traceId: string;
  readonly spanId: string;
  readonly attributes: AttributesView;
}

export interface SpanView {
  readonly resource: ResourceView;
  readonly scope: ScopeView;
  /** Checked: 32 and 16 hex digits, not all zero. */
  readonly traceId: TraceId;
  readonly spanId: SpanId;
  readonly parentSpanId: SpanId | null;
  readonly traceState: string;
  readonly name: string;
  /** Number of the OTLP enum. */
  readonly kind: number;
  readonly startUnixNano: bigint;
  readonly endUnixNano: bigint;
  readonly statusCode: number;
  readonly statusMessage: string;
  readonly attributes: AttributesView;
  readonly droppedAttributes: number;
  readonly eventCount: number;
  eachEvent(visit: (event: EventView) => void): void;
  readonly linkCount: number;
  eachLink(visit: (link: LinkView) => void): void;
}

export interface LogView {
  readonly resource: ResourceView;
  readonly scope: ScopeView;
  /** `time_unix_nano`, else `observed_time_unix_nano`; 0 when neither was sent. */
  readonly timeUnixNano: bigint;
  readonly traceId: TraceId | null;
  readonly spanId: SpanId | null;
  readonly severityNumber: number;
  readonly severityText: string;
  readonly eventName: string;
  readonly body: AnyValue | undefined;
  readonly attributes: AttributesView;
  readonly droppedAttributes: number;
  /** Raw bytes of the record: what its id is hashed from. */
  readonly bytes: Uint8Array;
}

export interface PointView {
  readonly resource: ResourceView;
  readonly scope: ScopeView;
  readonly metric: {
    readonly name: string;
    readonly unit: string;
    readonly kind: 'gauge' | 'sum' | 'histogram' | 'exponential_histogram' | 'summary';
    readonly temporality: number;
    readonly monotonic: boolean;
  };
  readonly timeUnixNano: bigint;
  readonly startUnixNano: bigint;
  /** Bit 0: no recorded value. */
  readonly flags: number;
  readonly value: number | bigint | null;
  readonly count: number | null;
  readonly sum: number | null;
  /** Bounds, bucket counts, quantiles, min, max, exponential buckets as JSON text; null for gauge and sum. */
  detailJson(): string | null;
  readonly attributes: AttributesView;
}

/** A record that could not be read; the walk goes on with the next one. */
export type OnReject = (code: string, message: string) => void;
