import type { DataLink, Field, LinkModel, ScopedVars, TimeRange } from '@grafana/data';
import { describe, expect, it, vi } from 'vitest';
import { frameOf } from './model/frame.fixture';
import type { SpanRow } from './model/frame.fixture';
import { readTraces } from './model/fields';
import { buildTrace } from './model/tree';
import { linksOf, linksOfTrace } from './links';
import type { LinkContext } from './links';

// @grafana/data does not load in Node: of it, only the filling in of a query is of interest here.
vi.mock('@grafana/data', () => ({
  mapInternalLinkToExplore: ({
    link,
    scopedVars,
    replaceVariables,
  }: {
    link: DataLink;
    scopedVars: object;
    replaceVariables: (text: string, vars: object) => string;
  }) => ({ title: link.title, href: replaceVariables(JSON.stringify(link.internal?.query), scopedVars) }),
}));

const context: LinkContext = {
  replaceVariables: (text = '', vars: ScopedVars = {}) =>
    text.replace('${__span}', JSON.stringify(vars.__span?.value)),
  range: {} as TimeRange,
};

/** A trace whose fields have links, and give them as Grafana does: filled in with the value of the row. */
function traceOf(rows: SpanRow[], links: Record<string, DataLink[]>) {
  const frame = frameOf(rows);
  for (const field of frame.fields as Field[]) {
    field.config = { links: links[field.name] };
    field.getLinks = ({ valueRowIndex = 0 }) =>
      (links[field.name] ?? []).map(
        ({ title, url }) =>
          ({ title, href: `${url}${String(field.values[valueRowIndex])}` }) as LinkModel<Field>,
      );
  }
  const read = readTraces([frame]);
  if (!('traces' in read)) throw new Error('No trace.');
  return buildTrace(read.traces[0]!);
}
const shown = (links: LinkModel[]) => links.map(({ title, href }) => [title, href]);
const conversation = { conversation: [{ title: 'Open conversation', url: '/c/' }] };

describe('linksOf', () => {
  it('has the links of all fields, filled in for the row of the span', () => {
    const { nodes } = traceOf(
      [
        { spanID: 'a', conversation: 'c1' },
        { spanID: 'b', startTime: 1, conversation: 'c2' },
      ],
      { ...conversation, spanID: [{ title: 'Span', url: '/s/' }] },
    );
    expect(shown(linksOf(nodes[1]!.span, context))).toEqual([
      ['Span', '/s/b'],
      ['Open conversation', '/c/c2'],
    ]);
  });

  it('has no link of a field that is empty in its row', () => {
    const { nodes } = traceOf([{ spanID: 'a', conversation: null }], conversation);
    expect(linksOf(nodes[0]!.span, context)).toEqual([]);
  });

  it('fills in what Grafana knows in its own trace view alone', () => {
    const span = { spanID: 'a', duration: 5, serviceTags: [{ key: 'service.name', value: 'shop' }] };
    const { nodes } = traceOf([span], {
      traceID: [
        {
          title: 'Logs',
          url: '',
          internal: { datasourceUid: 'x', datasourceName: 'X', query: { refId: '${__span.traceId}' } },
        },
      ],
    });
    expect(linksOf(nodes[0]!.span, context).map(({ title }) => title)).toEqual(['Logs']);
    const { nodes: others } = traceOf([span], {
      traceID: [{ title: 'Page', url: '${__span}?${__span.spanId}' }],
    });
    expect(JSON.parse(linksOf(others[0]!.span, context)[0]!.href.split('?')[0]!)).toEqual({
      traceId: 'trace',
      spanId: 'a',
      name: 'work',
      duration: 5,
      tags: { 'service.name': 'shop' },
    });
  });
});

describe('linksOfTrace', () => {
  it('takes each link from the first span that has a value for it', () => {
    const trace = traceOf(
      [
        { spanID: 'root', conversation: null },
        { spanID: 'call', parentSpanID: 'root', startTime: 1, conversation: 'c1' },
        { spanID: 'next', parentSpanID: 'root', startTime: 2, conversation: 'c2' },
      ],
      { ...conversation, traceID: [{ title: 'Logs', url: '/l/' }] },
    );
    expect(shown(linksOfTrace(trace, context))).toEqual([
      ['Logs', '/l/trace'],
      ['Open conversation', '/c/c1'],
    ]);
  });
});
