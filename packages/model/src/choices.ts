/** The kinds of query and what their fields may be. Apart from the schemas, so that the editor can read them without their parser. */

/** In the order of editors. */
export const QUERY_TYPES = [
  'metrics', 'traces', 'trace', 'conversations', 'conversation', 'users', 'tools', 'models', 'logs', 'graph',
  'flamegraph', 'heatmap', 'annotations', 'budgets', 'sql',
] as const; // prettier-ignore
export type QueryType = (typeof QUERY_TYPES)[number];

/** What figures are compared with: the period of equal length before, or the same hours a day or a week earlier. */
export const COMPARISONS = ['none', 'previous', 'day', 'week'] as const;

/** What a heatmap can show the distribution of. */
export const HEATMAP_QUANTITIES = [
  'duration', 'ttft', 'tokens_per_second', 'input_tokens', 'output_tokens', 'cost',
] as const; // prettier-ignore

export const BUDGET_FIGURES = ['used', 'limit', 'share', 'forecast', 'burn_rate'] as const;

/** `releases`, `prompts`, `models`: seen for the first time in 30 days. `prices`: the first call at another price. */
export const ANNOTATION_KINDS = ['releases', 'prompts', 'prices', 'models', 'error_bursts'] as const;
