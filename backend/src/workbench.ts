/** Serves the folder of the built workbench at /workbench: static files only, so it needs no key. */
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

export const serveWorkbench =
  (root: string) =>
  async (app: FastifyInstance): Promise<void> => {
    await app.register(fastifyStatic, { root, prefix: '/workbench/', cacheControl: false });
    // A link to a view or a trace keeps what it asks for.
    app.get('/workbench', (request, reply) =>
      reply.redirect(request.url.replace('/workbench', '/workbench/')),
    );
  };
