/**
 * Grafana asks every panel whether it can draw the data. This one says yes to tables of money by names; it could draw
 * more, but where it is not about cost other panels are the better offer.
 */
import type { DataFrame, VisualizationSuggestionsSupplier } from '@grafana/data';
import { NUMBER_FIELDS, readTable } from './model/fields';
import type { TreemapOptions } from './options';
import { text } from './text';

const ROWS = { min: 2, max: 5000 };
const LEVELS = { min: 1, max: 5 };

export const suggestions: VisualizationSuggestionsSupplier<TreemapOptions> = ({ hasData, rawFrames }) => {
  if (!hasData || !rawFrames || !isTableOfMoney(rawFrames)) return;
  return [
    {
      name: text('suggestion', 'Cost treemap'),
      description: text('suggestion.about', 'Where the money goes, and what changed.'),
      cardOptions: {
        previewModifier: (suggestion) => {
          suggestion.options = { ...suggestion.options, legend: false };
        },
      },
    },
  ];
};

function isTableOfMoney(frames: DataFrame[]): boolean {
  // Over time the same names come again and again: a table by names has no time.
  if (frames.some(({ fields }) => fields.some(({ type }) => type === 'time'))) return false;
  const read = readTable(frames);
  if (!('table' in read)) return false;
  const { rows, levels, valueField } = read.table;
  const { unit } = valueField.config;
  const isMoney =
    unit?.startsWith('currency') ??
    (NUMBER_FIELDS.value.slice(1) as readonly string[]).includes(valueField.name.toLowerCase());
  return isMoney && inside(rows.length, ROWS) && inside(levels.length, LEVELS);
}

const inside = (n: number, { min, max }: { min: number; max: number }): boolean => n >= min && n <= max;
