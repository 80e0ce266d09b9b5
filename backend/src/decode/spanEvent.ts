/** An event inside a span. */
import { Attributes } from './attributes';
import type { KeyTable } from './keys';
import type { EventView } from './view';
import type { WireReader } from './wire';

export class EventCursor implements EventView {
  timeUnixNano = 0n;
  droppedAttributes = 0;
  readonly attributes: Attributes;
  private nameStart = 0;
  private nameEnd = 0;

  constructor(
    private readonly wire: WireReader,
    keys: KeyTable,
  ) {
    this.attributes = new Attributes(wire, keys);
  }

  get name(): string {
    return this.wire.text(this.nameStart, this.nameEnd);
  }

  move(end: number): void {
    const wire = this.wire;
    this.timeUnixNano = 0n;
    this.droppedAttributes = this.nameStart = this.nameEnd = 0;
    this.attributes.clear();
    while (wire.at < end) {
      const tag = wire.tag(end);
      switch (tag) {
        case 9: // time_unix_nano = 1
          this.timeUnixNano = wire.fixed64(end);
          break;
        case 18: // name = 2
          this.nameEnd = wire.delimited(end);
          this.nameStart = wire.at;
          wire.at = this.nameEnd;
          break;
        case 26: // attributes = 3
          this.attributes.add(wire.delimited(end));
          break;
        case 32: // dropped_attributes_count = 4
          this.droppedAttributes = wire.uint32(end);
          break;
        default:
          wire.skip(tag, end);
      }
    }
  }
}
