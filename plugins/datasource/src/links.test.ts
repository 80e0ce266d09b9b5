import type { DataFrame, Field } from '@grafana/data';
import { describe, expect, it } from 'vitest';
import { withLinks } from './links';

const TARGET = { uid: 'llm', name: 'LLM' };
const field = (name: string, config: Field['config'] = {}) =>
  ({ name, type: 'string', config, values: ['x'] }) as Field;
const frame = (fields: Field[], meta: DataFrame['meta'] = {}): DataFrame => ({ fields, meta, length: 1 });
const linksOf = (made: DataFrame, name: string) =>
  (withLinks({ data: [made] }, TARGET).data as DataFrame[])[0]?.fields.find((one) => one.name === name)
    ?.config.links;

describe('a trace id', () => {
  it.each(['traceID', 'trace_id', 'traceId'])('named %s opens its trace', (name) => {
    expect(linksOf(frame([field(name)]), name)).toEqual([
      {
        title: 'Open trace',
        url: '',
        internal: {
          datasourceUid: 'llm',
          datasourceName: 'LLM',
          query: { refId: 'A', queryType: 'trace', traceId: '${__value.raw}' },
        },
      },
    ]);
  });

  it('keeps the links that the backend sent', () => {
    const own = { title: 'Own', url: 'https://a.example' };
    expect(
      linksOf(frame([field('traceID', { links: [own] })]), 'traceID')?.map(({ title }) => title),
    ).toEqual(['Own', 'Open trace']);
  });

  it('leads to the conversation of the span from the trace view, beside the links of the trace', () => {
    const trace = frame([field('traceID'), field('conversation')], { preferredVisualisationType: 'trace' });
    expect(linksOf(trace, 'conversation')?.map(({ title }) => title)).toEqual(['Open conversation']);
  });

  it('in the trace view leads to the logs of the trace, not to itself', () => {
    const trace = frame([field('traceID')], { preferredVisualisationType: 'trace' });
    expect(linksOf(trace, 'traceID')).toMatchObject([
      {
        title: 'Logs of this trace',
        internal: {
          query: {
            queryType: 'logs',
            filters: [{ key: 'trace', operator: '=', value: '${__span.traceId}' }],
          },
        },
      },
    ]);
  });
});

describe('a span', () => {
  const related = [
    { kind: 'logs', datasourceUid: 'loki', type: 'loki', name: 'Loki' },
    { kind: 'metrics', datasourceUid: 'prom', type: 'prometheus', name: 'Mimir', query: 'up{}' },
    { kind: 'traces', datasourceUid: 'tempo', type: 'tempo', name: 'Tempo' },
  ] as const;
  const trace = frame([field('traceID')], { preferredVisualisationType: 'trace' });
  const links = () =>
    (withLinks({ data: [trace] }, { ...TARGET, related }).data as DataFrame[])[0]?.fields[0]?.config.links ??
    [];

  it('leads to configured logs, metrics and traces, each in its own language', () => {
    expect(links().map(({ title }) => title)).toEqual([
      'Logs of this trace',
      'Logs in Loki',
      'Metrics in Mimir',
      'Trace in Tempo',
    ]);
    expect(
      links()
        .slice(1)
        .map(({ internal }) => internal?.query as unknown),
    ).toEqual([
      {
        refId: 'A',
        expr: '{service_name="${__span.tags["service.name"]}"} | trace_id = `${__span.traceId}`',
      },
      { refId: 'A', expr: 'up{}' },
      { refId: 'A', queryType: 'traceql', query: '${__span.traceId}' },
    ]);
  });
});

it.each(['conversation', 'session_id'])('the field %s opens the conversation', (name) => {
  expect(linksOf(frame([field(name)]), name)).toMatchObject([
    {
      title: 'Open conversation',
      internal: { query: { queryType: 'conversation', conversationId: '${__value.raw}' } },
    },
  ]);
});

it('leaves other fields and frames without fields alone', () => {
  expect(linksOf(frame([field('name')]), 'name')).toBeUndefined();
  expect(withLinks({ data: [frame([])] }, TARGET).data).toEqual([frame([])]);
});
