/**
 * Where a person is in the tree: how deep, which list is open, which tile has the focus. Kept by names, so that a
 * refresh with other numbers changes none of it.
 */
import { keyOf } from './tree';

export interface ViewState {
  /** Names from below the root. */
  path: readonly string[];
  /** A list instead of the picture: everything here, or the members of "n others" or "no price". */
  list: null | { of: 'all' | 'others' | 'unpriced'; keys: readonly string[] };
  /** Tile with tabindex 0; `null`: the first. */
  focused: string | null;
}

export type ViewAction =
  | { type: 'drill'; path: readonly string[] }
  | { type: 'list'; path: readonly string[]; list: NonNullable<ViewState['list']> }
  /** From what is shown: what the path named may have gone since. */
  | { type: 'up'; from: readonly string[] }
  | { type: 'focus'; key: string };

export const START: ViewState = { path: [], list: null, focused: null };

/** Elsewhere than where the list was opened and the tile had the focus, both are forgotten. */
export const atPath = (state: ViewState, path: readonly string[]): ViewState =>
  keyOf(state.path) === keyOf(path) ? state : { ...START, path };

export function nextView(state: ViewState, action: ViewAction): ViewState {
  switch (action.type) {
    case 'drill':
      return { path: action.path, list: null, focused: null };
    case 'list':
      return { path: action.path, list: action.list, focused: null };
    case 'focus':
      return { ...state, focused: action.key };
    case 'up':
      return up({ ...state, path: action.from });
  }
}

/** A list closes first; then the focus goes to the part that one was in. */
function up({ path, list, focused }: ViewState): ViewState {
  if (list) return { path, list: null, focused: null };
  if (path.length === 0) return { path, list, focused };
  return { path: path.slice(0, -1), list: null, focused: keyOf(path) };
}
