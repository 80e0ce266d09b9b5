/** Options of other versions, or written by hand → options of today. Grafana calls it when another version saved them. */
import { readOptions } from './options';
import type { WaterfallOptions } from './options';

export const migrateOptions = ({ options }: { options: unknown }): WaterfallOptions => readOptions(options);
