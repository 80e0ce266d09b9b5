/** Serves the folder of the built workbench at /workbench: static files only, so it needs no key. */
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

export const serveWorkbench =
  (root: string) =>
  async (app: FastifyInstance): Promise<void> => {
    await app.register(fastifyStatic, { root, prefix: '/workbench/', redirect: true, cacheControl: false });
    app.get('/workbench', (_request, reply) => reply.redirect('/workbench/'));
  };
