/** Calls of the live tail as log lines: what was called, how long it took, what it cost. Pure. */
import type { DataFrame, Field } from '@grafana/data';
import { count, duration, money } from '@llmobservatory/format';

export function callLines(frame: DataFrame): DataFrame {
  const value = (name: string, row: number): unknown =>
    frame.fields.find((field) => field.name === name)?.values[row] ?? null;
  const rows = Array.from({ length: frame.length }, (_, row) => row);
  const line = (row: number) =>
    [
      [value('app', row), value('operation', row), value('model', row)].filter(Boolean).join(' '),
      duration(value('duration', row) as number | null),
      `${count(value('input_tokens', row) as number | null)} → ${count(value('output_tokens', row) as number | null)} tokens`,
      money(value('cost', row) as number | null),
      ...(value('error', row) ? [`error ${value('error', row)}`] : []),
    ].join(' · ');
  const column = (name: string, type: string, make: (row: number) => unknown, config = {}): Field =>
    ({ name, type, config, values: rows.map(make) }) as Field;
  return {
    refId: frame.refId,
    name: frame.name,
    length: frame.length,
    meta: {
      type: 'log-lines' as never,
      typeVersion: [0, 0],
      preferredVisualisationType: 'logs',
    },
    fields: [
      column('timestamp', 'time', (row) => value('time', row)),
      column('body', 'string', line),
      column('severity', 'string', (row) => (value('error', row) ? 'error' : 'info')),
      column(
        'id',
        'string',
        (row) => `${String(value('traceID', row))}-${String(value('time', row))}-${row}`,
      ),
      column('labels', 'other', (row) =>
        labelsOf(value('app', row), value('model', row), value('user', row)),
      ),
      column('traceID', 'string', (row) => value('traceID', row), { displayNameFromDS: 'Trace' }),
    ],
  };
}

const labelsOf = (app: unknown, model: unknown, user: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries({ app, model, user }).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
