/**
 * What can be written next in a SQL query: views after FROM and JOIN, else columns of the views in use, macros and the
 * functions people need most. Pure; the words come from the model, so that nothing is offered that does not exist.
 */
import { MACRO_DOCS, VIEWS, type View } from '@llmobservatory/model';

export interface Completion {
  kind: 'view' | 'column' | 'macro' | 'function';
  label: string;
  detail: string;
  doc: string;
  insert: string;
}

const FUNCTIONS: readonly (readonly [insert: string, doc: string])[] = [
  ['count(*)', 'Rows.'],
  ['sum(total_cost_usd)', 'Sum; unknown values are left out.'],
  ['avg(duration_ms)', 'Mean.'],
  ['percentile_cont(0.95) WITHIN GROUP (ORDER BY duration_ms)', 'Percentile, between two values if need be.'],
  ["time_bucket('1 hour', ts)", 'Start of the interval that a time lies in.'],
];

/** `before`: the text up to the cursor; `sql`: all of it. */
export function completions(before: string, sql: string): Completion[] {
  if (/\b(from|join)\s+\w*$/i.test(before)) return VIEWS.map(viewCompletion);
  const used = VIEWS.filter(({ name }) => new RegExp(`\\b${name}\\b`, 'i').test(sql));
  return [
    ...columnCompletions(used.length > 0 ? used : VIEWS),
    ...Object.entries(MACRO_DOCS).map(([label, { usage, doc }]): Completion => ({
      kind: 'macro',
      label,
      detail: 'macro',
      doc,
      insert: usage,
    })),
    ...FUNCTIONS.map(([insert, doc]): Completion => ({
      kind: 'function',
      label: insert.slice(0, insert.indexOf('(')),
      detail: 'function',
      doc,
      insert,
    })),
    ...VIEWS.map(viewCompletion),
  ];
}

const viewCompletion = ({ name, doc }: View): Completion => ({
  kind: 'view',
  label: name,
  detail: 'view',
  doc,
  insert: name,
});

/** A column that stands in several views is offered once, with the names of all of them. */
function columnCompletions(views: readonly View[]): Completion[] {
  const byName = new Map<string, Completion>();
  for (const view of views) {
    for (const { name, type, doc } of view.columns) {
      const known = byName.get(name);
      if (known) known.detail += `, ${view.name}`;
      else
        byName.set(name, {
          kind: 'column',
          label: name,
          detail: `${type} · ${view.name}`,
          doc,
          insert: name,
        });
    }
  }
  return [...byName.values()];
}
