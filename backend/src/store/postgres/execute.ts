/** One step on one connection of a server. */
import { finished } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Step, StepResult } from '../engine';
import { parameterText } from '../parameters';
import { quoteColumns } from '../quote';

export interface RowGuard {
  maxRows: number;
  maxBytes: number;
  /** Called once, when a limit is passed; rows after it are dropped. */
  passed(limit: 'ROW_LIMIT' | 'BYTE_LIMIT'): void;
}

export async function execute(client: pg.ClientBase, step: Step, guard: RowGuard): Promise<StepResult> {
  if ('script' in step) {
    await client.query(step.script);
    return { columns: [], rows: [], rowCount: 0 };
  }
  if ('copyInto' in step) {
    const sql = `COPY ${step.copyInto} (${quoteColumns(step.columns)}) FROM STDIN (FORMAT binary)`;
    const stream = client.query(copyFrom(sql));
    stream.end(step.bytes);
    await finished(stream);
    return { columns: [], rows: [], rowCount: stream.rowCount };
  }
  return select(client, step.sql, (step.params ?? []).map(parameterText), guard);
}

const AS_TEXT = { getTypeParser: () => (value: string) => value };

function select(
  client: pg.ClientBase,
  text: string,
  values: (string | null)[],
  guard: RowGuard,
): Promise<StepResult> {
  // `extended`: the simple protocol would accept several statements in one text.
  const config = { text, values, rowMode: 'array', queryMode: 'extended', types: AS_TEXT };
  const query = new pg.Query<(string | null)[]>(config);
  const rows: (string | null)[][] = [];
  let bytes = 0;
  let stopped = false;
  query.on('row', (row) => {
    if (stopped) return;
    rows.push(row);
    for (const value of row) bytes += value?.length ?? 0;
    if (rows.length <= guard.maxRows && bytes <= guard.maxBytes) return;
    stopped = true;
    guard.passed(rows.length > guard.maxRows ? 'ROW_LIMIT' : 'BYTE_LIMIT');
  });
  return new Promise((resolve, reject) => {
    query.on('error', reject);
    query.on('end', ({ fields, rowCount }) => {
      const columns = fields.map((field) => ({ name: field.name, oid: field.dataTypeID }));
      resolve({ columns, rows, rowCount: rowCount ?? 0 });
    });
    client.query(query);
  });
}
