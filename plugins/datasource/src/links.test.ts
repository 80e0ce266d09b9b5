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

it('leaves other fields and frames without fields alone', () => {
  expect(linksOf(frame([field('name')]), 'name')).toBeUndefined();
  expect(withLinks({ data: [frame([])] }, TARGET).data).toEqual([frame([])]);
});
