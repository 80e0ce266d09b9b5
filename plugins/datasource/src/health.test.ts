import { describe, expect, it } from 'vitest';
import { testResult } from './health';

describe('Save & test', () => {
  it('shows message and details of a backend that is well', () => {
    const details = { version: '0.1.0', verboseMessage: 'all is well' };
    expect(testResult({ status: 'OK', message: 'Connected to LLM Observatory 0.1.0.', details })).toEqual({
      status: 'success',
      message: 'Connected to LLM Observatory 0.1.0.',
      details,
    });
  });

  it('shows in red what the backend says is wrong', () => {
    const answer = {
      status: 'ERROR',
      message: 'KEY_UNKNOWN: this key is not known',
      details: { verboseMessage: 'x' },
    };
    expect(() => testResult(answer)).toThrow(
      expect.objectContaining({ status: 'error', message: 'KEY_UNKNOWN: this key is not known' }) as Error,
    );
  });

  it.each([undefined, { status: 'ERROR', message: 'Plugin health check failed' }])(
    'says what to look at when there is no backend: %o',
    (answer) => {
      expect(() => testResult(answer)).toThrow(
        expect.objectContaining({
          message:
            'The LLM Observatory backend does not answer. Is it running, and does Grafana know its gRPC address?',
        }) as Error,
      );
    },
  );

  it('says to look at the URL where the way is HTTP', () => {
    expect(() => testResult({ status: 'ERROR', message: 'Bad Gateway' }, false)).toThrow(
      expect.objectContaining({
        message:
          'The LLM Observatory backend does not answer. Is it running, and can Grafana’s server reach its URL?',
      }) as Error,
    );
  });
});
