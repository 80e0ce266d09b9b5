/** Address of the traces behind a figure: Grafana's Explore, with the question the figure answers and a part of it. Pure. */

/** What a figure was counted from. */
export interface Counted {
  datasource: { uid: string; type: string };
  /** Those of the query and of the dashboard, with the values of variables. */
  filters: readonly CountedFilter[];
  /** As in the address of Explore: "now-24h", or ms since 1970 as text. */
  range: { from: string; to: string };
}

export interface CountedFilter {
  key: string;
  operator?: string;
  value?: string;
}

export interface PartFilter {
  /** Dimension of the data source. */
  key: string;
  operator: '=' | '!=';
  /** "": those that have none. */
  value: string;
}

/** Relative to Grafana's root. */
export function tracesUrl({ datasource, filters, range }: Counted, part: readonly PartFilter[]): string {
  const query = {
    refId: 'A',
    datasource,
    queryType: 'traces',
    filters: withPart(filters, part).map((filter) => ({ ...filter, key: ofCall(filter.key) })),
  };
  const panes = { traces: { datasource: datasource.uid, queries: [query], range } };
  return `/explore?schemaVersion=1&panes=${encodeURIComponent(JSON.stringify(panes))}`;
}

/** Who set the filters of the part on the dashboard already would read them twice. */
function withPart(filters: readonly CountedFilter[], part: readonly PartFilter[]): CountedFilter[] {
  const isThere = ({ key, operator, value }: PartFilter) =>
    filters.some((one) => one.key === key && one.operator === operator && one.value === value);
  return [...filters, ...part.filter((one) => !isThere(one))];
}

/**
 * Figures are about calls, and so are their filters: the app of a call need not be the app of its trace. What is said
 * and what was sent as an attribute belong to no column of the trace.
 */
const ofCall = (key: string): string => (/^(attributes\.|content$|call\.)/.test(key) ? key : `call.${key}`);
