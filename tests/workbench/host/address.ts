/** The address of the workbench is its only state: what is open, of which trace, in which theme. Pure. */
export const VIEWS = ['traces', 'panels', 'query', 'config', 'app'] as const;
export type View = (typeof VIEWS)[number];
export type ThemeName = 'light' | 'dark';

export interface Address {
  view: View;
  theme: ThemeName;
  /** Trace that the waterfall shows. */
  trace: string | null;
  /** JSON of a query, for the query editor or for the panel. */
  query: string | null;
  /** Id of the panel plugin that is shown. */
  panel: string | null;
  /** JSON of its options. */
  options: string | null;
  /** Hours before now. */
  hours: number;
  /** "WIDTHxHEIGHT" of the panel in px; `null`: as large as the page. */
  size: string | null;
}

export const DEFAULT_HOURS = 24;

export function readAddress(search: string): Address {
  const params = new URLSearchParams(search);
  const hours = Number(params.get('hours') ?? DEFAULT_HOURS);
  return {
    view: VIEWS.find((view) => view === params.get('view')) ?? 'traces',
    theme: params.get('theme') === 'light' ? 'light' : 'dark',
    trace: params.get('trace'),
    query: params.get('query'),
    panel: params.get('panel'),
    options: params.get('options'),
    hours: Number.isFinite(hours) && hours > 0 ? hours : DEFAULT_HOURS,
    size: /^\d{2,4}x\d{2,4}$/.exec(params.get('size') ?? '')?.[0] ?? null,
  };
}

export function writeAddress({ view, theme, trace, query, panel, options, hours, size }: Address): string {
  const params = new URLSearchParams({
    ...(view !== 'traces' && { view }),
    ...(trace !== null && { trace }),
    ...(query !== null && { query }),
    ...(panel !== null && { panel }),
    ...(options !== null && { options }),
    ...(hours !== DEFAULT_HOURS && { hours: String(hours) }),
    ...(size !== null && { size }),
    ...(theme !== 'dark' && { theme }),
  });
  const text = params.toString();
  return `/workbench${text === '' ? '' : `?${text}`}`;
}

/** Links of plugins lead to Grafana's pages; those that the workbench can show become its own. `null`: it cannot. */
export function fromGrafanaLink(href: string, now: Address): Address | null {
  const url = new URL(href, 'http://workbench');
  if (url.pathname.startsWith('/a/')) return { ...now, view: 'app' };
  if (url.pathname.startsWith('/connections/datasources')) return { ...now, view: 'config' };
  if (!url.pathname.startsWith('/explore')) return null;
  const query = firstQuery(url.searchParams.get('panes') ?? url.searchParams.get('left'));
  if (query?.queryType === 'trace' && typeof query.traceId === 'string') {
    return { ...now, view: 'traces', trace: query.traceId };
  }
  return { ...now, view: 'query', query: query ? JSON.stringify(query) : null };
}

function firstQuery(panes: string | null): Record<string, unknown> | null {
  if (panes === null) return null;
  try {
    const parsed = JSON.parse(panes) as { queries?: Record<string, unknown>[] } & Record<string, unknown>;
    const pane = parsed.queries ? parsed : (Object.values(parsed)[0] as typeof parsed | undefined);
    return pane?.queries?.[0] ?? null;
  } catch {
    return null;
  }
}
