/**
 * Gate 1 of raw SQL: PostgreSQL's own parser, then a walk over every node. Only one SELECT, only the public views and
 * its own CTEs, only listed functions, operators and types. The database checks again (gates 2 to 4): nothing here
 * may be the only thing between a query and another project's rows.
 */
import { hasSqlDetails, loadModule, parseSync } from 'libpg-query';
import {
  EXTENSION_FUNCTIONS,
  FUNCTIONS,
  IMPLICIT_NAMES,
  OPERATORS,
  RELATIONS,
  TYPES,
  VALUE_FUNCTIONS,
  VIEW_COLUMNS,
} from './allowed';
import type { Edit, MappedText } from './mappedText';
import { NODES, REFUSED_BECAUSE } from './nodes';
import { nodeOffset, parserErrorOffset, typedPosition, utf16Index } from './position';
import { didYouMean, refusal, type SqlErrorCode } from './refuse';

type Fields = Record<string, unknown>;

const MAX_DEPTH = 200;
const MAX_NODES = 20_000;

/**
 * The same query with TimescaleDB's functions qualified by the extension's schema, since that is not in the search path.
 * @throws ObservatoryError SQL_EMPTY, SQL_SYNTAX, SQL_NOT_ALLOWED, SQL_FUNCTION_NOT_ALLOWED, SQL_TABLE_UNKNOWN,
 *         SQL_COLUMN_UNKNOWN, SQL_TOO_COMPLEX (caller), with the place in what was typed
 */
export async function passGate(query: MappedText, extensionSchema: string): Promise<MappedText> {
  await loadModule();
  const select = onlySelect(query);
  const walk = new Walk(query);
  walk.fields('SelectStmt', select, new Set(), 0);
  walk.checkNames();
  return query.edit(
    walk.extensionCalls
      .map((location) => utf16Index(query.text, nodeOffset(location)))
      .sort((a, b) => a - b)
      .map((index): Edit => ({ start: index, end: index, parts: [`${extensionSchema}.`] })),
  );
}

function onlySelect(query: MappedText): Fields {
  const statements = parse(query);
  const [first, second] = statements;
  if (!first)
    throw refusal(
      'SQL_EMPTY',
      'There is no SQL. Try: SELECT * FROM llm_metrics WHERE $__timeFilter(ts) LIMIT 10',
    );
  if (second) {
    const place = typedPosition(query, nodeOffset(second.stmt_location));
    throw refusal(
      'SQL_NOT_ALLOWED',
      'only one statement can be run; remove what follows the first ";".',
      place,
    );
  }
  const [kind = '', fields] = Object.entries(first.stmt ?? {})[0] ?? [];
  if (kind === 'SelectStmt') return fields as Fields;
  throw refusal('SQL_NOT_ALLOWED', `only SELECT can be run, not ${statementName(kind)}.`, {
    line: 1,
    column: 1,
  });
}

const statementName = (kind: string): string =>
  kind
    .replace(/Stmt$/, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toUpperCase();

interface ParsedStatement {
  stmt?: Record<string, unknown>;
  stmt_location?: number;
}

function parse(query: MappedText): ParsedStatement[] {
  // The parser calls nothing but space an error, and nothing but comments none.
  if (query.text.trim() === '') return [];
  try {
    return (parseSync(query.text).stmts ?? []) as ParsedStatement[];
  } catch (error) {
    const details = hasSqlDetails(error) ? error.sqlDetails : undefined;
    const message = error instanceof Error ? error.message : String(error);
    if (/stack|memory|too deep/i.test(message)) {
      throw refusal('SQL_TOO_COMPLEX', 'the query is nested too deeply.', undefined, error);
    }
    const place = details ? typedPosition(query, parserErrorOffset(details.cursorPosition)) : undefined;
    throw refusal('SQL_SYNTAX', `${message}.`, place, error);
  }
}

/** One pass over the tree, and what has to be checked when all of it was seen. */
class Walk {
  /** AST locations of calls of TimescaleDB's functions. */
  readonly extensionCalls: number[] = [];
  readonly #query: MappedText;
  /** Names that a column may have: of the views, and given in the query. */
  readonly #names = new Set([
    ...VIEW_COLUMNS,
    ...RELATIONS,
    ...IMPLICIT_NAMES,
    ...FUNCTIONS,
    ...EXTENSION_FUNCTIONS,
    ...TYPES,
  ]);
  readonly #used: { name: string; location: number | undefined }[] = [];
  #nodes = 0;
  /** Of the nearest node that has one: not every node knows where it stands. */
  #location: number | undefined;

  constructor(query: MappedText) {
    this.#query = query;
  }

  /** `scope`: CTEs that can be named here. */
  node(node: unknown, scope: ReadonlySet<string>, depth: number): void {
    const entries = Object.entries(node as Fields);
    const [kind, fields] = entries[0] ?? [];
    // DISTINCT without ON is a list with an empty node.
    if (kind === undefined) return;
    this.fields(kind, fields as Fields, scope, depth);
  }

  fields(kind: string, fields: Fields, scope: ReadonlySet<string>, depth: number): void {
    this.#nodes += 1;
    if (typeof fields.location === 'number' && fields.location >= 0) this.#location = fields.location;
    const known = Object.hasOwn(NODES, kind) ? NODES[kind] : undefined;
    if (!known) this.#refuseSyntax(kind, kind);
    if (depth > MAX_DEPTH || this.#nodes > MAX_NODES) {
      this.refuse(
        'SQL_TOO_COMPLEX',
        `the query is too long or nested too deeply (${MAX_NODES} parts, ${MAX_DEPTH} levels at most).`,
      );
    }
    let inner = scope;
    if (kind === 'SelectStmt' && fields.withClause)
      inner = this.#commonTables(fields.withClause as Fields, scope, depth);
    CHECKS[kind]?.(fields, this, scope);
    for (const [name, value] of Object.entries(fields)) {
      const how = Object.hasOwn(known, name) ? known[name] : undefined;
      if (!how) this.#refuseSyntax(`${kind}.${name}`, name);
      if (how === 'scalar' || how === 'names' || how === 'struct:WithClause') continue;
      if (how === 'node') this.node(value, inner, depth + 1);
      else if (how === 'nodes') for (const item of value as unknown[]) this.node(item, inner, depth + 1);
      else this.fields(how.slice('struct:'.length), value as Fields, inner, depth + 1);
    }
  }

  /** Each CTE sees those before it; the query sees all of them. */
  #commonTables(withClause: Fields, scope: ReadonlySet<string>, depth: number): ReadonlySet<string> {
    for (const name of Object.keys(withClause)) {
      if (!Object.hasOwn(NODES.WithClause!, name)) this.#refuseSyntax(`WithClause.${name}`, name);
    }
    let seen = scope;
    for (const item of withClause.ctes as unknown[]) {
      this.node(item, seen, depth + 1);
      seen = new Set([...seen, String((item as { CommonTableExpr: Fields }).CommonTableExpr.ctename)]);
    }
    return seen;
  }

  /** A name that the query gives. */
  gives(...names: unknown[]): void {
    for (const name of names) if (typeof name === 'string') this.#names.add(name);
  }

  /** A name that the query uses as a column. */
  uses(name: string): void {
    this.#used.push({ name, location: this.#location });
  }

  /**
   * `alias.name` calls a function of that name when there is no such column, so a column that nobody knows is not a
   * mere mistake: it would be a way around the list of functions.
   */
  checkNames(): void {
    for (const { name, location } of this.#used) {
      if (this.#names.has(name) || /^column\d+$/.test(name)) continue;
      this.#location = location;
      this.refuse('SQL_COLUMN_UNKNOWN', `column "${name}" does not exist.${didYouMean(name, VIEW_COLUMNS)}`);
    }
  }

  calls(location: unknown): void {
    this.extensionCalls.push(typeof location === 'number' ? location : 0);
  }

  refuse(code: SqlErrorCode, message: string): never {
    throw refusal(code, message, typedPosition(this.#query, nodeOffset(this.#location)));
  }

  #refuseSyntax(key: string, name: string): never {
    return this.refuse('SQL_NOT_ALLOWED', `${REFUSED_BECAUSE[key] ?? `${name} can’t be used in a query`}.`);
  }
}

/** Names as the tree has them: [{String: {sval}}]. */
const namesOf = (value: unknown): string[] =>
  ((value as { String?: { sval?: string } }[] | undefined) ?? []).map((item) => item.String?.sval ?? '');

/** The last name, when nothing or only pg_catalog stands before it. */
function plainName(value: unknown): string | undefined {
  const names = namesOf(value);
  const name = names.at(-1);
  return names.length === 1 || (names.length === 2 && names[0] === 'pg_catalog') ? name : undefined;
}

const CHECKS: Readonly<Record<string, (fields: Fields, walk: Walk, scope: ReadonlySet<string>) => void>> = {
  CommonTableExpr({ ctename, aliascolnames, ctequery }, walk) {
    // Where a CTE is not in scope, its name would be the system table's.
    if (String(ctename).startsWith('pg_'))
      walk.refuse(
        'SQL_NOT_ALLOWED',
        `"${ctename}" can’t be the name of a WITH query: names that start with pg_ are PostgreSQL’s.`,
      );
    if (!Object.hasOwn(ctequery as Fields, 'SelectStmt'))
      walk.refuse('SQL_NOT_ALLOWED', `the WITH query "${ctename}" is no SELECT; a query only reads.`);
    walk.gives(ctename, ...namesOf(aliascolnames));
  },
  RangeVar({ relname, schemaname, catalogname }, walk, scope) {
    const name = String(relname);
    if (schemaname !== undefined || catalogname !== undefined) return; // Refused as fields that are not listed.
    if (RELATIONS.has(name) || scope.has(name)) return;
    walk.refuse(
      'SQL_TABLE_UNKNOWN',
      `there is no table "${name}".${didYouMean(name, RELATIONS)} Tables are ${[...RELATIONS].join(', ')}.`,
    );
  },
  FuncCall({ funcname, location }, walk) {
    const names = namesOf(funcname);
    const name = plainName(funcname);
    if (name !== undefined && FUNCTIONS.has(name)) return;
    if (names.length === 1 && EXTENSION_FUNCTIONS.has(names[0] ?? '')) return walk.calls(location);
    walk.refuse(
      'SQL_FUNCTION_NOT_ALLOWED',
      `the function ${names.join('.')} can’t be used.${didYouMean(names.at(-1) ?? '', FUNCTIONS)} docs/sql.md lists those that can.`,
    );
  },
  A_Expr({ name, kind }, walk) {
    // BETWEEN and its kin have a word as name, and only operators of PostgreSQL's own inside.
    if (String(kind).startsWith('AEXPR_BETWEEN') || String(kind).startsWith('AEXPR_NOT_BETWEEN')) return;
    checkOperator(name, walk);
  },
  SubLink({ operName }, walk) {
    if (operName !== undefined) checkOperator(operName, walk);
  },
  TypeName({ names, setof, pct_type }, walk) {
    const name = plainName(names);
    if (name !== undefined && TYPES.has(name) && !setof && !pct_type) return;
    walk.refuse(
      'SQL_NOT_ALLOWED',
      `the type ${namesOf(names).join('.')} can’t be used. Types are ${[...TYPES].join(', ')}.`,
    );
  },
  SQLValueFunction({ op }, walk) {
    if (!VALUE_FUNCTIONS.has(String(op)))
      walk.refuse('SQL_FUNCTION_NOT_ALLOWED', 'only current times can be asked for, not users or schemas.');
  },
  ColumnRef({ fields }, walk) {
    const names = namesOf(fields);
    if (names.length > 2)
      walk.refuse(
        'SQL_NOT_ALLOWED',
        `"${names.join('.')}" has too many parts: write column or alias.column.`,
      );
    for (const name of names) if (name !== '') walk.uses(name);
  },
  A_Indirection({ indirection }, walk) {
    for (const name of namesOf(indirection)) if (name !== '') walk.uses(name);
  },
  ResTarget: ({ name }, walk) => walk.gives(name),
  Alias: ({ aliasname, colnames }, walk) => walk.gives(aliasname, ...namesOf(colnames)),
};

function checkOperator(name: unknown, walk: Walk): void {
  const names = namesOf(name);
  if (names.length === 1 && OPERATORS.has(names[0] ?? '')) return;
  walk.refuse('SQL_NOT_ALLOWED', `the operator ${names.join('.')} can’t be used.`);
}
