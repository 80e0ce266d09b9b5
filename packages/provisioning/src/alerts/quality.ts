/** Answers that are scored lower than they were. Means need 30 scored calls: fewer say nothing. */
import { figuresOfAll } from '../build/query';
import { last, type Rule } from '../build/rule';
import { quality } from '../dashboards/quality';

const DAY_S = 86_400;
const WEEK_S = 7 * DAY_S;
const DAY = last(DAY_S);
/** The seven days before that day. */
const BEFORE = { from: WEEK_S + DAY_S + 60, to: DAY_S + 60 };

const BY = ['score', 'app'] as const;
const of = (measure: 'score_avg' | 'score_count' | 'pass_rate') => figuresOfAll(measure, [...BY]);

export const qualityRules: Rule[] = [
  {
    uid: 'llm-score-drop',
    title: 'LLM answers are scored lower',
    severity: 'warning',
    summary:
      'The mean score "{{ $labels.score }}" of {{ $labels.app }} fell to {{ with $values.A }}{{ printf "%.3g" .Value }}{{ end }} in the last day, from {{ with $values.B }}{{ printf "%.3g" .Value }}{{ end }} in the week before.',
    description:
      'Of scores of which less is better, silence this rule by the label score. Look at releases, prompts and models of that day.',
    for: '0s',
    panel: { dashboard: quality, title: 'Mean by score' },
    steps: [
      { ask: of('score_avg'), window: DAY },
      { ask: of('score_avg'), window: BEFORE },
      { ask: of('score_count'), window: DAY },
      { ask: of('score_count'), window: BEFORE },
      { math: '$A < 0.9 * $B && $C >= 30 && $D >= 30' },
    ],
  },
  {
    uid: 'llm-pass-rate-drop',
    title: 'LLM answers pass less often',
    severity: 'warning',
    summary:
      'Of the answers of {{ $labels.app }}, {{ with $values.A }}{{ humanizePercentage .Value }}{{ end }} passed "{{ $labels.score }}" in the last day, {{ with $values.B }}{{ humanizePercentage .Value }}{{ end }} in the week before.',
    for: '0s',
    panel: { dashboard: quality, title: 'Pass rate by score' },
    steps: [
      { ask: of('pass_rate'), window: DAY },
      { ask: of('pass_rate'), window: BEFORE },
      { ask: of('score_count'), window: DAY },
      { math: '$B - $A > 0.1 && $C >= 30' },
    ],
  },
];
