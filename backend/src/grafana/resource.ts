/** pluginv2 Resource: small questions of the editors, answered as JSON. The same ones stand below /api/v1. */
import { DIMENSIONS, MEASURES, RESOURCES } from '@llmobservatory/model';
import type { Authenticate, Caller } from '../access/caller';
import type { Logger } from '../observe/logger';
import { ObservatoryError } from '../record/errors';
import type { CallContext } from './calls';
import { callerOf } from './callerOf';
import { detailsOf } from '../query/healthReport';
import { failureOf } from './failure';
import type { Queries } from '../query/run';
import type { CallResourceRequest, CallResourceResponse } from './proto/messages';
import { tagQuestion, valuesQuestion } from './tagQuestion';

export interface ResourceOptions {
  authenticate: Authenticate;
  queries: Queries;
  logger: Logger;
}

type Answer = (
  params: URLSearchParams,
  asker: { caller: Caller; signal: AbortSignal },
  queries: Queries,
) => Promise<unknown> | unknown;

const ANSWERS: Record<string, Answer> = {
  [RESOURCES.tagKeys]: (params, asker, queries) => queries.tagKeys({ ...tagQuestion(params), ...asker }),
  [RESOURCES.tagValues]: (params, asker, queries) =>
    queries.tagValues({ ...valuesQuestion(params), ...asker }),
  catalogue: () => ({ measures: MEASURES, dimensions: DIMENSIONS }),
  info: async (_, asker, queries) => detailsOf(await queries.facts(asker)),
};

export function callResource(options: ResourceOptions) {
  return async (
    request: CallResourceRequest,
    write: (response: CallResourceResponse) => void,
    context: CallContext,
  ): Promise<void> => {
    try {
      const caller = await callerOf(request.pluginContext, context.remoteAddress, options.authenticate);
      const { answer, params } = route(request);
      write(json(200, await answer(params, { caller, signal: context.signal }, options.queries)));
    } catch (error) {
      if (!(error instanceof ObservatoryError) || error.fault === 'internal') {
        options.logger.error({ err: error, path: request.path }, 'a resource call failed');
      }
      const { status, text } = failureOf(error);
      write(json(status, { message: text }));
    }
  };
}

function route({ method, path, url }: CallResourceRequest): { answer: Answer; params: URLSearchParams } {
  const name = path.replace(/^\/+|\/+$/g, '');
  const answer = Object.hasOwn(ANSWERS, name) ? ANSWERS[name] : undefined;
  if (!answer || method !== 'GET') {
    throw new ObservatoryError(
      'not_found',
      'RESOURCE_UNKNOWN',
      `There is no resource ${method} "${name}". Known ones, all GET: ${Object.keys(ANSWERS).join(', ')}.`,
    );
  }
  const question = url.indexOf('?');
  return { answer, params: new URLSearchParams(question < 0 ? '' : url.slice(question + 1)) };
}

const json = (code: number, value: unknown): CallResourceResponse => ({
  code,
  headers: { 'content-type': { values: ['application/json'] }, 'cache-control': { values: ['no-store'] } },
  body: Buffer.from(JSON.stringify(value)),
});
