/** Trace and span ids: bytes of a fixed length, of which all zero means "none". */
import type { SpanId, TraceId } from '../record/ids';
import type { WireReader } from './wire';

export const TRACE_ID_BYTES = 16;
export const SPAN_ID_BYTES = 8;

/** Where an id lies in the request. Empty when it was not sent. */
export class IdRange {
  start = 0;
  end = 0;

  constructor(
    private readonly wire: WireReader,
    private readonly size: number,
  ) {}

  clear(): void {
    this.start = this.end = 0;
  }

  /** Takes the length-delimited field at the reader's position. */
  take(end: number): void {
    this.end = this.wire.delimited(end);
    this.start = this.wire.at;
    this.wire.at = this.end;
  }

  /** Not sent, or all zero, which some senders use for "none". */
  get isNone(): boolean {
    for (let at = this.start; at < this.end; at++) if (this.wire.buffer[at] !== 0) return false;
    return this.start === this.end || this.hasSize;
  }

  get hasSize(): boolean {
    return this.end - this.start === this.size;
  }

  get isValid(): boolean {
    return this.hasSize && !this.isNone;
  }

  /** Only after `isValid`. */
  get hex(): string {
    return this.wire.hex(this.start, this.end);
  }

  /** For messages: what came instead of a valid id. */
  get description(): string {
    return this.hasSize ? 'is all zero' : `has ${this.end - this.start} bytes`;
  }
}

export const traceIdOf = (range: IdRange): TraceId => range.hex as TraceId;
export const spanIdOf = (range: IdRange): SpanId => range.hex as SpanId;
