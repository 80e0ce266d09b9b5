/** How the backend is, for people: what is connected, how fresh the data is, what to fix. Save & test shows it. */
import type { HealthDetails } from '@llmobservatory/model';
import type { BackendFacts } from './facts';

export interface HealthReport {
  message: string;
  details: HealthDetails;
}

export function healthReport(facts: BackendFacts, now: Date): HealthReport {
  const database =
    facts.engine === 'embedded'
      ? `embedded TimescaleDB ${facts.timescaleVersion}`
      : `TimescaleDB ${facts.timescaleVersion} on PostgreSQL ${facts.postgresVersion}`;
  const newest = facts.newestSpanAt
    ? `The newest span started ${ageText(now.getTime() - facts.newestSpanAt.getTime())}.`
    : 'No span has come yet.';
  return {
    message: `Connected to LLM Observatory ${facts.version}, ${database} (${facts.edition} edition). ${newest}`,
    details: detailsOf(facts),
  };
}

/** What the resource `info` answers too. */
export function detailsOf(facts: BackendFacts): HealthDetails {
  const problems = problemsOf(facts);
  return {
    version: facts.version,
    engine: facts.engine,
    edition: facts.edition,
    postgresVersion: facts.postgresVersion,
    timescaleVersion: facts.timescaleVersion,
    newestSpanAt: facts.newestSpanAt?.toISOString() ?? null,
    ingestLagMs: facts.ingestLagMs,
    problems,
    verboseMessage: problems.join('\n'),
  };
}

function problemsOf(facts: BackendFacts): string[] {
  const problems: string[] = [];
  if (facts.newestSpanAt === null) {
    problems.push(
      'Nothing to show yet: send OTLP to the backend (port 4317 gRPC, 4318 HTTP). If applications send already, check that their key and this one name the same project.',
    );
  }
  if (facts.edition === 'apache') {
    problems.push(
      'The database runs the Apache edition of TimescaleDB: figures over long ranges are computed from single calls, which takes longer. The Community edition has rollups and compression.',
    );
  }
  if (facts.engine === 'postgres' && facts.readerRole === null) {
    problems.push(
      'Raw SQL is switched off: it runs with a login role that owns nothing, and there is none. Set OBSERVATORY_DATABASE_READER_URL, or let the role of the backend create roles.',
    );
  }
  return problems;
}

const AGES: readonly [ms: number, unit: string][] = [
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
  [1000, 'second'],
];

/** "12 seconds ago"; a sender's clock may run ahead. */
function ageText(ageMs: number): string {
  if (ageMs < -1000) return `${spanText(-ageMs)} in the future: check the clock of its sender`;
  return ageMs < 1000 ? 'just now' : `${spanText(ageMs)} ago`;
}

function spanText(ms: number): string {
  const [unitMs, unit] = AGES.find(([limit]) => ms >= limit) ?? [1000, 'second'];
  const count = Math.floor(ms / unitMs);
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
