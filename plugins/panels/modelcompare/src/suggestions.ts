/** Grafana asks every panel whether it can draw the data: this one says yes to tables of models with two figures. */
import type { VisualizationSuggestionsSupplier } from '@grafana/data';
import { isModelName, readAnswer } from './model/fields';
import type { CompareOptions } from './options';
import { text } from './text';

const LEAST_FIGURES = 2;
const MOST_ROWS = 100;

export const suggestions: VisualizationSuggestionsSupplier<CompareOptions> = ({ hasData, rawFrames }) => {
  if (!hasData || !rawFrames) return;
  // Over time the same models come again and again: a comparison has no time.
  if (rawFrames.some(({ fields }) => fields[0]?.type === 'time')) return;
  const read = readAnswer(rawFrames);
  if (!('answer' in read)) return;
  const { modelField, measures, rows } = read.answer.comparisons[0]!;
  if (!isModelName(modelField.name) || measures.length < LEAST_FIGURES || rows.length > MOST_ROWS) return;
  return [
    {
      name: text('suggestion', 'LLM model compare'),
      description: text('suggestion.about', 'Models side by side, and whether a difference is real.'),
    },
  ];
};
