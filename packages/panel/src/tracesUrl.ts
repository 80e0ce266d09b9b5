/** Address of the traces behind a figure: Grafana's Explore, with the question the figure answers and a part of it. Pure. */

/** What a figure was counted from. */
export interface Counted {
  datasource: { uid: string; type: string };
  filters: readonly unknown[];
  adhocFilters: readonly unknown[];
  /** As in the address of Explore: "now-24h", or ms since 1970 as text. */
  range: { from: string; to: string };
}

export interface PartFilter {
  /** Dimension of the data source. */
  key: string;
  operator: '=' | '!=';
  /** "": those that have none. */
  value: string;
}

/** Relative to Grafana's root. */
export function tracesUrl(
  { datasource, filters, adhocFilters, range }: Counted,
  part: readonly PartFilter[],
): string {
  const query = {
    refId: 'A',
    datasource,
    queryType: 'traces',
    filters: [...filters, ...part],
    ...(adhocFilters.length > 0 && { adhocFilters }),
  };
  const panes = { traces: { datasource: datasource.uid, queries: [query], range } };
  return `/explore?schemaVersion=1&panes=${encodeURIComponent(JSON.stringify(panes))}`;
}
