import { setMaxListeners } from 'node:events';

/**
 * Calls back once when the signal fires. One request may wait for many runs with one signal, which is no leak: each takes
 * its listener off again.
 * @returns takes the listener off
 */
export function onAbort(signal: AbortSignal | undefined, callback: () => void): () => void {
  if (!signal) return () => {};
  setMaxListeners(0, signal);
  signal.addEventListener('abort', callback, { once: true });
  return () => signal.removeEventListener('abort', callback);
}
