/**
 * POST /api/v1/scores: what people and evaluators outside of any trace say of an answer: a thumb, stars, a grade.
 * All scores of a request are stored, or none.
 */
import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { idOf, scoreOf, SCORE_LIMITS } from '../../normalise/scores/score';
import { ObservatoryError } from '../../record/errors';
import type { SpanId, TraceId } from '../../record/ids';
import type { Score } from '../../record/score';
import { callerOf } from '../authenticateCallers';
import { readTime, TIME_FORMS } from '../timeRange';

/** Resolves after COMMIT, with how many were not there already. */
export type SaveScores = (scores: readonly Score[]) => Promise<{ stored: number }>;

export interface ScoresRouteOptions {
  saveScores: SaveScores;
  retainSeconds: number;
  now: () => Date;
}

const MAX_SCORES = 1000;

const id = z.string().trim().min(1).max(SCORE_LIMITS.id);
const hex = (digits: number) =>
  z
    .string()
    .trim()
    .toLowerCase()
    .regex(new RegExp(`^(?!0+$)[0-9a-f]{${digits}}$`), `expected ${digits} hexadecimal digits, not all zero`);

const scoreSchema = z
  .strictObject({
    /** Of the sender, once in a project. */
    id: id.optional(),
    name: z.string().trim().min(1).max(SCORE_LIMITS.name),
    value: z.union([z.number(), z.boolean()]).optional(),
    label: z.string().trim().min(1).max(SCORE_LIMITS.label).optional(),
    passed: z.boolean().optional(),
    explanation: z.string().trim().min(1).max(SCORE_LIMITS.explanation).optional(),
    annotator: z.string().trim().min(1).max(SCORE_LIMITS.name).optional(),
    traceId: hex(32).optional(),
    spanId: hex(16).optional(),
    responseId: id.optional(),
    sessionId: id.optional(),
    /** Default: now. */
    time: z.union([z.number(), z.string().max(100)]).optional(),
    attributes: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
      .refine((sent) => JSON.stringify(sent).length <= SCORE_LIMITS.details, `${SCORE_LIMITS.details} characters at most`)
      .optional(),
  })
  .refine(({ traceId, responseId, sessionId }) => traceId ?? responseId ?? sessionId, 'needs traceId, responseId or sessionId: what is judged')
  .refine(({ traceId, spanId }) => spanId === undefined || traceId !== undefined, 'spanId needs a traceId')
  .refine(({ value, label, explanation }) => value !== undefined || (label ?? explanation) !== undefined, 'needs a value, a label or an explanation'); // prettier-ignore

type SentScore = z.output<typeof scoreSchema>;

const bodySchema = z.object({ scores: z.array(scoreSchema).min(1).max(MAX_SCORES) });

export const scoresRoute =
  ({ saveScores, retainSeconds, now }: ScoresRouteOptions) =>
  async (app: FastifyInstance) => {
    app.post('/scores', async (request) => {
      const [project = 'default'] = callerOf(request).projects;
      const at = now();
      const scores = readBody(request.body).map((sent, index) => {
        const score = scoreFrom(sent, project, sent.time === undefined ? at : timeOf(sent.time, index, at));
        refuseFarTime(score, at, retainSeconds);
        return score;
      });
      const { stored } = await saveScores(scores);
      return { stored, known: scores.length - stored, ids: scores.map((score) => score.id) };
    });
  };

/** A score, or `{scores: […]}`. @throws ObservatoryError SCORES_INVALID (caller) */
function readBody(body: unknown): SentScore[] {
  const single = typeof body === 'object' && body !== null && !('scores' in body);
  const result = bodySchema.safeParse(single ? { scores: [body] } : body);
  if (result.success) return result.data.scores;
  const problems = result.error.issues.map(({ path, message }) => {
    const where = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
    return `${where.slice(1) || 'body'}: ${message}`;
  });
  throw invalid(problems.slice(0, 5).join('; '));
}

function scoreFrom(sent: SentScore, project: string, time: Date): Score {
  const { traceId = null, spanId = null, sessionId = null, responseId } = sent;
  const score = scoreOf(
    { ...sent, details: sent.attributes },
    {
      project,
      timeUnixNano: BigInt(time.getTime()) * 1_000_000n,
      target: spanId !== null || responseId !== undefined ? 'span' : traceId === null ? 'session' : 'trace',
      traceId: traceId as TraceId | null,
      spanId: spanId as SpanId | null,
      sessionId,
      source: 'api',
      identity: project,
    },
  );
  if (!score) throw invalid(`the score "${sent.name}" says nothing`);
  return { ...score, id: idOf('api', project, sent.id ?? randomUUID()) };
}

function timeOf(time: number | string, index: number, now: Date): Date {
  const read = readTime(time, now);
  if (read) return read;
  throw invalid(`scores[${index}].time: "${time}" is no time; use ${TIME_FORMS}`);
}

const DAY_MS = 86_400_000;

/** As telemetry: nothing may make chunks that retention has dropped already, or for a time that is far. */
function refuseFarTime({ name, timeUnixNano }: Score, now: Date, retainSeconds: number): void {
  const ms = Number(timeUnixNano / 1_000_000n);
  const [oldest, newest] = [now.getTime() - retainSeconds * 1000, now.getTime() + DAY_MS];
  if (ms >= oldest && ms <= newest) return;
  const iso = (time: number) => new Date(time).toISOString();
  throw new ObservatoryError(
    'caller',
    'TIME_OUT_OF_RANGE',
    `The score "${name}" of ${iso(ms)} is outside of what is kept (${iso(oldest)} to ${iso(newest)}): check the sender's clock, or OBSERVATORY_RETAIN_CALLS.`,
  );
}

const invalid = (problems: string): ObservatoryError =>
  new ObservatoryError(
    'caller',
    'SCORES_INVALID',
    `No score was stored: ${problems}. Expected {"name": "helpful", "value": 0.9, "traceId": "<32 hex digits>"}, or {"scores": [...]} with ${MAX_SCORES} of them at most.`,
  );
