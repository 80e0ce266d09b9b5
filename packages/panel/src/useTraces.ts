/**
 * "Show traces" of a figure: where the panel's data come from our own data source, its query with its filters and
 * variables is known, so the traces behind a part of the answer can be asked for. Of other data sources nothing is known.
 */
import { locationUtil } from '@grafana/data';
import type { DataFrame, DataQueryRequest, PanelData } from '@grafana/data';
import { config, getDataSourceSrv } from '@grafana/runtime';
import type { DataQuery } from '@grafana/schema';
import { useEffect, useMemo, useState } from 'react';
import { tracesUrl } from './tracesUrl';
import type { Counted, CountedFilter, PartFilter } from './tracesUrl';

/** `null`: not known of this frame, or the person may not open Explore. */
export type TracesOf = (frame: DataFrame, part: readonly PartFilter[]) => string | null;

const DATASOURCE_ID = 'llmobservatory-llm-datasource';
/** Queries that count calls; their filters mean the same to a list of traces. */
const COUNTING: readonly unknown[] = [undefined, '', 'metrics', 'models'];

export function useTraces({ request }: Pick<PanelData, 'request'>): TracesOf {
  const [counted, setCounted] = useState<ReadonlyMap<string, Counted>>(NOTHING);
  useEffect(() => {
    let left = false;
    countedOf(request).then(
      (known) => !left && setCounted(known),
      // A data source that is gone answers nothing either: the panel says so.
      () => !left && setCounted(NOTHING),
    );
    return () => {
      left = true;
    };
  }, [request]);
  return useMemo(
    () => (frame, part) => {
      // Transformations may take the name of the query away: of a single one it can be nothing else.
      const from =
        counted.get(frame.refId ?? '') ?? (counted.size === 1 ? [...counted.values()][0] : undefined);
      return from ? locationUtil.assureBaseUrl(tracesUrl(from, part)) : null;
    },
    [counted],
  );
}

const NOTHING: ReadonlyMap<string, Counted> = new Map();

type CountingQuery = DataQuery & { filters?: CountedFilter[] };

async function countedOf(request: DataQueryRequest | undefined): Promise<ReadonlyMap<string, Counted>> {
  if (!request || !mayExplore()) return NOTHING;
  const { targets, scopedVars, filters, range } = request;
  const found = await Promise.all(
    targets
      .filter(({ queryType }) => COUNTING.includes(queryType))
      .map(async (target): Promise<[string, Counted][]> => {
        const source = await getDataSourceSrv().get(target.datasource, scopedVars);
        if (source.type !== DATASOURCE_ID) return [];
        const [asked = target] = source.interpolateVariablesInQueries?.([target], scopedVars, filters) ?? [];
        const query: CountingQuery = asked;
        return [
          [
            target.refId,
            {
              datasource: { uid: source.uid, type: source.type },
              filters: query.filters ?? [],
              range: { from: endOf(range.raw.from), to: endOf(range.raw.to) },
            },
          ],
        ];
      }),
  );
  return new Map(found.flat());
}

const endOf = (end: DataQueryRequest['range']['raw']['from']): string =>
  typeof end === 'string' ? end : String(end.valueOf());

/** A link that ends at "access denied" is none. Where Grafana says nothing of permissions, it is tried. */
function mayExplore(): boolean {
  const permissions: Record<string, boolean> = config.bootData?.user?.permissions ?? {};
  const known = Object.keys(permissions).length > 0;
  return config.exploreEnabled && (!known || permissions['datasources:explore'] === true);
}
