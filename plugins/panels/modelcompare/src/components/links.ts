/** Data links of a figure: those of the model's field, then those of the figures' own. */
import type { LinkModel } from '@grafana/data';
import type { Comparison, ModelRow } from '../model/fields';
import type { Measure } from '../model/measures';

export function linksOf(
  { row }: ModelRow,
  measures: readonly Measure[],
  { frame, modelField }: Comparison,
): LinkModel[] {
  const fields = [modelField, ...measures.map(({ id }) => frame.fields.find(({ name }) => name === id))];
  return fields.flatMap((field) => field?.getLinks?.({ valueRowIndex: row }) ?? []);
}
