/** One cell of the table in words: what stands in it, what a screen reader says, and what its explanation tells. Pure. */
import { TOO_FEW } from '@llmobservatory/compare-stats';
import { exactCount, share, UNKNOWN } from '@llmobservatory/format';
import type { Fact } from '@llmobservatory/panel';
import { counted, text } from '../text';
import type { Comparison, Figure, ModelRow } from './fields';
import type { Measure } from './measures';
import { exact, printRange, spoken } from './numbers';
import type { Print } from './numbers';
import { verdictOf } from './verdict';
import type { Verdict } from './verdict';

export interface Cell {
  /** "$0.00410", "≥ $12.4", "—" */
  value: string;
  /** Of the baseline: "[$0.00400–$0.00430]"; of a value that is not known: why. */
  aside: string;
  /** Of scores, which only some calls have: "n 210, 5.12% of calls"; else "". */
  support: string;
  /** Against the baseline; `null` on it, and where nothing can be said. */
  verdict: Verdict | null;
  /** Fewer calls than an interval takes to be trusted. */
  figure: Figure;
}

export function cellOf(row: ModelRow, baseline: ModelRow, measure: Measure, print: Print): Cell {
  const known = row.figures.get(measure.id) ?? NO_FIGURE;
  const figure = hasTooFewScores(measure, known) ? { ...NO_FIGURE, n: known.n } : known;
  const atLeast = measure.id === 'cost' && row.unpriced > 0 && figure.value !== null;
  const value = `${atLeast ? '≥ ' : ''}${print(figure.value)}`;
  if (figure.value === null) {
    return { value, aside: reasonOf(measure, row, known), support: '', verdict: null, figure };
  }
  const support = supportOf(measure, figure, row);
  if (row === baseline) {
    const aside = figure.interval ? `[${printRange(figure.interval, print)}]` : '';
    return { value, aside, support, verdict: null, figure };
  }
  const verdict = verdictOf(measure, figure, baseline.figures.get(measure.id) ?? NO_FIGURE);
  return { value, aside: '', support, verdict, figure };
}

/** A mean of a handful of scores is an anecdote: it is not shown. */
const hasTooFewScores = ({ group }: Measure, { value, n }: Figure): boolean =>
  group === 'quality' && value !== null && n !== null && n < TOO_FEW.calls;

function supportOf({ group }: Measure, { n }: Figure, { compared }: ModelRow): string {
  if (group !== 'quality' || n === null) return '';
  return compared === null || compared === 0
    ? text('support.n', 'n {{n}}', { n: exactCount(n) })
    : text('support.share', 'n {{n}}, {{share}} of calls', { n: exactCount(n), share: share(n / compared) });
}

const NO_FIGURE: Figure = {
  value: null,
  interval: null,
  difference: null,
  n: null,
  effectiveN: null,
  events: null,
  strip: null,
};

/** Why a value is not known, as far as the table tells. */
function reasonOf(
  { id, direction, group }: Measure,
  { calls, compared, figures }: ModelRow,
  { value, n }: Figure,
): string {
  if (value !== null)
    return text('reason.few-scores', 'Too few scored calls (n = {{n}})', { n: exactCount(n ?? 0) });
  if (compared === 0 && (calls ?? 0) > 0) return text('reason.other-work', 'does other work');
  if (compared === 0) return text('reason.no-calls', 'no calls');
  const isPriced = (figures.get('cost_per_call')?.value ?? null) !== null;
  if (id === 'cost_per_1k_output' && isPriced) return text('reason.no-output', 'no output');
  if (direction === 'cost') return text('reason.no-price', 'no price');
  if (group === 'quality') return text('reason.no-score', 'no scores');
  if (group === 'use') return text('reason.no-usage', 'no usage');
  return text('reason.not-sent', 'not sent');
}

/** "claude-4, duration p95, 5.10 seconds, 9 to 24 percent faster than gpt-5-mini, 2,620 calls". */
export function cellName(cell: Cell, row: ModelRow, baseline: ModelRow, measure: Measure): string {
  const { value, aside, verdict, figure } = cell;
  const label = measure.label.charAt(0).toLowerCase() + measure.label.slice(1);
  const parts = [
    row.model,
    label,
    value === UNKNOWN ? text('name.unknown', 'unknown, {{reason}}', { reason: aside }) : spoken(value),
    figure.interval && row === baseline && spoken(aside.slice(1, -1)).replace('–', ' to '),
    verdict && spokenVerdict(verdict, baseline.model),
    row === baseline && text('name.baseline', 'baseline'),
    figure.n !== null &&
      counted('name.calls', figure.n, '{{calls}} call', '{{calls}} calls', { calls: exactCount(figure.n) }),
  ];
  return parts.filter(Boolean).join(', ');
}

function spokenVerdict({ kind, words }: Verdict, baseline: string): string {
  const said = words
    .replace('–', ' to ')
    .replaceAll('%', ' percent')
    .replaceAll(' pp', ' points')
    .replace('×', ' times')
    .replace('(', '')
    .replace(')', '');
  if (kind === 'unclear')
    return text('name.unclear', '{{verdict}} to {{baseline}}', { verdict: said, baseline });
  return kind === 'too-few'
    ? said
    : text('name.than', '{{verdict}} than {{baseline}}', { verdict: said, baseline });
}

/** What a cell stands on: its tooltip and its explanation. */
export function cellFacts(
  cell: Cell,
  measure: Measure,
  comparison: Comparison,
  isBaseline: boolean,
  print: Print,
): Fact[] {
  const { figure, verdict } = cell;
  const { facts } = comparison;
  const level = `${Number(((facts?.level ?? 0.95) * 100).toFixed(2))}%`;
  const result: (Fact | false | null)[] = [
    figure.value !== null && {
      label: text('fact.estimate', 'Estimate'),
      value: exact(figure.value, measure),
    },
    figure.interval && {
      label: text('fact.interval', '{{level}} interval', { level }),
      value: printRange(figure.interval, print),
    },
    figure.n !== null && {
      label: measure.group === 'quality' ? text('fact.scored', 'Scored calls') : text('fact.calls', 'Calls'),
      value: cell.support === '' ? exactCount(figure.n) : cell.support.replace(/^n /, ''),
    },
    figure.events !== null && { label: text('fact.events', 'Of them'), value: exactCount(figure.events) },
    figure.effectiveN !== null &&
      figure.n !== null &&
      figure.effectiveN < 0.9 * figure.n && {
        label: text('fact.effective', 'Say as much as'),
        value: text('fact.effective-calls', '{{n}} independent calls', {
          n: exactCount(figure.effectiveN),
        }),
      },
    verdict && { label: text('fact.difference', 'Against the baseline'), value: verdict.words },
    !isBaseline &&
      figure.difference !== null &&
      facts !== null && {
        label: text('fact.adjusted', 'Verdict'),
        value: counted(
          'fact.adjusted-for',
          facts.k,
          'adjusted for {{count}} comparison',
          'adjusted for {{count}} comparisons',
        ),
      },
  ];
  return result.filter((fact): fact is Fact => fact !== false && fact !== null);
}

/** "p5 576 ms · p25 962 ms · …"; empty: the figure is no quantile. */
export const stripLine = ({ figure: { strip } }: Cell, print: Print): string =>
  strip ? ['p5', 'p25', 'p50', 'p75', 'p95'].map((name, i) => `${name} ${print(strip[i]!)}`).join(' · ') : '';

/** How the interval of a cell was made, in one or two sentences. */
export function methodOf(cell: Cell, { facts, hasIntervals }: Comparison): string {
  if (!hasIntervals) return text('method.none', 'No intervals in this data.');
  if (!cell.figure.interval || !facts) return '';
  const few =
    cell.figure.events !== null &&
    cell.figure.n !== null &&
    Math.min(cell.figure.events, cell.figure.n - cell.figure.events) < 10;
  const made = few
    ? text('method.wilson', 'Few events, so the interval is Wilson’s.')
    : text('method.bootstrap', 'Interval from {{count}} resamples of whole traces.', {
        count: exactCount(facts.resamples),
      });
  return facts.matched
    ? `${made} ${text('method.matched', 'Weighted to the traffic of {{baseline}}: same app, prompt and input size.', { baseline: facts.baseline })}`
    : made;
}
