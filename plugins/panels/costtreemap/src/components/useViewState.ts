/** Where a person is in the tree: the path from the address, the open list and the focus from here. */
import { useCallback, useMemo, useState } from 'react';
import { keyOf } from '../model/tree';
import { atPath, nextView, START } from '../model/viewState';
import type { ViewAction, ViewState } from '../model/viewState';
import { usePath } from './usePath';

export function useViewState(panelId: number): [ViewState, (action: ViewAction) => void] {
  const [path, goTo] = usePath(panelId);
  const [last, setLast] = useState(START);
  const state = useMemo(() => atPath(last, path), [last, path]);
  const dispatch = useCallback(
    (action: ViewAction) => {
      const next = nextView(state, action);
      setLast(next);
      if (keyOf(next.path) !== keyOf(path)) goTo(next.path);
    },
    [state, path, goTo],
  );
  return [state, dispatch];
}
