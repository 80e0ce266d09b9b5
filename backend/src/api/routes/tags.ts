/** GET /api/v1/tag-keys and /tag-values: what can be filtered by, as the editors ask it. */
import { RESOURCES, type TagOption } from '@llmobservatory/model';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { tagQuestion, valuesQuestion } from '../../grafana/tagQuestion';
import type { Queries } from '../../query/run';
import { abortSignal } from '../abortSignal';
import { callerOf } from '../authenticateCallers';

export const tagRoutes =
  ({ queries }: { queries: Queries }) =>
  async (app: FastifyInstance) => {
    app.get(`/${RESOURCES.tagKeys}`, (request, reply): Promise<TagOption[]> =>
      queries.tagKeys({
        ...tagQuestion(paramsOf(request)),
        caller: callerOf(request),
        signal: abortSignal(reply),
      }),
    );
    app.get(`/${RESOURCES.tagValues}`, (request, reply): Promise<TagOption[]> =>
      queries.tagValues({
        ...valuesQuestion(paramsOf(request)),
        caller: callerOf(request),
        signal: abortSignal(reply),
      }),
    );
  };

const paramsOf = ({ url }: FastifyRequest): URLSearchParams => new URL(url, 'http://localhost').searchParams;
