/**
 * Kinds of nodes of PostgreSQL's syntax tree that a query may have, and the fields of each. An allow-list: a kind or a
 * field that is not here is refused, so that syntax nobody thought of never gets through.
 */

/** How a field is walked: `node` is {Kind: fields}; a kind's name: the fields alone; `scalar` is not looked into. */
type Field = 'scalar' | 'node' | 'nodes' | 'names' | `struct:${string}`;

export const NODES: Readonly<Record<string, Readonly<Record<string, Field>>>> = {
  SelectStmt: {
    distinctClause: 'nodes', targetList: 'nodes', fromClause: 'nodes', whereClause: 'node', groupClause: 'nodes', groupDistinct: 'scalar',
    havingClause: 'node', windowClause: 'nodes', valuesLists: 'nodes', sortClause: 'nodes', limitOffset: 'node', limitCount: 'node',
    limitOption: 'scalar', withClause: 'struct:WithClause', op: 'scalar', all: 'scalar', larg: 'struct:SelectStmt', rarg: 'struct:SelectStmt',
  },
  WithClause: { ctes: 'nodes', location: 'scalar' },
  CommonTableExpr: { ctename: 'scalar', aliascolnames: 'names', ctematerialized: 'scalar', ctequery: 'node', location: 'scalar' },
  ResTarget: { name: 'scalar', val: 'node', location: 'scalar' },
  ColumnRef: { fields: 'nodes', location: 'scalar' },
  String: { sval: 'scalar' },
  Integer: { ival: 'scalar' },
  A_Star: {},
  A_Const: { ival: 'scalar', fval: 'scalar', sval: 'scalar', boolval: 'scalar', bsval: 'scalar', isnull: 'scalar', location: 'scalar' },
  A_Expr: { kind: 'scalar', name: 'names', lexpr: 'node', rexpr: 'node', rexpr_list_start: 'scalar', rexpr_list_end: 'scalar', location: 'scalar' },
  BoolExpr: { boolop: 'scalar', args: 'nodes', location: 'scalar' },
  NullTest: { arg: 'node', nulltesttype: 'scalar', location: 'scalar' },
  BooleanTest: { arg: 'node', booltesttype: 'scalar', location: 'scalar' },
  CaseExpr: { arg: 'node', args: 'nodes', defresult: 'node', location: 'scalar' },
  CaseWhen: { expr: 'node', result: 'node', location: 'scalar' },
  CoalesceExpr: { args: 'nodes', location: 'scalar' },
  MinMaxExpr: { op: 'scalar', args: 'nodes', location: 'scalar' },
  SQLValueFunction: { op: 'scalar', typmod: 'scalar', location: 'scalar' },
  FuncCall: {
    funcname: 'names', args: 'nodes', agg_order: 'nodes', agg_filter: 'node', over: 'struct:WindowDef', agg_within_group: 'scalar',
    agg_star: 'scalar', agg_distinct: 'scalar', func_variadic: 'scalar', funcformat: 'scalar', location: 'scalar',
  },
  NamedArgExpr: { arg: 'node', name: 'scalar', argnumber: 'scalar', location: 'scalar' },
  TypeCast: { arg: 'node', typeName: 'struct:TypeName', location: 'scalar' },
  TypeName: { names: 'names', typmods: 'nodes', typemod: 'scalar', arrayBounds: 'nodes', location: 'scalar' },
  A_ArrayExpr: { elements: 'nodes', list_start: 'scalar', list_end: 'scalar', location: 'scalar' },
  A_Indirection: { arg: 'node', indirection: 'nodes' },
  A_Indices: { is_slice: 'scalar', lidx: 'node', uidx: 'node' },
  RowExpr: { args: 'nodes', row_format: 'scalar', location: 'scalar' },
  List: { items: 'nodes' },
  SubLink: { subLinkType: 'scalar', testexpr: 'node', operName: 'names', subselect: 'node', location: 'scalar' },
  GroupingFunc: { args: 'nodes', location: 'scalar' },
  GroupingSet: { kind: 'scalar', content: 'nodes', location: 'scalar' },
  SortBy: { node: 'node', sortby_dir: 'scalar', sortby_nulls: 'scalar', location: 'scalar' },
  WindowDef: {
    name: 'scalar', refname: 'scalar', partitionClause: 'nodes', orderClause: 'nodes', frameOptions: 'scalar',
    startOffset: 'node', endOffset: 'node', location: 'scalar',
  },
  RangeVar: { relname: 'scalar', inh: 'scalar', relpersistence: 'scalar', alias: 'struct:Alias', location: 'scalar' },
  RangeSubselect: { lateral: 'scalar', subquery: 'node', alias: 'struct:Alias' },
  JoinExpr: {
    jointype: 'scalar', isNatural: 'scalar', larg: 'node', rarg: 'node', usingClause: 'names', join_using_alias: 'struct:Alias',
    quals: 'node', alias: 'struct:Alias', rtindex: 'scalar',
  },
  Alias: { aliasname: 'scalar', colnames: 'names' },
}; // prettier-ignore

/** What a person meant by a kind or a field that is refused, where the name alone says little. */
export const REFUSED_BECAUSE: Readonly<Record<string, string>> = {
  'SelectStmt.intoClause': 'SELECT INTO makes a table; a query only reads',
  'SelectStmt.lockingClause': 'FOR UPDATE and FOR SHARE lock rows; a query only reads',
  'WithClause.recursive': 'WITH RECURSIVE may run for ever; leave RECURSIVE out',
  'RangeVar.schemaname': 'tables are named without a schema: llm_metrics, not public.llm_metrics',
  'RangeVar.catalogname': 'tables are named without a database',
  RangeFunction: 'functions can’t stand in FROM; call them in the SELECT list',
  RangeTableFunc: 'XMLTABLE and JSON_TABLE can’t be used',
  RangeTableSample: 'TABLESAMPLE can’t be used: figures of a sample would look like the truth',
  ParamRef: 'there are no parameters such as $1; write the value',
  CollateClause: 'COLLATE can’t be used',
  XmlExpr: 'XML functions can’t be used: some read tables',
  XmlSerialize: 'XML functions can’t be used: some read tables',
  CurrentOfExpr: 'there are no cursors',
  SetToDefault: 'DEFAULT belongs to INSERT',
  'SortBy.useOp': 'ORDER BY … USING can’t be used; write ASC or DESC',
  InsertStmt: 'a query only reads',
  UpdateStmt: 'a query only reads',
  DeleteStmt: 'a query only reads',
  MergeStmt: 'a query only reads',
};
