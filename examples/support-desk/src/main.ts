/**
 * The support desk: starts its three services and, without real keys, a stand-in for the model providers; works through
 * a morning's tickets; then holds the bill against the database.
 *
 *   OTEL_EXPORTER_OTLP_ENDPOINT   where telemetry goes                    (default http://127.0.0.1:4318)
 *   OBSERVATORY_URL               LLM Observatory's REST address          (default http://127.0.0.1:8080)
 *   OBSERVATORY_API_KEY           key with scope read, where one is needed; the ingest key goes in OTEL_EXPORTER_OTLP_HEADERS,
 *                                 and is used for feedback too
 *   OPENAI_API_KEY, ANTHROPIC_API_KEY   both set: the real providers are asked, and billed
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { askDatabase, printComparison, sumBill } from './compare';
import { sendThumb } from './feedback';
import { startModelServer } from './modelServer/server';
import { TICKETS, type Ticket } from './tickets';

const real = Boolean(process.env.OPENAI_API_KEY && process.env.ANTHROPIC_API_KEY);
const endpoint = process.env.OTEL_EXPORTER_OTLP_ENDPOINT ?? 'http://127.0.0.1:4318';
const observatory = process.env.OBSERVATORY_URL ?? 'http://127.0.0.1:8080';
const started = Date.now();
// Marks this run, so that the comparison sees these calls and no others.
const environment = `demo-${started.toString(36)}`;

const standIn = real ? undefined : await startModelServer();
const children: ChildProcess[] = [];

try {
  const shared = { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, DESK_ENVIRONMENT: environment };
  const provider: Record<string, string> = standIn
    ? {
        OPENAI_BASE_URL: `${standIn.url}/v1`,
        ANTHROPIC_BASE_URL: standIn.url,
        OPENAI_API_KEY: 'stand-in',
        ANTHROPIC_API_KEY: 'stand-in',
      }
    : {};
  const triage = await startService('triage', { ...shared, ...provider });
  const search = await startService('search', { ...shared, ...provider });
  const desk = { ...shared, ...provider, TRIAGE_URL: triage, SEARCH_URL: search };
  // The first half of the morning runs on one release, the second on the next.
  const half = Math.ceil(TICKETS.length / 2);
  for (const [release, tickets] of [
    ['1.4.0', TICKETS.slice(0, half)],
    ['1.5.0', TICKETS.slice(half)],
  ] as const) {
    const url = await startService('desk', { ...desk, DESK_RELEASE: release });
    await workThrough(url, tickets);
  }
} finally {
  await Promise.all(children.map(stop));
  await standIn?.close();
}

if (!standIn) {
  console.log('\nThe real providers were asked: their bill is in their own consoles.');
} else {
  const answered = standIn.bill.lines.length;
  const failures = [...standIn.bill.failures].map(([status, count]) => `${count} × ${status}`).join(', ');
  console.log(
    `\nThe stand-in answered ${answered} requests and refused some (${failures || 'none'}). Bill against database:`,
  );
  const bill = sumBill(standIn.bill.lines);
  const database = await askDatabase(observatory, environment, started - 60_000, answered);
  const equal = printComparison(bill, database);
  console.log(equal ? 'Equal to the last digit.' : 'They differ: see the rows marked DIFFERENT.');
  process.exitCode = equal ? 0 : 1;
}

async function startService(name: string, env: Record<string, string>): Promise<string> {
  const child = fork(fileURLToPath(new URL(`./services/${name}.ts`, import.meta.url)), {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, ...env },
  });
  children.push(child);
  const [message] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error(`${name} ended at its start`))),
  ])) as [{ url: string }];
  return message.url;
}

/** A service sends what telemetry it still holds before it ends. */
async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || !child.connected) return;
  child.send('stop');
  await once(child, 'exit');
}

/** Conversations go on side by side; the tickets of one wait for each other. */
async function workThrough(desk: string, tickets: readonly Ticket[]): Promise<void> {
  const conversations = groupByConversation(tickets);
  await Promise.all(
    [...conversations.values()].map(async (conversation) => {
      for (const one of conversation) await submit(desk, one);
    }),
  );
}

function groupByConversation(tickets: readonly Ticket[]): Map<string, Ticket[]> {
  const groups = new Map<string, Ticket[]>();
  for (const one of tickets) groups.set(one.conversation, [...(groups.get(one.conversation) ?? []), one]);
  return groups;
}

async function submit(desk: string, one: Ticket): Promise<void> {
  const response = await fetch(`${desk}/tickets`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(one),
  });
  const { text, error, traceId } = (await response.json()) as {
    text?: string;
    error?: string;
    traceId?: string;
  };
  console.log(`${one.customer.padEnd(6)} ${one.text}\n       ${error ? `failed: ${error}` : text}`);
  if (one.thumb && traceId) await sendThumb(observatory, one.thumb, { id: `thumb-${traceId}`, traceId });
}
