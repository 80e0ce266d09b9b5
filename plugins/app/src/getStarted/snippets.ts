/** What to paste so that telemetry arrives, for each way to send it. Pure. */

export const PLACES = {
  here: {
    label: 'This computer',
    endpoint: 'http://127.0.0.1:4318',
    needsKey: false,
    hint: 'The backend of npm start listens on its own machine only and needs no key.',
  },
  docker: {
    label: 'Beside Docker',
    endpoint: 'http://127.0.0.1:4318',
    needsKey: true,
    hint: 'The backend runs by docker compose, your app does not. The key is ingest-on-this-machine unless LLM_INGEST_KEY was set.',
  },
  container: {
    label: 'A container',
    endpoint: 'http://backend:4318',
    needsKey: true,
    hint: 'The name of the backend’s service in your compose file. The container must be in its network.',
  },
  kubernetes: {
    label: 'Kubernetes',
    endpoint: 'http://llm-observatory.observability:4318',
    needsKey: true,
    hint: 'Service and namespace of the backend.',
  },
  elsewhere: {
    label: 'Elsewhere',
    endpoint: 'https://otlp.example.com',
    needsKey: true,
    hint: 'Put TLS before the backend: it speaks plain HTTP.',
  },
} as const satisfies Record<string, { label: string; endpoint: string; needsKey: boolean; hint: string }>;

export type Place = keyof typeof PLACES;

export interface Target {
  endpoint: string;
  needsKey: boolean;
}

export interface Step {
  title: string;
  code: string;
}

export interface Snippet {
  label: string;
  steps: (target: Target) => Step[];
}

const KEY = 'YOUR_KEY';

export const SNIPPETS = {
  python: {
    label: 'Python',
    steps: (target) => [
      {
        title:
          'Install (other libraries: openinference-instrumentation-anthropic, -langchain, -llama-index, …)',
        code: 'pip install openai opentelemetry-distro opentelemetry-exporter-otlp openinference-instrumentation-openai',
      },
      // A space in the value of OTEL_EXPORTER_OTLP_HEADERS must be written %20 in Python.
      {
        title: 'Run',
        code: `${environment(target, 'authorization=Bearer%20')}\nopentelemetry-instrument python my_app.py`,
      },
    ],
  },
  node: {
    label: 'Node',
    steps: (target) => [
      {
        title: 'Install',
        code: 'npm install openai @opentelemetry/api @opentelemetry/sdk-node @arizeai/openinference-instrumentation-openai',
      },
      {
        title: 'telemetry.mjs',
        code: `import { OpenAIInstrumentation } from '@arizeai/openinference-instrumentation-openai';
import { NodeSDK } from '@opentelemetry/sdk-node';
import OpenAI from 'openai';

const instrumentation = new OpenAIInstrumentation();
instrumentation.manuallyInstrument(OpenAI);
const sdk = new NodeSDK({ instrumentations: [instrumentation] });
sdk.start();
process.once('beforeExit', () => sdk.shutdown().catch(console.error));`,
      },
      {
        title: 'Run',
        code: `${environment(target, 'authorization=Bearer%20')}\nnode --import ./telemetry.mjs my-app.mjs`,
      },
    ],
  },
  collector: {
    label: 'Collector',
    steps: ({ endpoint, needsKey }) => [
      {
        title:
          'Add to the configuration of an OpenTelemetry Collector (before 0.144 the exporter is called otlphttp)',
        code: `exporters:
  otlp_http/llm:
    endpoint: ${endpoint}
${needsKey ? `    headers: { authorization: Bearer ${KEY} }\n` : ''}service:
  pipelines:
    traces: { receivers: [otlp], exporters: [otlp_http/llm] }
    metrics: { receivers: [otlp], exporters: [otlp_http/llm] }
    logs: { receivers: [otlp], exporters: [otlp_http/llm] }`,
      },
    ],
  },
  curl: {
    label: 'curl',
    steps: ({ endpoint, needsKey }) => [
      {
        title: 'One model call by hand: it appears above within seconds, with its cost',
        code: `now=$(date +%s)
curl -sS ${endpoint}/v1/traces -H 'content-type: application/json'${needsKey ? ` -H 'authorization: Bearer ${KEY}'` : ''} -d '{"resourceSpans":[{
  "resource":{"attributes":[{"key":"service.name","value":{"stringValue":"my-app"}}]},
  "scopeSpans":[{"spans":[{"name":"chat gpt-4o-mini","kind":3,
    "traceId":"'$(openssl rand -hex 16)'","spanId":"'$(openssl rand -hex 8)'",
    "startTimeUnixNano":"'$((now - 2))'000000000","endTimeUnixNano":"'$now'000000000",
    "attributes":[
      {"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},
      {"key":"gen_ai.provider.name","value":{"stringValue":"openai"}},
      {"key":"gen_ai.request.model","value":{"stringValue":"gpt-4o-mini"}},
      {"key":"gen_ai.usage.input_tokens","value":{"intValue":"1200"}},
      {"key":"gen_ai.usage.output_tokens","value":{"intValue":"300"}}]}]}]}]}'`,
      },
    ],
  },
} as const satisfies Record<string, Snippet>;

export type SnippetId = keyof typeof SNIPPETS;

function environment({ endpoint, needsKey }: Target, header: string): string {
  return [
    `export OTEL_EXPORTER_OTLP_ENDPOINT=${endpoint}`,
    'export OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf',
    ...(needsKey ? [`export OTEL_EXPORTER_OTLP_HEADERS="${header}${KEY}"`] : []),
    'export OTEL_SERVICE_NAME=my-app',
  ].join('\n');
}

/** Of a URL parameter: the first one for anything that is not known. */
export const placeOf = (value: string | null): Place =>
  value !== null && Object.hasOwn(PLACES, value) ? (value as Place) : 'here';
export const snippetOf = (value: string | null): SnippetId =>
  value !== null && Object.hasOwn(SNIPPETS, value) ? (value as SnippetId) : 'python';
