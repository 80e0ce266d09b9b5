/** Finds help articles: embeds the question, compares, and streams a summary. OpenTelemetry's own OpenAI instrumentation. */
import { createRequire } from 'node:module';
import { metrics, SpanKind } from '@opentelemetry/api';
import { OpenAIInstrumentation } from '@opentelemetry/instrumentation-openai';
import type { OpenAI as OpenAIClient } from 'openai';
import { ARTICLES } from './articles';
import { inSpan, serve } from './http';
import { startTelemetry } from './telemetry';

const telemetry = startTelemetry('help-search');
const instrumentation = new OpenAIInstrumentation({ captureMessageContent: true });
instrumentation.setTracerProvider(telemetry.provider);
// Its instruments are only made when it is given a meter provider.
instrumentation.setMeterProvider(metrics.getMeterProvider());
instrumentation.enable();
// The instrumentation hooks `require`, so the client has to be loaded that way, after it.
const { OpenAI } = createRequire(import.meta.url)('openai') as { OpenAI: typeof OpenAIClient };
const openai = new OpenAI({ apiKey: process.env.OPENAI_API_KEY ?? 'stand-in' });

async function embed(texts: string[]): Promise<number[][]> {
  const { data } = await openai.embeddings.create({
    model: 'text-embedding-3-small',
    input: texts,
    encoding_format: 'float',
  });
  return data.map((item) => item.embedding);
}

const similarity = (a: number[], b: number[]) =>
  a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);

let articles: Promise<number[][]> | undefined;

function retrieve(question: string) {
  return inSpan(
    telemetry.tracer,
    'retrieval help articles',
    SpanKind.INTERNAL,
    {
      'gen_ai.operation.name': 'retrieval',
      'gen_ai.data_source.id': 'help-articles',
      'gen_ai.retrieval.query.text': question,
    },
    async (setAttribute) => {
      articles ??= embed(ARTICLES.map((article) => article.text));
      const [vectors, [wanted = []]] = await Promise.all([articles, embed([question])]);
      const found = ARTICLES.map((article, index) => ({
        ...article,
        score: similarity(vectors[index] ?? [], wanted),
      }))
        .sort((a, b) => b.score - a.score)
        .slice(0, 3);
      setAttribute(
        'gen_ai.retrieval.documents',
        JSON.stringify(found.map(({ id, score, text }) => ({ id, score, content: text }))),
      );
      return found;
    },
  );
}

serve(telemetry, {
  '/search': async ({ question }: { question: string }) => {
    const found = await retrieve(question);
    const stream = await openai.chat.completions.create({
      model: 'gpt-4.1-mini',
      stream: true,
      stream_options: { include_usage: true },
      messages: [
        { role: 'system', content: 'Sum up what the articles say about the question, in two sentences.' },
        { role: 'user', content: `${question}\n\n${found.map((article) => article.text).join('\n\n')}` },
      ],
    });
    let summary = '';
    for await (const chunk of stream) summary += chunk.choices[0]?.delta.content ?? '';
    return { summary, articles: found.map((article) => article.id) };
  },
});
