/** What Grafana is provisioned with, made from code. scripts/provisioning.ts writes it to provisioning/. */
import { callRules } from './alerts/calls';
import { ingestRules } from './alerts/ingest';
import { moneyRules } from './alerts/money';
import { qualityRules } from './alerts/quality';
import type { Dashboard } from './build/dashboard';
import type { RuleGroup } from './build/rule';
import { agents } from './dashboards/agents';
import { backend } from './dashboards/backend';
import { codingAgents } from './dashboards/codingAgents';
import { conversations } from './dashboards/conversations';
import { cost } from './dashboards/cost';
import { errors } from './dashboards/errors';
import { models } from './dashboards/models';
import { overview } from './dashboards/overview';
import { quality } from './dashboards/quality';
import { tokens } from './dashboards/tokens';
import { traces } from './dashboards/traces';

export { dashboardJson, type Dashboard } from './build/dashboard';
export { groupJson, type Asked, type Rule, type RuleGroup } from './build/rule';

export const DASHBOARDS: readonly Dashboard[] = [
  overview, cost, errors, tokens, traces, models, quality, agents, conversations, codingAgents, backend,
]; // prettier-ignore

export const RULE_GROUPS: readonly RuleGroup[] = [
  { name: 'LLM calls', interval: '1m', rules: callRules },
  { name: 'LLM quality', interval: '5m', rules: qualityRules },
  { name: 'LLM money', interval: '5m', rules: moneyRules },
  { name: 'LLM ingest', interval: '5m', rules: ingestRules },
];
