/**
 * What a person has done to the tree: folded spans, the focused row, the span whose detail is open. Kept by span key,
 * so that a refresh with new spans changes none of it.
 */
import type { KeyAction } from './keys';
import { pathTo } from './keys';
import type { Node, Trace } from './tree';

export interface ViewState {
  folded: ReadonlySet<string>;
  /** Row with tabindex 0; `null`: the first. */
  focused: string | null;
  open: string | null;
  /** Rows for several spans that have been there: they are folded when they first come, and then as the person wants. */
  groups: ReadonlySet<string>;
}

export type ViewAction =
  KeyAction | { type: 'toggle'; key: string } | { type: 'groups'; keys: ReadonlySet<string> };

export function nextView(state: ViewState, action: ViewAction, trace: Trace): ViewState {
  switch (action.type) {
    case 'focus':
      return { ...state, ...revealing(state, action.key, trace), focused: action.key };
    case 'open':
      return { ...state, ...revealing(state, action.key, trace), focused: action.key, open: action.key };
    case 'close':
      return { ...state, open: null, focused: state.open ?? state.focused };
    case 'fold':
      return { ...state, folded: new Set([...state.folded, action.key]), focused: action.key };
    case 'unfold':
      return { ...state, folded: without(state.folded, [action.key]), focused: action.key };
    case 'toggle':
      return nextView(
        state,
        { type: state.folded.has(action.key) ? 'unfold' : 'fold', key: action.key },
        trace,
      );
    case 'groups': {
      const fresh = [...action.keys].filter((key) => !state.groups.has(key));
      if (fresh.length === 0) return state;
      return {
        ...state,
        folded: new Set([...state.folded, ...fresh]),
        groups: new Set([...state.groups, ...fresh]),
      };
    }
    case 'unfoldSubtree':
      return {
        ...state,
        folded: without(state.folded, subtree(find(trace, action.key))),
        focused: action.key,
      };
  }
}

/** A jump may lead into a folded part: everything above its target opens. */
function revealing(state: ViewState, key: string, trace: Trace): Pick<ViewState, 'folded'> {
  const node = find(trace, key);
  const hidden = node ? pathTo(node).filter((above) => state.folded.has(above)) : [];
  return { folded: hidden.length === 0 ? state.folded : without(state.folded, hidden) };
}

export const find = (trace: Trace, key: string | null): Node | undefined =>
  key === null ? undefined : trace.nodes.find((node) => node.span.key === key);

function subtree(root: Node | undefined): string[] {
  const keys: string[] = [];
  const stack = root ? [root] : [];
  for (let node = stack.pop(); node; node = stack.pop()) {
    keys.push(node.span.key);
    stack.push(...node.children);
  }
  return keys;
}

function without(set: ReadonlySet<string>, keys: string[]): Set<string> {
  const rest = new Set(set);
  for (const key of keys) rest.delete(key);
  return rest;
}
