/** What happened, in minutes since the start. Every prompt leads to requests and to runs of tools. */
export interface Session {
  user: string;
  id: string;
  startMinute: number;
  prompts: Prompt[];
}

export interface Prompt {
  length: number;
  /** One after the other. */
  steps: Step[];
}

export type Step =
  | {
      kind: 'request';
      model: string;
      seconds: number;
      input: number;
      cacheRead: number;
      cacheWrite: number;
      output: number;
      /** What Claude Code worked the cost out to be. */
      usd: number;
    }
  | { kind: 'overloaded'; model: string; seconds: number }
  | { kind: 'tool'; name: string; seconds: number; success: boolean }
  | { kind: 'refused'; name: string };

const SONNET = 'claude-sonnet-4-5-20250929';
const HAIKU = 'claude-haiku-4-5-20251001';
/** USD per 1 M tokens: input, cache read, cache write, output. */
const PRICES: Record<string, readonly [number, number, number, number]> = {
  [SONNET]: [3, 0.3, 3.75, 15],
  [HAIKU]: [1, 0.1, 1.25, 5],
};

function ask(
  model: string,
  seconds: number,
  input: number,
  cacheRead: number,
  cacheWrite: number,
  output: number,
): Step {
  const [perInput, perRead, perWrite, perOutput] = PRICES[model] ?? [0, 0, 0, 0];
  const usd = (input * perInput + cacheRead * perRead + cacheWrite * perWrite + output * perOutput) / 1e6;
  return { kind: 'request', model, seconds, input, cacheRead, cacheWrite, output, usd };
}
const tool = (name: string, seconds: number, success = true): Step => ({
  kind: 'tool',
  name,
  seconds,
  success,
});

/** A prompt that reads, edits and tests: the prefix grows in the cache from request to request. */
const change = (length: number, prefix: number): Prompt => ({
  length,
  steps: [
    ask(HAIKU, 1.4, 380, 0, 0, 42),
    ask(SONNET, 6.2, 12, prefix, 3100, 640),
    tool('Grep', 0.3),
    tool('Read', 0.1),
    ask(SONNET, 9.8, 9, prefix + 3100, 5200, 1480),
    tool('Edit', 0.2),
    tool('Bash', 14, false),
    ask(SONNET, 5.1, 8, prefix + 8300, 1900, 720),
    tool('Bash', 12),
    ask(SONNET, 2.9, 6, prefix + 10_200, 800, 260),
  ],
});

const question = (length: number, prefix: number): Prompt => ({
  length,
  steps: [
    ask(SONNET, 4.4, 14, prefix, 900, 510),
    tool('Read', 0.1),
    ask(SONNET, 3.3, 7, prefix + 900, 2400, 380),
  ],
});

export const MORNING: Session[] = [
  { user: 'ada', id: '5e0c1f5a-6f35-4a0c-9a57-0d9a1f1f2a01', startMinute: 4, prompts: [change(212, 18_400), question(64, 29_400), change(120, 32_000)] },
  { user: 'linus', id: '5e0c1f5a-6f35-4a0c-9a57-0d9a1f1f2a02', startMinute: 31, prompts: [question(48, 17_900), { length: 80, steps: [{ kind: 'overloaded', model: SONNET, seconds: 1.1 }, ask(SONNET, 7.7, 11, 21_300, 2700, 900), { kind: 'refused', name: 'Bash' }] }] },
  { user: 'ada', id: '5e0c1f5a-6f35-4a0c-9a57-0d9a1f1f2a03', startMinute: 118, prompts: [change(340, 18_400), change(75, 31_100)] },
  { user: 'grace', id: '5e0c1f5a-6f35-4a0c-9a57-0d9a1f1f2a04', startMinute: 190, prompts: [question(90, 19_000), question(33, 22_300), change(260, 26_000)] },
  { user: 'linus', id: '5e0c1f5a-6f35-4a0c-9a57-0d9a1f1f2a05', startMinute: 301, prompts: [change(141, 17_900)] },
]; // prettier-ignore
