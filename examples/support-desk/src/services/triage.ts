/** Sorts tickets with Claude. The Anthropic SDK sends spans of its own: no instrumentation is needed. */
import Anthropic from '@anthropic-ai/sdk';
import { serve } from './http';
import { startTelemetry } from './telemetry';

const telemetry = startTelemetry('ticket-triage');
const anthropic = new Anthropic({
  // Without a real key the stand-in is asked (ANTHROPIC_BASE_URL), and it takes any.
  apiKey: process.env.ANTHROPIC_API_KEY ?? 'stand-in',
  openTelemetry: { traces: { contentMode: 'content' }, propagation: false },
});

/** Long enough to be cached by the provider: the first call writes the cache, the others read it. */
const HANDBOOK = Array.from(
  { length: 60 },
  (_, index) =>
    `Rule ${index + 1}: a ticket about ${['an order', 'a refund', 'an account'][index % 3]} goes to desk ${(index % 5) + 1}; write down why.`,
).join('\n');

serve(telemetry, {
  '/triage': async ({
    text,
    urgent,
    conversation,
  }: {
    text: string;
    urgent: boolean;
    conversation: string;
  }) => {
    const request = {
      model: 'claude-haiku-4-5',
      max_tokens: 200,
      system: [{ type: 'text' as const, text: HANDBOOK, cache_control: { type: 'ephemeral' as const } }],
      messages: [
        {
          role: 'user' as const,
          content: `Sort this ticket. Answer with JSON {kind, urgency, language}.\n\n${text}`,
        },
      ],
    };
    const options = { openTelemetry: { conversationId: conversation } };
    const message = urgent
      ? await anthropic.messages.stream(request, options).finalMessage()
      : await anthropic.messages.create(request, options);
    const block = message.content[0];
    return { sorted: block?.type === 'text' ? block.text : '' };
  },
});
