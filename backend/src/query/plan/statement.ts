/** SQL text and its parameters, made together so that a value never becomes text. Identifiers come from the catalogue. */
import type { SqlParameter } from '../../store/engine';

export interface Statement {
  sql: string;
  params: SqlParameter[];
}

/** Collects the values of one statement. No sharing of equal values: PostgreSQL deduces one type per place. */
export class Parameters {
  readonly values: SqlParameter[] = [];

  /** "$3" */
  add(value: SqlParameter): string {
    return `$${this.values.push(value)}`;
  }

  /** As text, so that no driver puts it into a zone of its own. */
  time(value: Date): string {
    return `${this.add(value.toISOString())}::timestamptz`;
  }
}

/** With the values put in, for Grafana's inspector. Only shown, never run. */
export function executedQuery({ sql, params }: Statement): string {
  // What a person typed has none; a "$5" in it is text.
  if (params.length === 0) return sql;
  return sql.replace(/\$(\d+)/g, (_, place: string) => literal(params[Number(place) - 1]));
}

function literal(value: SqlParameter | undefined): string {
  if (value === null || value === undefined) return 'NULL';
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean')
    return String(value);
  if (value instanceof Date) return `'${value.toISOString()}'`;
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
  if (value instanceof Uint8Array) return `'\\x${Buffer.from(value).toString('hex')}'`;
  return `ARRAY[${value.map((item) => literal(item)).join(', ')}]`;
}
