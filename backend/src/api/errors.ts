/** What an error looks like over HTTP: `{code, message, position?}`, the same for ours and for the framework's. */
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import { failureOf } from '../grafana/failure';
import type { Logger } from '../observe/logger';
import { ObservatoryError, type Fault } from '../record/errors';

export function sendErrors(app: FastifyInstance, logger: Logger): void {
  app.setErrorHandler((error: FastifyError | Error, request, reply) => {
    const known = asObservatoryError(error);
    if (!known || known.fault === 'internal') {
      logger.error(
        { err: error, method: request.method, path: request.url.split('?')[0] },
        'a request failed',
      );
    }
    return sendError(reply, known ?? error);
  });
  app.setNotFoundHandler((request, reply) =>
    sendError(
      reply,
      new ObservatoryError(
        'not_found',
        'PATH_UNKNOWN',
        `There is nothing at ${request.method} ${request.url.split('?')[0]}. Known: ${PATHS}.`,
      ),
    ),
  );
}

function sendError(reply: FastifyReply, error: unknown): FastifyReply {
  const { status } = failureOf(error);
  if (status === 401) reply.header('www-authenticate', 'Bearer');
  if (!(error instanceof ObservatoryError)) {
    return reply.code(status).send({
      code: 'INTERNAL',
      message: 'The backend failed in a way it does not know. Its log has the details.',
    });
  }
  if (error.retryAfterSeconds !== undefined) reply.header('retry-after', Math.ceil(error.retryAfterSeconds));
  const { code, message, position } = error;
  return reply.code(status).send({ code, message, ...(position && { position }) });
}

const PATHS =
  'POST /api/v1/query, /api/v1/scores, GET /api/v1/tag-keys, /api/v1/tag-values, /api/v1/info, /api/v1/health, /api/v1/catalogue, /health, /ready, /metrics';

/** Errors of the framework before any handler runs, by its codes. */
const FRAMEWORK: Record<string, { fault: Fault; code: string; text: string }> = {
  FST_ERR_CTP_BODY_TOO_LARGE: { fault: 'too_large', code: 'BODY_TOO_LARGE', text: 'The body is larger than 2 MiB. Send fewer queries or scores at once.' },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: { fault: 'unsupported', code: 'CONTENT_TYPE_UNSUPPORTED', text: 'The body must be JSON: send it with content-type: application/json.' },
  FST_ERR_CTP_EMPTY_JSON_BODY: { fault: 'caller', code: 'BODY_INVALID', text: 'The body is empty; a JSON object is expected.' },
  FST_ERR_CTP_INVALID_JSON_BODY: { fault: 'caller', code: 'BODY_INVALID', text: 'The body is no JSON.' },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: { fault: 'caller', code: 'BODY_INVALID', text: 'The body is shorter or longer than its content-length.' },
}; // prettier-ignore

function asObservatoryError(error: FastifyError | Error): ObservatoryError | undefined {
  if (error instanceof ObservatoryError) return error;
  const code = 'code' in error ? String(error.code) : '';
  const known = Object.hasOwn(FRAMEWORK, code) ? FRAMEWORK[code] : undefined;
  if (known) return new ObservatoryError(known.fault, known.code, known.text, { cause: error });
  const status = 'statusCode' in error ? Number(error.statusCode) : 500;
  if (status < 400 || status >= 500) return undefined;
  return new ObservatoryError('caller', 'REQUEST_INVALID', `The request can't be read: ${error.message}.`, {
    cause: error,
  });
}
