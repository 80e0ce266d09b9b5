/** Runs worker.ts from its source, under vitest and tsx. The bundle has embeddedWorker.js instead. */
import { register } from 'tsx/esm/api';

register();
await import('./worker.ts');
