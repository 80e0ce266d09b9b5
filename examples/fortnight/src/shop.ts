/** The shop's three services that ask models, and what one request of each does. */
import type { Tracer } from '@opentelemetry/api';
import { FLASH, GPT, HAIKU, HOUSE, SONNET, type Model } from './models';
import type { Draw } from './random';
import { chat, embed, inSpan, runTool } from './spans';

export type Service = 'shop-assistant' | 'mail-drafts' | 'review-summary';

export interface Moment {
  tracer: Tracer;
  draw: Draw;
  startMs: number;
  /** From 0 (the first day) up to 1 (now). */
  progress: number;
}

const CUSTOMERS = Array.from({ length: 60 }, (_, n) => `customer-${String(n + 1).padStart(3, '0')}`);
const TEAMS = ['store', 'service', 'marketing'] as const;
const TOOLS = ['find_products', 'order_status', 'stock_of'] as const;

/** A test with four models: the same prompt, by chance. */
const IN_TEST: readonly (readonly [number, Model])[] = [
  [32, GPT],
  [26, HAIKU],
  [26, FLASH],
  [16, SONNET],
];

/** A customer asks, the assistant searches, perhaps looks something up, and answers; a failed call is asked again. */
export function assistant({ tracer, draw, startMs, progress }: Moment): void {
  const customer = draw.of(CUSTOMERS);
  const attributes = {
    'user.id': customer,
    'gen_ai.conversation.id': `visit-${customer.slice(-3)}-${Math.floor(startMs / 3_600_000)}`,
    team: draw.weighted([[3, TEAMS[0]], [2, TEAMS[1]]]),
  }; // prettier-ignore
  const model = draw.weighted(IN_TEST);
  // The second week's prompt is shorter, and begins with what stays the same.
  const [promptVersion, prefix] = progress < 0.55 ? ['3', 0] : ['4', 1536];
  inSpan(
    { tracer, attributes },
    'invoke_agent shop-assistant',
    { 'gen_ai.operation.name': 'invoke_agent', 'gen_ai.agent.name': 'shop-assistant' },
    startMs,
    (parent) => {
      const request = {
        tracer,
        parent,
        attributes: { ...attributes, 'gen_ai.agent.name': 'shop-assistant' },
      };
      let atMs = embed(request, draw, startMs + 4, Math.round(draw.around(24)));
      const asked = {
        model,
        prompt: 'answer-customer',
        promptVersion,
        input: Math.round(draw.around(progress < 0.55 ? 3400 : 2300)) + prefix,
        cached: draw.chance(0.7) ? prefix : 0,
      };
      const tool = draw.of(TOOLS);
      // Some look the same up again and again.
      const runs = draw.weighted([[40, 0], [48, 1], [8, 2], [4, 5]] as const); // prettier-ignore
      for (let run = 0; run < runs; run++) atMs = runTool(request, draw, atMs + 3, tool);
      let answer = chat(request, draw, atMs + 5, asked);
      if (!answer.answered) answer = chat(request, draw, answer.endMs + 800, asked);
      return answer.endMs + 6;
    },
  );
}

/** Long letters by the dear model, for the people at the service desk. */
export function mailDraft({ tracer, draw, startMs }: Moment): void {
  const attributes = {
    'user.id': draw.of(['mara', 'noor', 'otto', 'pia']),
    team: 'service',
  };
  chat({ tracer, attributes }, draw, startMs, {
    model: SONNET,
    prompt: 'draft-mail',
    promptVersion: '1',
    input: Math.round(draw.around(1900)),
    cached: 0,
  });
}

/** Each night: what buyers say of a product, by the small model in the cellar, and by another where that is unsure. */
export function reviewSummary({ tracer, draw, startMs }: Moment): void {
  const attributes = { team: 'marketing' };
  const asked = {
    prompt: 'sum-up-reviews',
    promptVersion: '2',
    input: Math.round(draw.around(5200)),
    output: 90,
    cached: 0,
  };
  inSpan({ tracer, attributes }, 'sum up reviews', {}, startMs, (parent) => {
    const request = { tracer, parent, attributes };
    const { endMs } = chat(request, draw, startMs + 2, { ...asked, model: HOUSE });
    return draw.chance(0.3) ? chat(request, draw, endMs + 2, { ...asked, model: FLASH }).endMs : endMs;
  });
}
