/** What a new query asks for, by the place where it is made. Pure. */
import type { LlmDataQuery } from './query';

/**
 * Explore begins with traces, a rule with one number over time, a panel with calls and cost.
 * `app` is Grafana's CoreApp, as text: its module does not load outside of a browser.
 */
export function defaultQuery(app: string): Partial<LlmDataQuery> {
  if (app === 'explore') return { v: 1, queryType: 'traces' };
  if (app === 'unified-alerting' || app === 'cloud-alerting')
    return { v: 1, queryType: 'metrics', measures: ['error_rate'], shape: 'series' };
  return { v: 1, queryType: 'metrics', measures: ['calls', 'cost'], shape: 'series' };
}
