/**
 * Links of the answer: a trace id opens its trace, a trace opens its logs. Set here and not in the backend, because only
 * the data source knows its own uid. Pure.
 */
import type { DataFrame, DataLink, DataQueryResponse, Field } from '@grafana/data';
import type { AnyQuery } from './query';

export interface LinkTarget {
  uid: string;
  name: string;
}

/** Names under which a trace id arrives: our frames, Grafana's trace frame, columns of SQL. */
const TRACE_ID = /^(trace_?id)$/i;

/** Works on what it is given: Grafana hands the frames of an answer to nobody else before. */
export function withLinks(response: DataQueryResponse, target: LinkTarget): DataQueryResponse {
  return { ...response, data: response.data.map((frame: DataFrame) => linkFrame(frame, target)) };
}

function linkFrame(frame: DataFrame, target: LinkTarget): DataFrame {
  const isTrace = frame.meta?.preferredVisualisationType === 'trace';
  const fields = frame.fields.map((field): Field => {
    if (!TRACE_ID.test(field.name)) return field;
    // In the trace view every link becomes a button on the span, and the way to the same trace would be no way.
    const link = isTrace ? logsOfSpan(target) : openTrace(target);
    return { ...field, config: { ...field.config, links: [...(field.config.links ?? []), link] } };
  });
  return { ...frame, fields };
}

const openTrace = (target: LinkTarget): DataLink =>
  internalLink('Open trace', target, { queryType: 'trace', traceId: '${__value.raw}' });

const logsOfSpan = (target: LinkTarget): DataLink =>
  internalLink('Logs of this trace', target, {
    queryType: 'logs',
    filters: [{ key: 'trace', operator: '=', value: '${__span.traceId}' }],
  });

function internalLink(title: string, { uid, name }: LinkTarget, query: Partial<AnyQuery>): DataLink {
  return {
    title,
    url: '',
    internal: { datasourceUid: uid, datasourceName: name, query: { refId: 'A', ...query } },
  };
}
