/**
 * Alert rules as Grafana provisions them. A rule asks, calculates, and decides by its last step. Windows end before the
 * time that may still be settled; a backend that is away for a moment is no alert (KeepLast).
 */
import { dashboardJson, DATA_SOURCE, type Dashboard } from './dashboard';
import type { Query } from './query';

export interface Rule {
  /** At most 40 characters; never renamed: silences and histories hang on it. */
  uid: string;
  title: string;
  severity: 'info' | 'warning' | 'critical';
  /** For a person on the phone; `{{ $labels.app }}` and `{{ $values.A.Value }}` are put in. */
  summary: string;
  description?: string;
  /** How long it must hold. */
  for: string;
  /** Where the person who got it looks. */
  panel: { dashboard: Dashboard; title: string };
  steps: Step[];
}

/** `A`, `B`, … in this order. */
export type Step = Asked | { math: string } | { above: number; of: string };

export interface Asked {
  ask: Query;
  window: Window;
  /** What SQL gives, for the documentation: its number, and its texts. */
  gives?: { figure: string; of: string[] };
}

/** Seconds before now. */
export interface Window {
  from: number;
  to: number;
}

/** The last so many seconds, up to a minute ago: by then everything that came is settled. */
export const last = (seconds: number, ago = 0): Window => ({ from: seconds + 60 + ago, to: 60 + ago });

export interface RuleGroup {
  name: string;
  interval: string;
  rules: Rule[];
}

/** uid of the provisioned data source: rules can't have variables. */
const SOURCE_UID = 'llm';
const refIdOf = (index: number) => String.fromCharCode(65 + index);

export const groupJson = ({ name, interval, rules }: RuleGroup) => ({
  orgId: 1,
  name,
  folder: 'LLM Observatory',
  interval,
  rules: rules.map(ruleJson),
});

/** Grafana takes `data` and `annotations` as they are; a $ anywhere else would be an environment variable. */
const ruleJson = (rule: Rule) => ({
  uid: rule.uid,
  title: rule.title,
  condition: refIdOf(rule.steps.length - 1),
  for: rule.for,
  noDataState: 'OK',
  execErrState: 'KeepLast',
  dashboardUid: rule.panel.dashboard.uid,
  panelId: panelId(rule),
  labels: { severity: rule.severity, suite: 'llm-observatory' },
  annotations: { summary: rule.summary, ...(rule.description && { description: rule.description }) },
  data: rule.steps.map((step, index) => stepJson(step, refIdOf(index))),
});

function stepJson(step: Step, refId: string) {
  if ('ask' in step)
    return {
      refId,
      queryType: step.ask.queryType,
      relativeTimeRange: step.window,
      datasourceUid: SOURCE_UID,
      model: {
        refId,
        datasource: { type: DATA_SOURCE.type, uid: SOURCE_UID },
        v: 1,
        ...step.ask,
        intervalMs: 60_000,
        maxDataPoints: 100,
      },
    };
  const expression =
    'math' in step
      ? { type: 'math', expression: step.math }
      : {
          type: 'threshold',
          expression: step.of,
          conditions: [{ evaluator: { type: 'gt', params: [step.above] } }],
        };
  return { refId, datasourceUid: '__expr__', model: { refId, ...expression } };
}

function panelId({ uid, panel }: Rule): number {
  const panels = dashboardJson(panel.dashboard).panels as { id: number; title: string }[];
  const found = panels.find(({ title }) => title === panel.title);
  if (!found) throw new Error(`Rule ${uid}: ${panel.dashboard.uid} has no panel "${panel.title}".`);
  return found.id;
}
