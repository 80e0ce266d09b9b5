/**
 * Puts the values of variables into SQL as literals. A value can't leave its literal, whoever typed it: outside of
 * quotes it becomes 'value' (several: 'a','b', for IN), inside quotes it is escaped. Macros stay: the backend expands them.
 */
import { MACRO_NAMES } from '@llmobservatory/model';
import { listOf, type Format, type Replace } from '../interpolate';

/** In this order: comments, string literals, quoted names, everything else is code. */
const PARTS = /(--[^\n]*|\/\*[\s\S]*?\*\/)|('(?:[^']|'')*'?)|("(?:[^"]|"")*"?)/g;

export function interpolateSql(sql: string, replace: Replace): string {
  let result = '';
  let end = 0;
  for (const match of sql.matchAll(PARTS)) {
    result += withMacros(sql.slice(end, match.index), replace, literal);
    const [part, comment, text] = match;
    if (comment !== undefined) result += part;
    else result += withMacros(part, replace, text === undefined ? insideName : insideText);
    end = match.index + part.length;
  }
  return result + withMacros(sql.slice(end), replace, literal);
}

const literal: Format = (value) =>
  listOf(value)
    .map((item) => `'${item.replaceAll("'", "''")}'`)
    .join(',') || 'NULL';
const insideText: Format = (value) => listOf(value).join(',').replaceAll("'", "''");
const insideName: Format = (value) => listOf(value).join(',').replaceAll('"', '""');

/** Longest first: `$__interval_ms` is not `$__interval` with something behind it. */
const NAMES = MACRO_NAMES.map((name) => name.slice('$__'.length)).sort((a, b) => b.length - a.length);
const MACRO = new RegExp(`(\\$__(?:${NAMES.join('|')})(?!\\w)|\\$\\{__(?:${NAMES.join('|')})\\})`);
/** Milliseconds since 1970, for arithmetic: quoted they would be too large for what PostgreSQL takes them for. */
const RANGE = /(\$__(?:from|to)(?!\w)|\$\{__(?:from|to)\})/;

function withMacros(part: string, replace: Replace, format: Format): string {
  return part
    .split(MACRO)
    .map((piece, index) => (index % 2 === 1 ? piece : withRange(piece, replace, format)))
    .join('');
}

function withRange(part: string, replace: Replace, format: Format): string {
  return part
    .split(RANGE)
    .map((piece, index) => (index % 2 === 1 ? replace(piece, digits) : replace(piece, format)))
    .join('');
}

const digits: Format = (value) => listOf(value).join('').replace(/\D/g, '');
