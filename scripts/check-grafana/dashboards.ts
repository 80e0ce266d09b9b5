/** The suite's dashboards as Grafana has them: every panel's queries, with all variables on All. */
import type { Answer } from '../../tests/contract/checkFrames';
import type { Grafana } from './grafana';

interface Target {
  refId: string;
  filters?: { key: string; value?: string }[];
  [field: string]: unknown;
}
interface Dashboard {
  title: string;
  panels: { title: string; targets?: Target[] }[];
}

export type Ask = (queries: Record<string, Record<string, unknown>>) => Promise<Record<string, Answer>>;

/** Panels that show what did not happen: nothing to show is what a person hopes for. */
const MAY_BE_EMPTY = ['Refused and rejected'];

export async function suiteDashboards(grafana: Grafana): Promise<Dashboard[]> {
  const found = await grafana.get<{ uid: string }[]>('/api/search?tag=llm-observatory&type=dash-db');
  const boards = found.map(({ uid }) => grafana.get<{ dashboard: Dashboard }>(`/api/dashboards/uid/${uid}`));
  return (await Promise.all(boards)).map(({ dashboard }) => dashboard);
}

/** @returns how many panels; throws with those that fail or are empty */
export async function checkDashboard(
  { panels }: Dashboard,
  ask: Ask,
  variables: Record<string, string>,
): Promise<string> {
  const problems: string[] = [];
  const asking = panels.filter(({ targets }) => targets);
  for (const { title, targets = [] } of asking) {
    const answers = await ask(
      Object.fromEntries(targets.map((target) => [target.refId, filledIn(target, variables)])),
    );
    for (const { status, error, frames } of Object.values(answers)) {
      if (status !== 200) problems.push(`${title}: ${error ?? status}`);
      else if (!MAY_BE_EMPTY.includes(title) && !frames.some(({ data }) => (data.values[0]?.length ?? 0) > 0))
        problems.push(`${title}: nothing to show`);
    }
  }
  if (problems.length > 0) throw new Error(problems.join('; '));
  return `${asking.length} panels`;
}

/** A filter on a variable that stands on All is no filter: so the plugin sends it. */
function filledIn(target: Target, variables: Record<string, string>): Record<string, unknown> {
  const text = JSON.stringify(target).replace(
    /\$\{(\w+)\}/g,
    (whole, name: string) => variables[name] ?? whole,
  );
  const filled = JSON.parse(text) as Target;
  return { ...filled, filters: filled.filters?.filter(({ value }) => !value?.startsWith('$')) ?? [] };
}
