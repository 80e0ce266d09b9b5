/** The answer of the data source's health check, as lines for the page. Pure. */
import type { HealthDetails } from '@llmobservatory/model';

export interface HealthAnswer {
  status: string;
  message: string;
  details?: Partial<HealthDetails>;
}

export interface Fact {
  label: string;
  value: string;
}

const EDITIONS: Record<HealthDetails['edition'], string> = {
  community: 'community edition: all features',
  apache: 'Apache edition: no compression, rollups as plain views',
};
const ENGINES: Record<HealthDetails['engine'], string> = {
  postgres: 'server',
  embedded: 'embedded in the backend',
};

/** Only what the backend said: an older one may say less. */
export function healthFacts({ details = {} }: HealthAnswer): Fact[] {
  const { version, engine, edition, postgresVersion, timescaleVersion } = details;
  const facts: (Fact | false | undefined)[] = [
    version !== undefined && { label: 'Backend', value: `LLM Observatory ${version}` },
    postgresVersion !== undefined && {
      label: 'Database',
      value: `PostgreSQL ${postgresVersion}${engine ? `, ${ENGINES[engine]}` : ''}`,
    },
    timescaleVersion !== undefined && {
      label: 'TimescaleDB',
      value: `${timescaleVersion}${edition ? `, ${EDITIONS[edition]}` : ''}`,
    },
  ];
  return facts.filter((fact) => typeof fact === 'object');
}

export interface HealthFailure {
  /** One sentence for a person. */
  text: string;
  /** What the other side said, where it adds something. */
  detail?: string;
}

/** What Grafana says by itself when nobody answers the health check. */
const NOBODY = /^plugin (health check failed|unavailable)$/i;

/** `status` ERROR comes from the backend, with what to do; everything else means that it was not reached. */
export function healthFailure({ status, message }: { status?: string; message?: string }): HealthFailure {
  if (status === 'ERROR' && message && !NOBODY.test(message))
    return { text: 'The LLM Observatory backend answers, but not as it should.', detail: message };
  return {
    text: 'The LLM Observatory backend does not answer. This page tries again by itself.',
    ...(message && !NOBODY.test(message) && { detail: message }),
  };
}
