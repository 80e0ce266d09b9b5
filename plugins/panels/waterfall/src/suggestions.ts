/** Grafana asks every panel whether it can draw the data: this one says yes to exactly what it can read. */
import type { VisualizationSuggestionsSupplier } from '@grafana/data';
import { readTraces } from './model/fields';
import type { WaterfallOptions } from './options';
import { text } from './text';

export const suggestions: VisualizationSuggestionsSupplier<WaterfallOptions> = ({ hasData, rawFrames }) => {
  if (!hasData || !rawFrames) return;
  const read = readTraces(rawFrames);
  if (!('traces' in read) || read.traces.length === 0) return;
  return [{ name: text('suggestion', 'LLM waterfall') }];
};
