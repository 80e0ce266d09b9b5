/** A link from a span to another one. */
import { Attributes } from './attributes';
import { IdRange, SPAN_ID_BYTES, TRACE_ID_BYTES } from './ids';
import type { KeyTable } from './keys';
import type { LinkView } from './view';
import type { WireReader } from './wire';

export class LinkCursor implements LinkView {
  readonly attributes: Attributes;
  private readonly trace: IdRange;
  private readonly span: IdRange;

  constructor(
    private readonly wire: WireReader,
    keys: KeyTable,
  ) {
    this.attributes = new Attributes(wire, keys);
    this.trace = new IdRange(wire, TRACE_ID_BYTES);
    this.span = new IdRange(wire, SPAN_ID_BYTES);
  }

  get isValid(): boolean {
    return this.trace.isValid && this.span.isValid;
  }

  get traceId(): string {
    return this.trace.hex;
  }

  get spanId(): string {
    return this.span.hex;
  }

  move(end: number): void {
    const wire = this.wire;
    this.trace.clear();
    this.span.clear();
    this.attributes.clear();
    while (wire.at < end) {
      const tag = wire.tag(end);
      switch (tag) {
        case 10: // trace_id = 1
          this.trace.take(end);
          break;
        case 18: // span_id = 2
          this.span.take(end);
          break;
        case 34: // attributes = 4
          this.attributes.add(wire.delimited(end));
          break;
        default:
          wire.skip(tag, end);
      }
    }
  }
}
