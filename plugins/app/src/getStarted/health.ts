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
