/**
 * Where one is, in the address of the page: it survives a reload, a copied link shows the same to others, and Back goes
 * up. Each panel has a parameter of its own, so that several on one dashboard do not meet.
 */
import { locationService } from '@grafana/runtime';
import { useCallback, useMemo, useSyncExternalStore } from 'react';

/** `panelId`: of the dashboard. Copies of a repeated panel share it, and go in together. */
export function usePath(panelId: number): [path: readonly string[], go: (to: readonly string[]) => void] {
  const key = `treemap-${panelId}`;
  // As one text, because React asks again whenever two answers are not the same.
  const names = useSyncExternalStore(subscribe, () =>
    JSON.stringify(locationService.getSearch().getAll(key)),
  );
  const path = useMemo(() => JSON.parse(names) as string[], [names]);
  const go = useCallback(
    (to: readonly string[]) => locationService.partial({ [key]: to.length > 0 ? [...to] : null }),
    [key],
  );
  return [path, go];
}

const subscribe = (changed: () => void): (() => void) => locationService.getHistory().listen(changed);
