/** Every dialect, in the order in which a span is asked: the more telling mark comes first. */
import { anthropicSdk } from './anthropicSdk';
import { claudeCode } from './claudeCode';
import { codex } from './codex';
import type { Dialect } from './dialect';
import { geminiCli } from './geminiCli';
import { genkit } from './genkit';
import { githubCopilot } from './githubCopilot';
import { googleAdk } from './googleAdk';
import { haystack } from './haystack';
import { langfuse } from './langfuse';
import { langsmith } from './langsmith';
import { litellm } from './litellm';
import { logfire } from './logfire';
import { mcp } from './mcp';
import { mistral } from './mistral';
import { mlflow } from './mlflow';
import { openinference } from './openinference';
import { otel } from './otel';
import { seed } from './seed';
import { traceloop } from './traceloop';
import { vercel } from './vercel';
import { vllm } from './vllm';

export const DIALECTS: readonly Dialect[] = [
  langfuse,
  claudeCode,
  codex,
  geminiCli,
  githubCopilot,
  vercel,
  mlflow,
  langsmith,
  openinference,
  googleAdk,
  logfire,
  litellm,
  genkit,
  haystack,
  traceloop,
  seed,
  anthropicSdk,
  mistral,
  vllm,
  mcp,
  otel,
];

/**
 * The order in which a span borrows names that its own dialect lacks: the standard first, then the registry.
 * One order for all, so that the same attributes give the same record whoever sent them.
 */
export const BORROW_ORDER: readonly Dialect[] = [otel, ...DIALECTS.filter((dialect) => dialect !== otel)];
