/** Holds the stand-in's bill against what LLM Observatory says the same calls used and cost. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { BillLine } from './modelServer/bill';

export interface Sums {
  calls: number;
  input: number;
  output: number;
  cacheRead: number;
  /** USD with 12 digits after the point: compared as text, so that nothing is rounded away. */
  cost: string;
}

export type ByModel = Map<string, Sums>;

export function sumBill(lines: readonly BillLine[]): ByModel {
  const sums = new Map<string, Sums & { picos: bigint }>();
  for (const line of lines) {
    const sum = sums.get(line.model) ?? { calls: 0, input: 0, output: 0, cacheRead: 0, cost: '', picos: 0n };
    sum.calls++;
    sum.input += line.inputTokens;
    sum.output += line.outputTokens;
    sum.cacheRead += line.cacheReadTokens;
    sum.picos += line.costPicos;
    sums.set(line.model, sum);
  }
  return new Map([...sums].map(([model, { picos, ...sum }]) => [model, { ...sum, cost: dollars(picos) }]));
}

const dollars = (picos: bigint) =>
  `${picos / 1_000_000_000_000n}.${(picos % 1_000_000_000_000n).toString().padStart(12, '0')}`;

const SQL = `
  SELECT regexp_replace(model_name, '-20[0-9-]+$', '') AS model, count(*) AS calls,
         sum(prompt_tokens) AS input, sum(completion_tokens) AS output,
         sum(coalesce(cache_read_tokens, 0)) AS cache_read, sum(total_cost_usd)::text AS cost
  FROM llm_metrics
  WHERE $__timeFilter(ts) AND environment = 'ENVIRONMENT' AND error_code IS NULL
  GROUP BY 1`;

/** Asks until as many calls are there as the bill has, or the patience is over: exporters send in batches. */
export async function askDatabase(
  url: string,
  environment: string,
  from: number,
  expectedCalls: number,
): Promise<ByModel> {
  for (let attempt = 0; ; attempt++) {
    const sums = await query(url, SQL.replace('ENVIRONMENT', environment), from);
    const calls = [...sums.values()].reduce((sum, one) => sum + one.calls, 0);
    if (calls >= expectedCalls || attempt >= 20) return sums;
    await sleep(500);
  }
}

interface Frame {
  schema: { fields: { name: string }[] };
  data: { values: unknown[][] };
}

async function query(url: string, rawSql: string, from: number): Promise<ByModel> {
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (process.env.OBSERVATORY_API_KEY) headers.authorization = `Bearer ${process.env.OBSERVATORY_API_KEY}`;
  const response = await fetch(`${url}/api/v1/query`, {
    method: 'POST',
    headers,
    body: JSON.stringify({
      from,
      to: Date.now() + 60_000,
      queries: [{ refId: 'A', queryType: 'sql', rawSql }],
    }),
  });
  if (!response.ok)
    throw new Error(`${url}/api/v1/query answered ${response.status}: ${await response.text()}`);
  const { results } = (await response.json()) as { results: { A: { frames: Frame[]; error?: string } } };
  if (results.A.error) throw new Error(results.A.error);
  const frame = results.A.frames[0];
  const column = (name: string) =>
    frame?.data.values[frame.schema.fields.findIndex((field) => field.name === name)] ?? [];
  const [calls, input, output, cacheRead, cost] = ['calls', 'input', 'output', 'cache_read', 'cost'].map(
    column,
  );
  return new Map(
    column('model').map((model, row) => [
      String(model),
      {
        calls: Number(calls?.[row]),
        input: Number(input?.[row]),
        output: Number(output?.[row]),
        cacheRead: Number(cacheRead?.[row]),
        cost: String(cost?.[row]),
      },
    ]),
  );
}

/** Prints both side by side; true when they are equal to the last digit. */
export function printComparison(bill: ByModel, database: ByModel): boolean {
  const rows = [...new Set([...bill.keys(), ...database.keys()])].sort().flatMap((model) => {
    const [a, b] = [bill.get(model), database.get(model)];
    return [
      { model, who: "provider's bill", ...a },
      {
        model,
        who: 'LLM Observatory',
        ...b,
        equal: JSON.stringify(a) === JSON.stringify(b) ? 'equal' : 'DIFFERENT',
      },
    ];
  });
  console.table(rows);
  return rows.every((row) => !('equal' in row) || row.equal === 'equal');
}
