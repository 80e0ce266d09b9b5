/** Content of a span as it goes into `span_content`: carriers and events as sent, as JSON text. */
import type { AttributesView, SpanView } from '../decode/view';
import type { ContentState, SpanContent } from '../record/span';

export function contentOf(view: SpanView): SpanContent | null {
  const carriers = view.attributes.contentJson();
  const events = view.eventCount > 0 ? eventsJson(view) : null;
  return carriers === null && events === null ? null : { carriers, events };
}

/** What senders write where they hid something. */
const HIDDEN = ['"__REDACTED__"', '"<REDACTED>"', '\\"__REDACTED__\\"', '\\"<REDACTED>\\"'];

/** @param isModelCall only there the absence of content says something */
export function contentStateOf(
  content: SpanContent | null,
  droppedAttributes: number,
  isModelCall: boolean,
): ContentState | null {
  const carriers = content?.carriers ?? null;
  if (carriers !== null) {
    if (HIDDEN.some((marker) => carriers.includes(marker))) return 'redacted_at_source';
    return droppedAttributes > 0 ? 'truncated' : 'present';
  }
  if (content?.events?.includes('"gen_ai.')) return 'present';
  if (!isModelCall) return null;
  return droppedAttributes > 0 ? 'truncated' : 'not_captured';
}

/** All attributes, content carriers included, as one JSON object: for records that have no place for content apart. */
export function wholeJson(attributes: AttributesView): string {
  const plain = attributes.json();
  const content = attributes.contentJson();
  if (content === null || content === '{}') return plain;
  return plain === '{}' ? content : `${plain.slice(0, -1)},${content.slice(1)}`;
}

function eventsJson(view: SpanView): string {
  const events: string[] = [];
  view.eachEvent((event) => {
    const dropped = event.droppedAttributes > 0 ? `,"droppedAttributes":${event.droppedAttributes}` : '';
    events.push(
      `{"name":${JSON.stringify(event.name)},"timeUnixNano":"${event.timeUnixNano}",` +
        `"attributes":${wholeJson(event.attributes)}${dropped}}`,
    );
  });
  return `[${events.join(',')}]`;
}

export function linksJson(view: SpanView): string | null {
  if (view.linkCount === 0) return null;
  const links: string[] = [];
  view.eachLink((link) => {
    const attributes = wholeJson(link.attributes);
    links.push(
      `{"traceId":"${link.traceId}","spanId":"${link.spanId}"${attributes === '{}' ? '' : `,"attributes":${attributes}`}}`,
    );
  });
  return `[${links.join(',')}]`;
}
