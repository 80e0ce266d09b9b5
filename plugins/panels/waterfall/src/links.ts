/**
 * Links of a span: what its data source and field overrides put on the fields of the frame, filled in for its row. Data
 * sources write links for Grafana's own trace view, which knows a span as `__span`; a panel does not, so such links are
 * filled in here.
 */
import { mapInternalLinkToExplore } from '@grafana/data';
import type { DataLink, Field, InterpolateFunction, LinkModel, ScopedVars, TimeRange } from '@grafana/data';
import { columnOf, tagsOf } from './model/fields';
import type { Span } from './model/fields';
import { readTags } from './model/tags';
import type { Trace } from './model/tree';

export interface LinkContext {
  replaceVariables: InterpolateFunction;
  /** Where a link into Explore looks. */
  range: TimeRange;
}

export const linksOf = (span: Span, context: LinkContext): LinkModel[] =>
  span.frame.fields.flatMap((field) => linksOfField(field, span, context));

/** Of each field with links, those of the first span with a value: what leads on from the trace as a whole. */
export function linksOfTrace({ nodes }: Trace, context: LinkContext): LinkModel[] {
  const first = nodes[0]?.span;
  return (first?.frame.fields ?? []).flatMap((field) => {
    if (!field.config.links?.length) return [];
    const node = nodes.find(({ span }) => span.frame === first?.frame && hasValue(field, span));
    return node ? linksOfField(field, node.span, context) : [];
  });
}

const hasValue = ({ name }: Field, { frame, row }: Span): boolean => {
  const value = columnOf(frame, name)[row];
  return value !== null && value !== undefined && value !== '';
};

function linksOfField(field: Field, span: Span, context: LinkContext): LinkModel[] {
  const links = field.config.links ?? [];
  if (links.length === 0 || !hasValue(field, span)) return [];
  const own = links.filter(speaksOfSpan);
  const titles = new Set(own.map(({ title }) => title));
  const others = field.getLinks?.({ valueRowIndex: span.row }) ?? [];
  return [
    ...others.filter(({ title }) => !titles.has(title)),
    ...own.map((link) => filledIn(link, field, span, context)),
  ];
}

const speaksOfSpan = ({ url, internal }: DataLink): boolean =>
  /\$\{__span\b/.test(`${url} ${JSON.stringify(internal?.query ?? '')}`);

function filledIn(
  link: DataLink,
  field: Field,
  span: Span,
  { replaceVariables, range }: LinkContext,
): LinkModel<Field> {
  const scopedVars: ScopedVars = { __span: { text: 'Span', value: spanScope(span) } };
  if (link.internal) {
    return mapInternalLinkToExplore({
      link,
      internalLink: link.internal,
      scopedVars,
      range,
      field,
      replaceVariables,
    });
  }
  return {
    title: replaceVariables(link.title, scopedVars),
    href: replaceVariables(link.url, scopedVars),
    target: link.targetBlank ? '_blank' : undefined,
    origin: field,
  };
}

/** What Grafana's trace view offers under the name `__span`. */
const spanScope = (span: Span) => ({
  traceId: columnOf(span.frame, 'traceID')[span.row],
  spanId: span.spanId,
  name: span.name,
  duration: span.durationMs,
  tags: Object.fromEntries(
    [...readTags(columnOf(span.frame, 'serviceTags')[span.row]), ...tagsOf(span)].map(({ key, value }) => [
      key,
      value,
    ]),
  ),
});
