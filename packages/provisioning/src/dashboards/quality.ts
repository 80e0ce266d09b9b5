/** Is it good, is it getting worse, and which answers are bad? */
import type { Dashboard } from '../build/dashboard';
import { column, lines, stacked, table, tiles } from '../build/panel';
import { ask, figures, sql } from '../build/query';
import { traceLink } from './links';

const SCORE = [{ key: 'score', operator: '=' as const, value: '$score' }];

const EXPLAINED = sql(`
SELECT ts AS "Given", name AS "Score", value AS "Value", label AS "Label", passed AS "Passed", explanation AS "Explanation",
  annotator AS "Annotator", service_name AS "App", model_name AS "Model", replace(trace_id::text, '-', '') AS "traceID"
FROM llm_scores
WHERE $__timeFilter(ts) AND explanation IS NOT NULL
ORDER BY passed NULLS LAST, value NULLS LAST, ts DESC LIMIT 100`);

/** What was scored stands first; the dashboard of traces has the rest. */
const LOWEST = {
  ...table('Lowest scored traces', ask('traces', { sort: 'lowest_score', limit: 100, filters: SCORE }), {
    description: 'The id of a trace opens it.',
    overrides: [traceLink(), column('Scores', { width: 320 }), column('Models', { width: 320 })],
  }),
  transformations: [
    {
      id: 'organize',
      options: {
        indexByName: {
          Trace: 0,
          'Lowest score': 1,
          Scores: 2,
          Name: 3,
          App: 4,
          User: 5,
          Models: 6,
          Start: 7,
        },
        excludeByName: {
          'First token': true,
          'Cost state': true,
          'Input tokens': true,
          'Output tokens': true,
          Conversation: true,
          Environment: true,
          Release: true,
          Spans: true,
          Errors: true,
        },
        renameByName: {},
      },
    },
  ],
};

export const quality: Dashboard = {
  uid: 'llm-quality',
  title: 'LLM quality',
  description:
    'Scores of evaluators and people, refusals and answers that were cut off; the answers that were scored lowest.',
  page: '/quality',
  from: 'now-7d',
  variables: [{ kind: 'values', name: 'score', label: 'Score', dimension: 'score' }],
  rows: [
    {
      height: 4,
      panels: [
        [
          24,
          tiles(
            'Quality and its change',
            figures(
              ['score_avg', 'score_count', 'score_coverage', 'pass_rate', 'refusal_rate', 'length_rate'],
              { shape: 'change', filters: SCORE },
            ),
            {
              description:
                'Scores of different names have different scales: choose one. Coverage is the share of calls that have a score; a mean of few says little.',
            },
          ),
        ],
      ],
    },
    {
      height: 8,
      panels: [
        [
          8,
          lines('Score over time', figures(['score_p10', 'score_p50', 'score_p90'], { filters: SCORE }), {
            description: 'Median, and the middle 80 of 100 scored calls.',
            defaults: { min: null },
          }),
        ],
        [
          8,
          lines(
            'Mean by score',
            figures(['score_avg'], { groupBy: ['score'], limit: 8, other: false, filters: SCORE }),
            { defaults: { min: null } },
          ),
        ],
        [
          8,
          lines(
            'Pass rate by score',
            figures(['pass_rate'], { groupBy: ['score'], limit: 8, other: false, filters: SCORE }),
            { defaults: { max: 1 } },
          ),
        ],
      ],
    },
    {
      height: 8,
      panels: [
        [
          24,
          table(
            'Scores by app and model',
            figures(['score_count', 'score_avg', 'score_p10', 'pass_rate'], {
              groupBy: ['score', 'app', 'model'],
              shape: 'total',
              limit: 100,
              other: false,
              filters: SCORE,
            }),
          ),
        ],
      ],
    },
    {
      height: 8,
      panels: [
        [
          24,
          table(
            'Scores by release and prompt',
            figures(['score_count', 'score_avg', 'score_p10', 'pass_rate'], {
              groupBy: ['score', 'release', 'prompt', 'prompt_version'],
              shape: 'total',
              limit: 100,
              other: false,
              filters: SCORE,
            }),
          ),
        ],
      ],
    },
    {
      height: 8,
      panels: [
        [
          8,
          stacked(
            'Scores given, by who gave them',
            figures(['score_count'], { groupBy: ['annotator'], limit: 8, filters: SCORE }),
          ),
        ],
        [8, stacked('Finish reasons', figures(['calls'], { groupBy: ['finish_reason'], limit: 8 }))],
        [8, lines('Coverage by app', figures(['score_coverage'], { groupBy: ['app'], limit: 8, other: false, filters: SCORE }))],
      ],
    },
    {
      title: 'Lowest scores',
      height: 10,
      panels: [
        [
          24,
          LOWEST,
        ],
      ],
    },
    {
      height: 10,
      panels: [
        [
          24,
          table('What was said', EXPLAINED, {
            description: 'Scores with an explanation, what did not pass first.',
            overrides: [traceLink(), column('traceID', { title: 'Trace' }), column('Explanation', { width: 420 })],
          }),
        ],
      ],
    },
  ],
}; // prettier-ignore
