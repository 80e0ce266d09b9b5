/** An alert rule on our data source, from its making to firing and resolving, in a folder of its own that is removed again. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Grafana } from './grafana';

const FOLDER = 'llm-observatory-check';
const GROUP = 'check';
/** Grafana evaluates every 10 s at the shortest. */
const INTERVAL_SECONDS = 10;
const PATIENCE_MS = 90_000;
/** Calls that nobody makes in a day. */
const NEVER = 1e15;

interface RuleState {
  state: string;
  health: string;
  lastError?: string;
  alerts?: { state: string; labels: Record<string, string> }[];
}

/** @returns what fired; throws when it does not fire or resolve in time, or fires without the labels of the series */
export async function checkAlertRule(
  grafana: Grafana,
  datasourceUid: string,
  series: Record<string, unknown>,
): Promise<string> {
  await grafana.remove(`/api/folders/${FOLDER}?forceDeleteRules=true`).catch(() => undefined);
  await grafana.post('/api/folders', { uid: FOLDER, title: 'LLM Observatory: check' });
  try {
    const { uid } = await grafana.post<{ uid: string }>(
      '/api/v1/provisioning/alert-rules',
      rule(datasourceUid, series, 0),
    );
    await grafana.put(`/api/v1/provisioning/folder/${FOLDER}/rule-groups/${GROUP}`, {
      ...(await grafana.get<object>(`/api/v1/provisioning/folder/${FOLDER}/rule-groups/${GROUP}`)),
      interval: INTERVAL_SECONDS,
    });
    const { alerts = [] } = await until(grafana, 'firing');
    const firing = alerts.filter(({ state }) => /alerting|firing/i.test(state));
    if (!firing.some(({ labels }) => labels['model']))
      throw new Error(`No instance has the label model: ${JSON.stringify(alerts)}`);
    await grafana.put(`/api/v1/provisioning/alert-rules/${uid}`, {
      uid,
      ...rule(datasourceUid, series, NEVER),
    });
    await until(grafana, 'inactive');
    return `${firing.length} instance(s) fired and resolved: ${firing.map(({ labels }) => labels['model']).join(', ')}`;
  } finally {
    await grafana.remove(`/api/folders/${FOLDER}?forceDeleteRules=true`);
  }
}

function rule(datasourceUid: string, series: Record<string, unknown>, above: number) {
  const range = { relativeTimeRange: { from: 86_400, to: 0 } };
  const expression = { datasourceUid: '__expr__', ...range };
  return {
    title: 'Calls are made',
    folderUID: FOLDER,
    ruleGroup: GROUP,
    condition: 'C',
    for: '0s',
    noDataState: 'NoData',
    execErrState: 'Error',
    data: [
      {
        refId: 'A',
        datasourceUid,
        queryType: series['queryType'],
        ...range,
        model: { refId: 'A', ...series },
      },
      { refId: 'B', ...expression, model: { refId: 'B', type: 'reduce', expression: 'A', reducer: 'sum' } },
      {
        refId: 'C',
        ...expression,
        model: {
          refId: 'C',
          type: 'threshold',
          expression: 'B',
          conditions: [{ evaluator: { type: 'gt', params: [above] } }],
        },
      },
    ],
  };
}

async function until(grafana: Grafana, state: 'firing' | 'inactive'): Promise<RuleState> {
  const end = Date.now() + PATIENCE_MS;
  let last: RuleState | undefined;
  while (Date.now() < end) {
    const { data } = await grafana.get<{ data: { groups: { name: string; rules: RuleState[] }[] } }>(
      `/api/prometheus/grafana/api/v1/rules?folder_uid=${FOLDER}`,
    );
    last = data.groups.find(({ name }) => name === GROUP)?.rules[0];
    if (last?.state === state && last.health === 'ok') return last;
    if (last?.health === 'error') break;
    await sleep(2000);
  }
  throw new Error(`The rule is not ${state}: ${JSON.stringify(last)}`);
}
