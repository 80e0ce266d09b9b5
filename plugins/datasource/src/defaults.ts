/**
 * What a new query asks for, by the place where it is made. Pure. Grafana also lays it below every query that it runs, of
 * whatever kind: so it says nothing that another kind would read in its own way.
 */
import type { LlmDataQuery } from './query';

/**
 * Explore begins with traces, a rule with one number over time, a panel with calls and cost.
 * `app` is Grafana's CoreApp, as text: its module does not load outside of a browser.
 */
export function defaultQuery(app: string): Partial<LlmDataQuery> {
  if (app === 'explore') return { v: 1, queryType: 'traces' };
  if (app === 'unified-alerting' || app === 'cloud-alerting')
    return { v: 1, queryType: 'metrics', measures: ['error_rate'] };
  return { v: 1, queryType: 'metrics', measures: ['calls', 'cost'] };
}
