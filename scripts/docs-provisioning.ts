/**
 * Writes the tables of docs/alerting.md and docs/dashboards.md from packages/provisioning, between the lines
 * `<!-- table -->` and `<!-- end of table -->`: npx tsx scripts/docs-provisioning.ts
 */
import { DASHBOARDS, RULE_GROUPS, type Asked, type Rule } from '@llmobservatory/provisioning';
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';

const ROOT = resolve(fileURLToPath(import.meta.url), '../..');
const PLACE = /(?<=<!-- table -->\n)[^]*?(?=<!-- end of table -->)/;

/** By path, in Markdown. */
const TABLES = { 'docs/alerting.md': rulesTable, 'docs/dashboards.md': dashboardsTable } as const;
export const PATHS = ['docs/alerting.md', 'docs/dashboards.md'] as const;

/** The document as it should be. */
export async function withTable(path: keyof typeof TABLES): Promise<string> {
  const text = readFileSync(resolve(ROOT, path), 'utf8');
  if (!PLACE.test(text)) throw new Error(`${path} has no place for its table.`);
  const filled = text.replace(PLACE, () => `\n${TABLES[path]()}\n\n`);
  return format(filled, { parser: 'markdown', printWidth: 110, singleQuote: true });
}

function rulesTable(): string {
  const rows = RULE_GROUPS.flatMap(({ interval, rules }) =>
    rules.map((rule) => [
      `**${rule.title}**`,
      `\`${condition(rule)}\``,
      labelsOf(rule).join(', '),
      spanOf(rule),
      rule.for === '0s' ? 'at once' : `for ${rule.for}`,
      interval,
      rule.severity,
    ]),
  );
  return table(
    ['rule', 'fires when', 'of each', 'over the last', 'when it holds', 'asked every', 'severity'],
    rows,
  );
}

function dashboardsTable(): string {
  return table(
    ['dashboard', 'uid', 'what it shows'],
    DASHBOARDS.map(({ title, uid, description }) => [`**${title}**`, `\`${uid}\``, description]),
  );
}

const isAsked = (step: Rule['steps'][number]): step is Asked => 'ask' in step;

/** The last step in words: with names of figures for its letters. */
function condition({ uid, steps }: Rule): string {
  const last = steps.at(-1);
  const names = new Map(steps.map((step, index) => [String.fromCharCode(65 + index), isAsked(step) ? figureOf(step) : ''])); // prettier-ignore
  if (last && 'math' in last)
    return last.math.replace(/\$([A-Z])/g, (_, letter: string) => names.get(letter) ?? '');
  if (last && 'above' in last) return `${names.get(last.of)} > ${last.above}`;
  throw new Error(`${uid} does not decide by its last step.`);
}

function figureOf({ ask, gives, window }: Asked): string {
  const ago = window.to - SETTLED_S;
  return `${gives?.figure ?? ownFigure(ask)}${ago > 0 ? ` ${words(ago)} earlier` : ''}`;
}

function ownFigure(ask: Asked['ask']): string {
  if (ask.queryType === 'metrics') return ask.measures?.[0] ?? '';
  if (ask.queryType === 'budgets') return ask.figures?.[0] ?? '';
  throw new Error(`A step with ${ask.queryType} must say what it gives.`);
}

function labelsOf({ steps }: Rule): string[] {
  const [first] = steps.filter(isAsked);
  if (first?.gives) return first.gives.of;
  return first?.ask.queryType === 'metrics' ? (first.ask.groupBy ?? []) : ['project', 'budget', 'value'];
}

/** All windows end this long ago. */
const SETTLED_S = 60;

function spanOf({ steps }: Rule): string {
  const [first] = steps.filter(isAsked);
  if (!first || first.ask.queryType === 'budgets') return 'window of the budget';
  return words(first.window.from - first.window.to);
}

const UNITS = [['week', 604_800], ['day', 86_400], ['hour', 3600], ['minute', 60]] as const; // prettier-ignore

function words(seconds: number): string {
  const [unit, length] = UNITS.find(([, one]) => seconds % one === 0) ?? ['second', 1];
  const count = seconds / length;
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

const row = (cells: readonly string[]) =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
const table = (head: string[], rows: string[][]) =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const path of PATHS) writeFileSync(resolve(ROOT, path), await withTable(path));
}
