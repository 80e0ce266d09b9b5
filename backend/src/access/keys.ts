/** API keys: how one is written in the settings, and what of it is stored (a hash, never the key). */
import { createHash } from 'node:crypto';
import { ObservatoryError } from '../record/errors';
import { SCOPES, type Scope } from './caller';

/** A stored key. `hash` is SHA-256 of the key; keys are long and random, so a slow hash would only cost time. */
export interface ApiKey {
  name: string;
  hash: Buffer;
  scopes: Scope[];
  projects: string[];
  ratePerSecond: number | null;
  expiresAt: Date | null;
  revokedAt: Date | null;
}

export const hashKey = (key: string): Buffer => createHash('sha256').update(key, 'utf8').digest();

const PROJECT = /^[a-z0-9][a-z0-9_-]{0,62}$/;

/**
 * Reads OBSERVATORY_BOOTSTRAP_KEYS: `name:scope+scope:project+project:key`, separated by commas.
 * "grafana:read:default:4fJ…" → a key named grafana that may read project default.
 * @throws ObservatoryError CONFIG_BAD_KEY; the text names the entry by number and name, never the key itself
 */
export function parseBootstrapKeys(text: string): ApiKey[] {
  return text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map(parseEntry);
}

function parseEntry(entry: string, index: number): ApiKey {
  const [name = '', scopes = '', projects = '', ...rest] = entry.split(':');
  const key = rest.join(':');
  const refuse = (what: string) =>
    new ObservatoryError(
      'caller',
      'CONFIG_BAD_KEY',
      `OBSERVATORY_BOOTSTRAP_KEYS, entry ${index + 1} (${name || 'no name'}): ${what}.`,
    );
  if (!name || !scopes || !projects || !key) throw refuse('expected name:scope+scope:project+project:key');
  const scopeList = scopes.split('+');
  const unknown = scopeList.find((scope) => !SCOPES.includes(scope as Scope));
  if (unknown !== undefined) throw refuse(`there is no scope "${unknown}"; scopes are ${SCOPES.join(', ')}`);
  const projectList = projects.split('+');
  const badProject = projectList.find((project) => !PROJECT.test(project));
  if (badProject !== undefined) {
    throw refuse(
      `"${badProject}" is no project id: lowercase letters, digits, "-" and "_", 63 characters at most`,
    );
  }
  if (key.length < 16) throw refuse('a key has 16 characters or more');
  return {
    name,
    hash: hashKey(key),
    scopes: scopeList as Scope[],
    projects: projectList,
    ratePerSecond: null,
    expiresAt: null,
    revokedAt: null,
  };
}
