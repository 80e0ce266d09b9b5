/** Every dialect, in the order in which a span is asked: the more telling mark comes first. */
import { anthropicSdk } from './anthropicSdk';
import { claudeCode } from './claudeCode';
import { codex } from './codex';
import type { Dialect } from './dialect';
import { flue } from './flue';
import { geminiCli } from './geminiCli';
import { genkit } from './genkit';
import { githubCopilot } from './githubCopilot';
import { googleAdk } from './googleAdk';
import { haystack } from './haystack';
import { laminar } from './laminar';
import { langfuse } from './langfuse';
import { langsmith } from './langsmith';
import { litellm } from './litellm';
import { livekit } from './livekit';
import { logfire } from './logfire';
import { mastra } from './mastra';
import { mcp } from './mcp';
import { microsoftAgents } from './microsoftAgents';
import { mistral } from './mistral';
import { mlflow } from './mlflow';
import { openinference } from './openinference';
import { openlit } from './openlit';
import { openrouter } from './openrouter';
import { otel } from './otel';
import { qwenCode } from './qwenCode';
import { seed } from './seed';
import { semanticKernel } from './semanticKernel';
import { sentry } from './sentry';
import { sigil } from './sigil';
import { springAi } from './springAi';
import { strands } from './strands';
import { traceloop } from './traceloop';
import { unknown } from './unknown';
import { vercel } from './vercel';
import { vllm } from './vllm';
import { voltagent } from './voltagent';
import { weave } from './weave';

export const DIALECTS: readonly Dialect[] = [
  langfuse,
  qwenCode,
  claudeCode,
  codex,
  geminiCli,
  githubCopilot,
  vercel,
  mlflow,
  langsmith,
  openinference,
  googleAdk,
  strands,
  logfire,
  litellm,
  genkit,
  haystack,
  mastra,
  livekit,
  laminar,
  voltagent,
  flue,
  weave,
  sigil,
  openrouter,
  semanticKernel,
  microsoftAgents,
  springAi,
  openlit,
  traceloop,
  seed,
  sentry,
  anthropicSdk,
  mistral,
  vllm,
  mcp,
  otel,
  unknown,
];

/**
 * The order in which a span borrows names that its own dialect lacks: the standard first, then the registry.
 * One order for all, so that the same attributes give the same record whoever sent them.
 */
export const BORROW_ORDER: readonly Dialect[] = [otel, ...DIALECTS.filter((dialect) => dialect !== otel)];
