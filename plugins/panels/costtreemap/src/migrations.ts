/**
 * Options of other versions and of other panels → options of today. Grafana calls `migrateOptions` when a dashboard
 * was saved by another version, and `takeOver` when somebody changes a panel of another type into this one.
 */
import { readOptions } from './options';
import type { TreemapOptions } from './options';

/** There is one version so far: what is stored is healed, so that a dashboard written by hand works too. */
export const migrateOptions = ({ options }: { options: unknown }): TreemapOptions => readOptions(options);

/** Fields that another treemap named are the levels of this one; any other panel starts with the defaults. */
export function takeOver(
  _panel: unknown,
  otherPluginId: string,
  otherOptions: Record<string, unknown>,
): Partial<TreemapOptions> {
  if (otherPluginId !== 'marcusolsson-treemap-panel') return {};
  const { groupByField, textField } = otherOptions as { groupByField?: unknown; textField?: unknown };
  const levels = [groupByField, textField].filter(
    (name): name is string => typeof name === 'string' && name !== '',
  );
  return readOptions({ levels });
}
