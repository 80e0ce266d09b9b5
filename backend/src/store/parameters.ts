/**
 * Parameters as PostgreSQL reads them from text. Both engines get every parameter this way and infer its type from
 * the statement, so a query answers alike on both.
 */
import type { SqlParameter } from './engine';

/** null stays null (SQL NULL); 2 → "2", true → "t", a Date → ISO 8601 in UTC, bytes → "\x00ff", ["a", null] → `{"a",NULL}`. */
export function parameterText(value: SqlParameter): string | null {
  if (value === null) return null;
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 't' : 'f';
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`;
  return `{${value.map(elementText).join(',')}}`;
}

function elementText(element: string | number | null): string {
  return element === null ? 'NULL' : `"${String(element).replace(/["\\]/g, '\\$&')}"`;
}
