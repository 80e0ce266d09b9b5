import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { placeOf, PLACES, SNIPPETS, snippetOf, type SnippetId } from './snippets';

const USES = Object.keys(SNIPPETS) as SnippetId[];
const textOf = (use: SnippetId, needsKey: boolean) =>
  SNIPPETS[use]
    .steps({ endpoint: 'http://backend:4318', needsKey })
    .map(({ code }) => code)
    .join('\n');

describe.each(USES)('the instructions for %s', (use) => {
  it('send to the endpoint', () => {
    expect(textOf(use, false)).toContain('http://backend:4318');
  });

  it('send a key only where one is needed', () => {
    expect(textOf(use, true)).toContain('YOUR_KEY');
    expect(textOf(use, false)).not.toMatch(/YOUR_KEY|authorization/i);
  });
});

describe('instructions by hand', () => {
  it('are a command whose body is one OTLP span of a model call', () => {
    const command = textOf('curl', false);
    // curl is replaced by a function that prints its last argument: the body, after the shell put the values in.
    const shell = `curl() { for last; do :; done; printf %s "$last"; }\nopenssl() { [ "$3" = 16 ] && echo 0af7651916cd43dd8448eb211c80319c || echo b7ad6b7169203331; }\n${command}`;
    const body = JSON.parse(execFileSync('sh', ['-c', shell], { encoding: 'utf8' })) as {
      resourceSpans: { scopeSpans: { spans: Record<string, string>[] }[] }[];
    };
    expect(body.resourceSpans[0]?.scopeSpans[0]?.spans[0]).toMatchObject({
      name: 'chat gpt-4o-mini',
      traceId: '0af7651916cd43dd8448eb211c80319c',
      spanId: 'b7ad6b7169203331',
      startTimeUnixNano: expect.stringMatching(/^\d{19}$/) as string,
      endTimeUnixNano: expect.stringMatching(/^\d{19}$/) as string,
    });
  });
});

describe('a choice in the URL', () => {
  it('is the one that is named', () => {
    expect([placeOf('kubernetes'), snippetOf('curl')]).toEqual(['kubernetes', 'curl']);
  });

  it.each([null, '', 'constructor', 'mars'])('is the first one for %o', (value) => {
    expect([placeOf(value), snippetOf(value)]).toEqual([Object.keys(PLACES)[0], USES[0]]);
  });
});
