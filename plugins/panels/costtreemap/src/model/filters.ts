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
export const partOf = (node: Node, levels: readonly Level[]): AdHocFilter[] =>
  isRest(node)
    ? []
    : node.path.flatMap((value, index) => {
        const level = levels[index];
        return level && isFilterable(level) ? [{ key: level.name, operator: '=' as const, value }] : [];
      });

/** None where a name is unknown: dashboards drop a filter without a value, and what is left would be another part. */
export function filtersFor(node: Node, levels: readonly Level[]): AdHocFilter[] {
  const filters = partOf(node, levels);
  return filters.every(({ value }) => value !== '') ? filters : [];
}

/** Only the last name: filters are joined by "and", so "not this path" cannot be said, "not this name" can. */
export const filtersOut = (node: Node, levels: readonly Level[]): AdHocFilter[] =>
  partOf(node, levels)
    .filter(({ key, value }) => key === levels[node.path.length - 1]?.name && value !== '')
    .map((filter) => ({ ...filter, operator: '!=' as const }));

/** What our data source sums up beyond its limit: one row with this name at every level, which no filter can ask for. */
const REST = 'Other';
const isRest = ({ path, children }: Node): boolean =>
  path.length > 0 && path.every((name) => name === REST) && children.length <= 1 && children.every(isRest);

const isFilterable = ({ field }: Level): boolean => field.config.filterable === true;

/** "app = support-desk, model = gpt-5" */
export const filterText = (filters: readonly AdHocFilter[]): string =>
  filters.map(({ key, operator, value }) => `${key} ${operator} ${value}`).join(', ');
