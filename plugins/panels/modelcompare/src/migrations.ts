/**
 * Options of other versions and of other panels → options of today. Grafana calls `migrateOptions` when a dashboard
 * was saved by another version, and `takeOver` when somebody changes a panel of another type into this one.
 */
import { readOptions } from './options';
import type { CompareOptions } from './options';

/** There is one version so far: what is stored is healed, so that a dashboard written by hand works too. */
export const migrateOptions = ({ options }: { options: unknown }): CompareOptions => readOptions(options);

/** No other panel has options that mean the same here. */
export const takeOver = (): Partial<CompareOptions> => ({});
