/** Writes docs/sql.md from the catalogue, the views and the lists of the SQL gate. `--check` only tells whether it is up to date. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { MACRO_DOCS, VIEWS, type View } from '../packages/model/src/index';
import { EXTENSION_FUNCTIONS, FUNCTIONS_BY_KIND, OPERATORS, TYPES } from '../backend/src/query/sql/allowed';

const PATH = 'docs/sql.md';

/** A pipe would end the cell. */
const cell = (text: string) => text.replaceAll('|', '\\|');
const code = (text: string) => `\`${text}\``;
const row = (...cells: string[]) => `| ${cells.map(cell).join(' | ')} |`;
const table = (head: string[], rows: string[][]) =>
  [row(...head), row(...head.map(() => '---')), ...rows.map((cells) => row(...cells))].join('\n');
const list = (words: Iterable<string>) => [...words].map(code).join(' ');

const viewSection = ({ name, doc, columns }: View) => `### ${name}

${doc}

${table(
  ['column', 'type', 'what it is'],
  columns.map((column) => [code(column.name), column.type, column.doc]),
)}`;

const page = `# SQL

Raw SQL reads the views below, in Grafana (*SQL* in the query editor), over \`POST /api/v1/query\` and in alert rules.
Columns are only ever added, at the end. A query sees the projects of its API key and nothing else.

\`\`\`sql
SELECT model_name, count(*) AS calls, sum(total_cost_usd) AS cost_usd
FROM llm_metrics
WHERE $__timeFilter(ts)
GROUP BY model_name
ORDER BY cost_usd DESC
\`\`\`

As time series (*Format: Time series*): a time column, numbers, and texts that become labels.

\`\`\`sql
SELECT $__timeGroupAlias(ts, $__interval), model_name, percentile_cont(0.95) WITHIN GROUP (ORDER BY duration_ms) AS p95_ms
FROM llm_metrics
WHERE $__timeFilter(ts)
GROUP BY 1, 2
\`\`\`

From a shell:

\`\`\`sh
curl -s http://127.0.0.1:8080/api/v1/query -H 'content-type: application/json' -d '{
  "from": "now-24h", "queries": [{"queryType": "sql", "rawSql": "SELECT count(*) FROM llm_metrics WHERE $__timeFilter(ts)"}]}'
\`\`\`

Filter by time, with \`$__timeFilter(ts)\` or a plain comparison of \`ts\`: a query without one reads everything that is kept.

## Views

${VIEWS.map(viewSection).join('\n\n')}

## Macros

They are not expanded inside of strings and comments.

${table(
  ['macro', 'what it stands for'],
  Object.values(MACRO_DOCS).map(({ usage, doc }) => [code(usage), doc]),
)}

## What a query may do

One \`SELECT\`, with \`WITH\`, \`UNION\`, subqueries, \`LATERAL\`, windows, \`VALUES\`, grouping sets. Not: \`WITH RECURSIVE\`, functions in \`FROM\`,
\`TABLESAMPLE\`, \`COLLATE\`, locks, other tables, anything that writes. Functions, operators and types are those listed here; all others are refused,
because some of PostgreSQL's read files, settings or other tables.

${table(
  ['functions', ''],
  [
    ...Object.entries(FUNCTIONS_BY_KIND).map(([kind, names]) => [kind, list(names.split(' '))]),
    ['TimescaleDB', list(EXTENSION_FUNCTIONS)],
  ],
)}

Operators: ${list(OPERATORS)}

Types: ${list(TYPES)}, and arrays of them.

A query ends after \`OBSERVATORY_QUERY_TIMEOUT\`, with at most \`OBSERVATORY_MAX_QUERY_ROWS\` rows and 64 MiB. Errors name the line and column of what was typed.
`;

if (process.argv.includes('--check')) {
  const current = existsSync(PATH) ? readFileSync(PATH, 'utf8') : '';
  if (current !== page) {
    console.error(`${PATH} is not what the catalogue says. Run: npx tsx scripts/docs-sql.ts`);
    process.exit(1);
  }
} else {
  writeFileSync(PATH, page);
}
