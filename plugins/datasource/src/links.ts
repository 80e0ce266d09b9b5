/**
 * Links of the answer: a trace id opens its trace, a conversation its turns, a span its logs, metrics and the same trace
 * elsewhere. Set here and not in the backend, because only the data source knows its own uid. Pure.
 */
import type { DataFrame, DataLink, DataQueryResponse, Field } from '@grafana/data';
import type { AnyQuery } from './query';
import type { RelatedKind, RelatedSource } from './settings';

export interface LinkTarget {
  uid: string;
  name: string;
  /** Configured sources that exist, with their type and name. */
  related?: readonly RelatedTarget[];
}

export interface RelatedTarget extends RelatedSource {
  kind: RelatedKind;
  datasourceUid: string;
  type: string;
  name: string;
}

/** Works on what it is given: Grafana hands the frames of an answer to nobody else before. */
export function withLinks(response: DataQueryResponse, target: LinkTarget): DataQueryResponse {
  return { ...response, data: response.data.map((frame: DataFrame) => linkFrame(frame, target)) };
}

function linkFrame(frame: DataFrame, target: LinkTarget): DataFrame {
  const isTrace = frame.meta?.preferredVisualisationType === 'trace';
  const fields = frame.fields.map((field): Field => {
    const links = linksOf(field.name, isTrace, target);
    if (links.length === 0) return field;
    return { ...field, config: { ...field.config, links: [...(field.config.links ?? []), ...links] } };
  });
  return { ...frame, fields };
}

/** Names under which they arrive: our frames, Grafana's trace frame, columns of SQL. */
const TRACE_ID = /^(trace_?id)$/i;
const CONVERSATION = /^(conversation|session_id)$/;

function linksOf(name: string, isTrace: boolean, target: LinkTarget): DataLink[] {
  const { related = [] } = target;
  if (isTrace) {
    // In the trace view every link becomes a button on the span, and the way to the same trace would be no way.
    if (TRACE_ID.test(name)) return [logsOfSpan(target), ...related.map(relatedOfSpan)];
    return CONVERSATION.test(name) ? [openConversation(target)] : [];
  }
  // One link a cell: Grafana draws several as plain text with a menu behind it.
  if (TRACE_ID.test(name)) return [openTrace(target)];
  return CONVERSATION.test(name) ? [openConversation(target)] : [];
}

const openTrace = (target: LinkTarget): DataLink =>
  internalLink('Open trace', target, { queryType: 'trace', traceId: '${__value.raw}' });

const openConversation = (target: LinkTarget): DataLink =>
  internalLink('Open conversation', target, {
    queryType: 'conversation',
    conversationId: '${__value.raw}',
  });

const logsOfSpan = (target: LinkTarget): DataLink =>
  internalLink('Logs of this trace', target, {
    queryType: 'logs',
    filters: [{ key: 'trace', operator: '=', value: '${__span.traceId}' }],
  });

const WORDS: Record<RelatedKind, string> = { logs: 'Logs', metrics: 'Metrics', traces: 'Trace' };

/** What is asked where nothing is configured: the fields that OpenTelemetry's own exporters write. */
export const STANDARD_QUERIES: Record<RelatedKind, string> = {
  logs: '{service_name="${__span.tags["service.name"]}"} | trace_id = `${__span.traceId}`',
  metrics: '{service_name="${__span.tags["service.name"]}"}',
  traces: '${__span.traceId}',
};

const relatedOfSpan = ({ kind, datasourceUid, type, name, query }: RelatedTarget): DataLink => ({
  title: `${WORDS[kind]} in ${name}`,
  url: '',
  internal: {
    datasourceUid,
    datasourceName: name,
    query: { refId: 'A', ...queryIn(type, query || STANDARD_QUERIES[kind]) },
  },
});

/** Each data source has its own name for the text of a query. */
function queryIn(type: string, text: string): Record<string, string> {
  if (type === 'loki' || type === 'prometheus') return { expr: text };
  if (type === 'tempo') return { queryType: 'traceql', query: text };
  return { query: text };
}

function internalLink(title: string, { uid, name }: LinkTarget, query: Partial<AnyQuery>): DataLink {
  return {
    title,
    url: '',
    internal: { datasourceUid: uid, datasourceName: name, query: { refId: 'A', ...query } },
  };
}
