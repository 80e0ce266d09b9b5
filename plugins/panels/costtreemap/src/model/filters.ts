/** A node → ad-hoc filters of the dashboard. */
import type { Level } from './fields';
import type { Node } from './tree';

export interface AdHocFilter {
  key: string;
  operator: '=' | '!=';
  value: string;
}

/**
 * The whole path, so that gpt-5 of one app is not gpt-5 of all. Only of levels that the data source calls filterable:
 * elsewhere a filter would change nothing.
 */
export const filtersFor = (node: Node, levels: readonly Level[]): AdHocFilter[] =>
  node.path.flatMap((value, index) => {
    const level = levels[index];
    return level && isFilterable(level) ? [{ key: level.name, operator: '=' as const, value }] : [];
  });

/** Only the last name: filters are joined by "and", so "not this path" cannot be said, "not this name" can. */
export function filtersOut(node: Node, levels: readonly Level[]): AdHocFilter[] {
  return filtersFor(node, levels)
    .filter(({ key }) => key === levels[node.path.length - 1]?.name)
    .map((filter) => ({ ...filter, operator: '!=' as const }));
}

const isFilterable = ({ field }: Level): boolean => field.config.filterable === true;

/** "app = support-desk, model = gpt-5" */
export const filterText = (filters: readonly AdHocFilter[]): string =>
  filters.map(({ key, operator, value }) => `${key} ${operator} ${value === '' ? '""' : value}`).join(', ');
