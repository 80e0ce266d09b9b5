/** A SELECT of one's own. The text has an editor of its own; this is what stands around it. */
import { choices, type Kind } from './kind';

export const sql: Kind<'sql'> = {
  label: 'SQL',
  description: 'Your own SELECT on the public views',
  group: 'Own',
  numbers: true,
  events: true,
  defaults: { rawSql: '', format: 'table' },
  controls: [
    {
      control: 'choice',
      field: 'format',
      label: 'Format',
      choices: choices({
        table: ['Table', 'The rows as they are'],
        time_series: ['Time series', 'Lines of the first time column, texts as labels'],
      }),
    },
  ],
  complete: ({ rawSql }) => rawSql.trim() !== '',
  words: ({ rawSql }) => [rawSql.trim().replace(/\s+/g, ' ') || 'SQL, nothing written yet'],
};
