import { describe, expect, it } from 'vitest';
import { healthFacts } from './health';

describe('the lines about the backend', () => {
  it('are version, database and edition', () => {
    const details = {
      version: '0.1.0',
      engine: 'postgres' as const,
      edition: 'community' as const,
      postgresVersion: '17.2',
      timescaleVersion: '2.19.3',
    };
    expect(healthFacts({ status: 'OK', message: '', details })).toEqual([
      { label: 'Backend', value: 'LLM Observatory 0.1.0' },
      { label: 'Database', value: 'PostgreSQL 17.2, server' },
      { label: 'TimescaleDB', value: '2.19.3, community edition: all features' },
    ]);
  });

  it('are none where the backend says nothing', () => {
    expect(healthFacts({ status: 'OK', message: '' })).toEqual([]);
  });
});
