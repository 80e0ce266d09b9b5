import { describe, expect, it } from 'vitest';
import { healthFacts, healthFailure } from './health';

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

describe('a health check that failed', () => {
  it('shows what the backend says is wrong', () => {
    expect(
      healthFailure({ status: 'ERROR', message: 'KEY_UNKNOWN: This API key is not known here.' }),
    ).toEqual({
      text: 'The LLM Observatory backend answers, but not as it should.',
      detail: 'KEY_UNKNOWN: This API key is not known here.',
    });
  });

  it.each([
    [{ status: 'ERROR', message: 'Plugin health check failed' }, undefined],
    [{ message: 'Bad gateway' }, 'Bad gateway'],
    [{}, undefined],
  ])('says that the backend is away for %o', (answer, detail) => {
    const text = 'The LLM Observatory backend does not answer. This page tries again by itself.';
    expect(healthFailure(answer)).toEqual(detail === undefined ? { text } : { text, detail });
  });
});
