/** Export requests of logs: one cursor that moves from record to record. */
import { checkValue, MAX_DEPTH, readValue } from './anyValue';
import { Attributes } from './attributes';
import { eachRecord } from './envelope';
import { IdRange, SPAN_ID_BYTES, spanIdOf, TRACE_ID_BYTES, traceIdOf } from './ids';
import { KeyTable } from './keys';
import type { AnyValue, LogView, OnReject, ResourceView, ScopeView, SlotMap } from './view';
import { WireReader } from './wire';

/**
 * Visits every record of an ExportLogsServiceRequest in protobuf, in order of sending.
 * @throws ObservatoryError OTLP_MALFORMED, OTLP_TOO_DEEP; records before the broken byte were visited by then, drop them
 */
export function readLogs(
  bytes: Uint8Array,
  slots: SlotMap,
  visit: (log: LogView) => void,
  reject: OnReject,
): void {
  const wire = new WireReader(bytes);
  const keys = KeyTable.of(slots);
  const log = new LogCursor(wire, keys);
  eachRecord(wire, keys, (end, resource, scope) => {
    const at = wire.at;
    log.move(end, resource, scope);
    const problem = log.problem();
    if (problem) reject(problem.code, `Log record at byte ${at}: ${problem.message}`);
    else visit(log);
  });
}

class LogCursor implements LogView {
  resource!: ResourceView;
  scope!: ScopeView;
  severityNumber = 0;
  droppedAttributes = 0;
  readonly attributes: Attributes;
  private time = 0n;
  private observedTime = 0n;
  private readonly trace: IdRange;
  private readonly span: IdRange;
  private tooDeep = false;
  private start = 0;
  private end = 0;
  /** Start and end of values, read when asked for. No body: end 0. */
  private bodyStart = 0;
  private bodyEnd = 0;
  private severityStart = 0;
  private severityEnd = 0;
  private nameStart = 0;
  private nameEnd = 0;

  constructor(
    private readonly wire: WireReader,
    keys: KeyTable,
  ) {
    this.attributes = new Attributes(wire, keys);
    this.trace = new IdRange(wire, TRACE_ID_BYTES);
    this.span = new IdRange(wire, SPAN_ID_BYTES);
  }

  get bytes(): Uint8Array {
    return this.wire.buffer.subarray(this.start, this.end);
  }

  get timeUnixNano(): bigint {
    return this.time === 0n ? this.observedTime : this.time;
  }

  get traceId() {
    return this.trace.isNone ? null : traceIdOf(this.trace);
  }

  get spanId() {
    return this.span.isNone ? null : spanIdOf(this.span);
  }

  get severityText(): string {
    return this.wire.text(this.severityStart, this.severityEnd);
  }

  get eventName(): string {
    return this.wire.text(this.nameStart, this.nameEnd);
  }

  get body(): AnyValue | undefined {
    return this.bodyEnd === 0 ? undefined : readValue(this.wire, this.bodyStart, this.bodyEnd);
  }

  /** Reads the record from the reader's position to `end`; everything in it has been checked then. */
  move(end: number, resource: ResourceView, scope: ScopeView): void {
    const wire = this.wire;
    this.clear();
    this.resource = resource;
    this.scope = scope;
    this.start = wire.at;
    this.end = end;
    while (wire.at < end) {
      const tag = wire.tag(end);
      switch (tag) {
        case 9: // time_unix_nano = 1
          this.time = wire.fixed64(end);
          break;
        case 16: // severity_number = 2
          this.severityNumber = wire.uint32(end);
          break;
        case 26: // severity_text = 3
          this.severityEnd = wire.delimited(end);
          this.severityStart = wire.at;
          wire.at = this.severityEnd;
          break;
        case 42: // body = 5
          this.bodyEnd = wire.delimited(end);
          this.bodyStart = wire.at;
          if (!checkValue(wire, this.bodyStart, this.bodyEnd)) this.tooDeep = true;
          wire.at = this.bodyEnd;
          break;
        case 50: // attributes = 6
          this.attributes.add(wire.delimited(end));
          break;
        case 56: // dropped_attributes_count = 7
          this.droppedAttributes = wire.uint32(end);
          break;
        case 74: // trace_id = 9
          this.trace.take(end);
          break;
        case 82: // span_id = 10
          this.span.take(end);
          break;
        case 89: // observed_time_unix_nano = 11
          this.observedTime = wire.fixed64(end);
          break;
        case 98: // event_name = 12
          this.nameEnd = wire.delimited(end);
          this.nameStart = wire.at;
          wire.at = this.nameEnd;
          break;
        default:
          wire.skip(tag, end);
      }
    }
  }

  /** Why this record can't be stored; null when it can. */
  problem(): { code: string; message: string } | null {
    if (!this.trace.isNone && !this.trace.hasSize) {
      return {
        code: 'TRACE_ID_INVALID',
        message: `its trace id ${this.trace.description}; it must have ${TRACE_ID_BYTES}, or none.`,
      };
    }
    if (!this.span.isNone && !this.span.hasSize) {
      return {
        code: 'SPAN_ID_INVALID',
        message: `its span id ${this.span.description}; it must have ${SPAN_ID_BYTES}, or none.`,
      };
    }
    if (this.tooDeep || this.attributes.tooDeep) {
      return {
        code: 'OTLP_TOO_DEEP',
        message: `its body or an attribute is nested deeper than ${MAX_DEPTH} levels; send it as JSON text.`,
      };
    }
    return null;
  }

  private clear(): void {
    this.time = this.observedTime = 0n;
    this.severityNumber = this.droppedAttributes = 0;
    this.trace.clear();
    this.span.clear();
    this.attributes.clear();
    this.tooDeep = false;
    this.bodyStart = this.bodyEnd = this.severityStart = this.severityEnd = this.nameStart = this.nameEnd = 0;
  }
}
