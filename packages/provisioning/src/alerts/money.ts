/** Budgets, cost that is out of the ordinary, and models without a price. */
import { figuresOfAll, type Query } from '../build/query';
import { last, type Rule } from '../build/rule';
import { cost } from '../dashboards/cost';

const HOUR = last(3600);
const WEEK_S = 7 * 86_400;

const budgets = (figure: 'share' | 'forecast' | 'limit'): Query => ({
  queryType: 'budgets',
  figures: [figure],
});

/** With the value, where a budget is one of each user or app. */
const BUDGET = '{{ $labels.budget }}{{ if $labels.value }} of {{ $labels.value }}{{ end }}';

/** Fractions of a cent are told too: a limit of 0.005 is not 0.01. */
const dollars = (step: 'A' | 'B'): string =>
  `{{ with $values.${step} }}{{ if lt .Value 1.0 }}{{ printf "%.4f" .Value }}{{ else }}{{ printf "%.2f" .Value }}{{ end }}{{ end }}`;

const spent = (percent: 50 | 80 | 100, severity: Rule['severity']): Rule => ({
  uid: `llm-budget-${percent}`,
  title: {
    50: 'Half of an LLM budget is used',
    80: 'An LLM budget is nearly used up',
    100: 'An LLM budget is used up',
  }[percent],
  severity,
  summary: `{{ with $values.A }}{{ humanizePercentage .Value }}{{ end }} of the budget ${BUDGET} are used.`,
  for: '0s',
  panel: { dashboard: cost, title: 'Used of the budget' },
  steps: [
    { ask: budgets('share'), window: HOUR },
    // "Up to the limit" is not over it, but used up.
    { math: `$A >= ${percent / 100}` },
  ],
});

export const moneyRules: Rule[] = [
  spent(50, 'info'),
  spent(80, 'warning'),
  spent(100, 'critical'),
  {
    uid: 'llm-budget-forecast',
    title: 'An LLM budget will not last',
    severity: 'warning',
    summary: `The budget ${BUDGET} will be exceeded when it goes on like this: ${dollars('A')} of ${dollars('B')} USD.`,
    for: '15m',
    panel: { dashboard: cost, title: 'Used, limit and forecast' },
    steps: [
      { ask: budgets('forecast'), window: HOUR },
      { ask: budgets('limit'), window: HOUR },
      { ask: budgets('share'), window: HOUR },
      // Of a rolling window the forecast is the speed of late: one dear call early on is no trend.
      { math: '$A > $B && $C >= 0.25' },
    ],
  },
  {
    uid: 'llm-cost-anomaly',
    title: 'LLM cost is out of the ordinary',
    severity: 'warning',
    summary: `{{ $labels.app }} cost ${dollars('A')} USD in the last hour: more than three times what this hour cost in each of the last three weeks.`,
    for: '0s',
    panel: { dashboard: cost, title: 'Cost by model' },
    steps: [
      { ask: figuresOfAll('cost', ['app']), window: HOUR },
      { ask: figuresOfAll('cost', ['app']), window: last(3600, WEEK_S) },
      { ask: figuresOfAll('cost', ['app']), window: last(3600, 2 * WEEK_S) },
      { ask: figuresOfAll('cost', ['app']), window: last(3600, 3 * WEEK_S) },
      { math: '$A > 1 && $A > 3 * $B && $A > 3 * $C && $A > 3 * $D' },
    ],
  },
  {
    uid: 'llm-unpriced-model',
    title: 'An LLM has no price',
    severity: 'info',
    summary:
      '{{ with $values.A }}{{ .Value }}{{ end }} calls of {{ $labels.model }} in the last hour have no cost: sums are lower bounds.',
    description: 'Add a price, or let the application report its cost: docs/accounting.md.',
    for: '0s',
    panel: { dashboard: cost, title: 'Cost by how it is known' },
    steps: [
      // Where the usage is unknown, as of failed calls, a price would not help.
      {
        ask: figuresOfAll(
          'unpriced_calls',
          ['provider', 'model'],
          [{ key: 'usage_state', operator: '!=', value: 'unknown' }],
        ),
        window: HOUR,
      },
      { above: 0, of: 'A' },
    ],
  },
];
