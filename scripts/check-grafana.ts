/**
 * Checks the data source in a running Grafana and prints a protocol in Markdown: health, resources, the contract of
 * frames over /api/ds/query, expressions, an alert rule that fires and resolves, the panels of the suite's dashboards.
 * Ends with 1 when something does not hold.
 *
 *   npx tsx scripts/check-grafana.ts [--url http://127.0.0.1:3300] [--user admin:admin] [--datasource <uid>]
 *                                    [--from now-24h] [--to now]
 *
 * Needs traces, logs and calls in that range (docs/contract.md). Makes one folder with one alert rule, and removes it.
 */
import { parseArgs } from 'node:util';
import { CONTRACT, fillIn, problemsOf, type Answer, type ContractCase } from '../tests/contract/checkFrames';
import { checkAlertRule } from './check-grafana/alertRule';
import { checkDashboard, suiteDashboards } from './check-grafana/dashboards';
import { connectGrafana } from './check-grafana/grafana';

const TYPE = 'llmobservatory-llm-datasource';

const { values: options } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://127.0.0.1:3300' },
    user: { type: 'string', default: 'admin:admin' },
    datasource: { type: 'string' },
    from: { type: 'string', default: 'now-24h' },
    to: { type: 'string', default: 'now' },
  },
});

interface Check {
  name: string;
  /** Resolves to a remark for the protocol; throws with what is wrong. */
  run: () => Promise<string>;
}

const grafana = connectGrafana(options.url, options.user);
const uid = options.datasource ?? (await findDatasource());
const rows: { name: string; holds: boolean; remark: string }[] = [];

const checks = [
  ...connectionChecks(),
  ...(await contractChecks()),
  ...(await dashboardChecks()),
  ...expressionChecks(),
];
for (const { name, run } of checks) {
  const [holds, remark] = await run().then(
    (text): [boolean, string] => [true, text],
    (error: unknown): [boolean, string] => [false, error instanceof Error ? error.message : String(error)],
  );
  rows.push({ name, holds, remark });
}
await printProtocol();
process.exitCode = rows.every(({ holds }) => holds) ? 0 : 1;

async function findDatasource(): Promise<string> {
  const all = await grafana.get<{ uid: string; type: string }[]>('/api/datasources');
  const found = all.find(({ type }) => type === TYPE);
  if (!found)
    throw new Error(`No data source of type ${TYPE} in ${options.url}: add one, or name it by --datasource.`);
  return found.uid;
}

function connectionChecks(): Check[] {
  const resource = (path: string) =>
    grafana.get<{ text: string }[]>(`/api/datasources/uid/${uid}/resources/${path}`);
  return [
    {
      name: 'Save & test says what is connected',
      run: async () => {
        const { status, message } = await grafana.get<{ status: string; message: string }>(
          `/api/datasources/uid/${uid}/health`,
        );
        assert(status === 'OK' && /^Connected to LLM Observatory/.test(message), message);
        return message;
      },
    },
    {
      name: 'Keys of filters',
      run: async () => {
        const keys = await resource('tag-keys');
        assert(
          keys.some(({ text }) => text === 'model'),
          `no key "model" in ${JSON.stringify(keys).slice(0, 200)}`,
        );
        return `${keys.length} keys`;
      },
    },
    {
      name: 'Values of a filter',
      run: async () => {
        const found = await resource('tag-values?key=model');
        assert(found.length > 0, 'no model found');
        return found.slice(0, 5).map(({ text }) => text).join(', '); // prettier-ignore
      },
    },
    {
      name: "Metrics of the backend at Grafana's /metrics/plugins",
      run: async () => {
        const text = await grafana.text(`/metrics/plugins/${TYPE}`);
        assert(text.includes('observatory_'), 'no metric of the backend in it');
        return `${text.split('\n').filter((line) => line !== '' && !line.startsWith('#')).length} series`;
      },
    },
  ];
}

/** `some` cases may be answered with one frame without fields when there is no such data: that is no success here. */
async function contractChecks(): Promise<Check[]> {
  const known = { traceId: await anyTraceId(), conversationId: await anyConversation() };
  const single = CONTRACT.map((expected): Check => ({
    name: `Contract: ${expected.name}`,
    run: async () => {
      const answer = await ask({ A: fillIn(expected.query, known) });
      return held(expected, answer['A']);
    },
  }));
  const together: Check = {
    name: 'All of them in one request: each is answered on its own',
    run: async () => {
      const refIds = CONTRACT.map((_, index) => `Q${index}`);
      const queries = CONTRACT.map(({ query }, index) => [refIds[index], fillIn(query, known)] as const);
      const answers = await ask(Object.fromEntries(queries));
      CONTRACT.forEach((expected, index) => held(expected, answers[refIds[index] ?? '']));
      return `${CONTRACT.length} queries`;
    },
  };
  return [...single, together];
}

function held(expected: ContractCase, answer: Answer | undefined): string {
  const problems = answer ? problemsOf(expected, answer) : ['no answer'];
  assert(problems.length === 0, problems.join('; '));
  if (expected.error) return answer?.error ?? '';
  const lengths = answer?.frames.map(({ data }) => data.values[0]?.length ?? 0) ?? [];
  return `${lengths.length} frame(s), ${lengths.reduce((sum, length) => sum + length, 0)} rows`;
}

async function dashboardChecks(): Promise<Check[]> {
  const [traceId, conversation] = [await anyTraceId(), await anyConversation()];
  const boards = await suiteDashboards(grafana);
  return boards.map((board) => ({
    name: `Dashboard: ${board.title}`,
    run: () => checkDashboard(board, ask, { traceId, conversation, ds: uid }),
  }));
}

async function anyConversation(): Promise<string> {
  const { A } = await ask({ A: { queryType: 'conversations', limit: 1 } });
  return String(A?.frames[0]?.data.values[0]?.[0] ?? '');
}

function expressionChecks(): Check[] {
  const series = { queryType: 'metrics', measures: ['calls'], groupBy: ['model'] };
  const expression = (model: Record<string, unknown>) => ({
    ...model,
    datasource: { type: '__expr__', uid: '__expr__' },
  });
  const rowsOf = (answer: Answer | undefined) => {
    assert(answer?.status === 200 && answer.frames.length > 0, `${answer?.status} ${answer?.error}`);
    return `${answer?.frames.length} series with labels ${JSON.stringify(answer?.frames[0]?.schema.fields.at(-1)?.labels)}`;
  };
  return [
    {
      name: 'Expression: reduce over series',
      run: async () => {
        const answers = await ask({
          A: series,
          B: expression({ type: 'reduce', expression: 'A', reducer: 'sum' }),
        });
        return rowsOf(answers['B']);
      },
    },
    {
      name: 'Expression: threshold straight on totals',
      run: async () => {
        const conditions = [{ evaluator: { type: 'gt', params: [0] } }];
        const total = { ...series, shape: 'total' };
        const answers = await ask({
          A: total,
          B: expression({ type: 'threshold', expression: 'A', conditions }),
        });
        return rowsOf(answers['B']);
      },
    },
    {
      name: 'An alert rule fires, one instance a series, and resolves',
      run: () => checkAlertRule(grafana, uid, series),
    },
  ];
}

async function anyTraceId(): Promise<string> {
  const { A } = await ask({ A: { queryType: 'traces', limit: 1 } });
  const traceId = A?.frames[0]?.data.values[0]?.[0];
  if (typeof traceId !== 'string')
    throw new Error(`No trace between ${options.from} and ${options.to}: ${A?.error ?? 'send some'}.`);
  return traceId;
}

/** Grafana answers 200, 207 (mixed) or 400 (all failed), always with a result per query. */
async function ask(queries: Record<string, Record<string, unknown>>): Promise<Record<string, Answer>> {
  const { results } = await grafana.post<{ results: Record<string, Partial<Answer>> }>('/api/ds/query', {
    from: options.from,
    to: options.to,
    queries: Object.entries(queries).map(([refId, query]) => ({
      datasource: { type: TYPE, uid },
      intervalMs: 60_000,
      maxDataPoints: 500,
      ...query,
      refId,
    })),
  });
  return Object.fromEntries(
    Object.entries(results).map(([refId, { status = 200, error, frames = [] }]) => [
      refId,
      { status, error, frames },
    ]),
  );
}

async function printProtocol(): Promise<void> {
  const { version } = await grafana.get<{ version: string }>('/api/health');
  const plugin = await grafana.get<{ info: { version: string } }>(`/api/plugins/${TYPE}/settings`);
  const failed = rows.filter(({ holds }) => !holds).length;
  console.log(`# The data source in a real Grafana

Grafana ${version}, data source ${plugin.info.version}, ${new Date().toISOString().slice(0, 10)}: ${failed === 0 ? `all ${rows.length} checks hold` : `${failed} of ${rows.length} checks do not hold`}.
Made by \`npx tsx scripts/check-grafana.ts\` (see [contract.md](contract.md)).

| check | holds | seen |
| --- | --- | --- |
${rows.map(({ name, holds, remark }) => `| ${cell(name)} | ${holds ? 'yes' : '**no**'} | ${cell(remark)} |`).join('\n')}`);
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

function assert(holds: boolean, problem: string): void {
  if (!holds) throw new Error(problem);
}
