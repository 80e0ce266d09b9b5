/** Bundles the backend's own TypeScript to backend/dist; packages stay in node_modules. */
import { rmSync } from 'node:fs';
import { build } from 'esbuild';

rmSync('backend/dist', { recursive: true, force: true });
await build({
  entryPoints: { main: 'backend/src/main.ts', embeddedWorker: 'backend/src/store/embedded/worker.ts' },
  outdir: 'backend/dist',
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  sourcemap: true,
  // Packages of our own are TypeScript sources and go in; everything else is installed.
  plugins: [
    {
      name: 'packages-stay-outside',
      setup(build) {
        build.onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
          kind === 'entry-point' || path.startsWith('@llmobservatory/')
            ? undefined
            : { path, external: true },
        );
      },
    },
  ],
  logLevel: 'error',
});
