/** Export requests of traces: one cursor that moves from span to span. */
import { MAX_DEPTH } from './anyValue';
import { Attributes } from './attributes';
import { eachRecord } from './envelope';
import { IdRange, SPAN_ID_BYTES, spanIdOf, TRACE_ID_BYTES, traceIdOf } from './ids';
import { KeyTable } from './keys';
import { EventCursor } from './spanEvent';
import { LinkCursor } from './spanLink';
import type { EventView, LinkView, OnReject, ResourceView, ScopeView, SlotMap, SpanView } from './view';
import { WireReader } from './wire';

/**
 * Visits every span of an ExportTraceServiceRequest in protobuf, in order of sending.
 * @throws ObservatoryError OTLP_MALFORMED, OTLP_TOO_DEEP; spans before the broken byte were visited by then, drop them
 */
export function readTraces(
  bytes: Uint8Array,
  slots: SlotMap,
  visit: (span: SpanView) => void,
  reject: OnReject,
): void {
  const wire = new WireReader(bytes);
  const keys = KeyTable.of(slots);
  const span = new SpanCursor(wire, keys);
  eachRecord(wire, keys, (end, resource, scope) => {
    const at = wire.at;
    span.move(end, resource, scope);
    const problem = span.problem();
    if (problem) reject(problem.code, `Span "${span.name.slice(0, 100)}" at byte ${at}: ${problem.message}`);
    else visit(span);
  });
}

class SpanCursor implements SpanView {
  resource!: ResourceView;
  scope!: ScopeView;
  kind = 0;
  startUnixNano = 0n;
  endUnixNano = 0n;
  statusCode = 0;
  droppedAttributes = 0;
  readonly attributes: Attributes;
  private readonly trace: IdRange;
  private readonly own: IdRange;
  private readonly parent: IdRange;
  private readonly event: EventCursor;
  private readonly link: LinkCursor;
  /** Start and end of each event, of each link with valid ids. */
  private readonly events: number[] = [];
  private readonly links: number[] = [];
  private tooDeep = false;
  /** Start and end of texts, read when asked for. */
  private nameStart = 0;
  private nameEnd = 0;
  private stateStart = 0;
  private stateEnd = 0;
  private messageStart = 0;
  private messageEnd = 0;

  constructor(
    private readonly wire: WireReader,
    keys: KeyTable,
  ) {
    this.attributes = new Attributes(wire, keys);
    this.event = new EventCursor(wire, keys);
    this.link = new LinkCursor(wire, keys);
    this.trace = new IdRange(wire, TRACE_ID_BYTES);
    this.own = new IdRange(wire, SPAN_ID_BYTES);
    this.parent = new IdRange(wire, SPAN_ID_BYTES);
  }

  get traceId() {
    return traceIdOf(this.trace);
  }

  get spanId() {
    return spanIdOf(this.own);
  }

  get parentSpanId() {
    return this.parent.isNone ? null : spanIdOf(this.parent);
  }

  get name(): string {
    return this.wire.text(this.nameStart, this.nameEnd);
  }

  get traceState(): string {
    return this.wire.text(this.stateStart, this.stateEnd);
  }

  get statusMessage(): string {
    return this.wire.text(this.messageStart, this.messageEnd);
  }

  get eventCount(): number {
    return this.events.length / 2;
  }

  get linkCount(): number {
    return this.links.length / 2;
  }

  eachEvent(visit: (event: EventView) => void): void {
    for (let i = 0; i < this.events.length; i += 2) {
      this.wire.at = this.events[i]!;
      this.event.move(this.events[i + 1]!);
      visit(this.event);
    }
  }

  eachLink(visit: (link: LinkView) => void): void {
    for (let i = 0; i < this.links.length; i += 2) {
      this.wire.at = this.links[i]!;
      this.link.move(this.links[i + 1]!);
      visit(this.link);
    }
  }

  /** Reads the span from the reader's position to `end`; everything in it has been checked then. */
  move(end: number, resource: ResourceView, scope: ScopeView): void {
    const wire = this.wire;
    this.clear();
    this.resource = resource;
    this.scope = scope;
    while (wire.at < end) {
      const tag = wire.tag(end);
      switch (tag) {
        case 10: // trace_id = 1
          this.trace.take(end);
          break;
        case 18: // span_id = 2
          this.own.take(end);
          break;
        case 26: // trace_state = 3
          this.stateEnd = wire.delimited(end);
          this.stateStart = wire.at;
          wire.at = this.stateEnd;
          break;
        case 34: // parent_span_id = 4
          this.parent.take(end);
          break;
        case 42: // name = 5
          this.nameEnd = wire.delimited(end);
          this.nameStart = wire.at;
          wire.at = this.nameEnd;
          break;
        case 48: // kind = 6
          this.kind = wire.uint32(end);
          break;
        case 57: // start_time_unix_nano = 7
          this.startUnixNano = wire.fixed64(end);
          break;
        case 65: // end_time_unix_nano = 8
          this.endUnixNano = wire.fixed64(end);
          break;
        case 74: // attributes = 9
          this.attributes.add(wire.delimited(end));
          break;
        case 80: // dropped_attributes_count = 10
          this.droppedAttributes = wire.uint32(end);
          break;
        case 90: // events = 11
          this.takeEvent(wire.delimited(end));
          break;
        case 106: // links = 13
          this.takeLink(wire.delimited(end));
          break;
        case 122: // status = 15
          this.takeStatus(wire.delimited(end));
          break;
        default:
          wire.skip(tag, end);
      }
    }
  }

  /** Why this span can't be stored; null when it can. */
  problem(): { code: string; message: string } | null {
    if (!this.trace.isValid) {
      return {
        code: 'TRACE_ID_INVALID',
        message: `its trace id ${this.trace.description}; ${TRACE_ID_BYTES} bytes are needed, not all of them zero.`,
      };
    }
    if (!this.own.isValid) {
      return {
        code: 'SPAN_ID_INVALID',
        message: `its span id ${this.own.description}; ${SPAN_ID_BYTES} bytes are needed, not all of them zero.`,
      };
    }
    if (!this.parent.isNone && !this.parent.hasSize) {
      return {
        code: 'SPAN_ID_INVALID',
        message: `its parent span id ${this.parent.description}; it must have ${SPAN_ID_BYTES}, or none.`,
      };
    }
    if (this.tooDeep || this.attributes.tooDeep) {
      return {
        code: 'OTLP_TOO_DEEP',
        message: `an attribute has arrays or maps nested deeper than ${MAX_DEPTH} levels; send it as JSON text.`,
      };
    }
    return null;
  }

  private clear(): void {
    this.trace.clear();
    this.own.clear();
    this.parent.clear();
    this.attributes.clear();
    this.kind = this.statusCode = this.droppedAttributes = 0;
    this.startUnixNano = this.endUnixNano = 0n;
    this.nameStart = this.nameEnd = this.stateStart = this.stateEnd = this.messageStart = this.messageEnd = 0;
    this.events.length = this.links.length = 0;
    this.tooDeep = false;
  }

  private takeEvent(end: number): void {
    this.events.push(this.wire.at, end);
    this.event.move(end);
    if (this.event.attributes.tooDeep) this.tooDeep = true;
  }

  /** A link without valid ids leads nowhere and is left out. */
  private takeLink(end: number): void {
    const start = this.wire.at;
    this.link.move(end);
    if (this.link.attributes.tooDeep) this.tooDeep = true;
    if (this.link.isValid) this.links.push(start, end);
  }

  private takeStatus(end: number): void {
    const wire = this.wire;
    while (wire.at < end) {
      const tag = wire.tag(end);
      if (tag === 18) {
        this.messageEnd = wire.delimited(end);
        this.messageStart = wire.at;
        wire.at = this.messageEnd;
      } else if (tag === 24) this.statusCode = wire.uint32(end);
      else wire.skip(tag, end);
    }
  }
}
