/**
 * Who is asking. A key is looked up by its hash; without a key only a loopback caller is let in, as project `default`,
 * and only when Host and Origin are loopback names too: a web page in the same browser can open connections to loopback,
 * but it can't hide where it came from. Fails closed: whatever is not known is refused.
 */
import { ObservatoryError } from '../record/errors';
import type { Authenticate, Caller, Credentials } from './caller';
import { hashKey, type ApiKey } from './keys';

export interface AuthenticateOptions {
  /** Looks a key up by hash; throws when the database is away. */
  findKey: (hash: Buffer) => Promise<ApiKey | null>;
  /** The backend listens on loopback only: callers without a key may be let in. */
  loopbackOnly: boolean;
  now: () => Date;
}

/** Found keys are remembered this long, so a revoked key works at most this much longer. */
const REMEMBER_MS = 10_000;
/** Keys remembered at most: garbage keys can't fill the memory. */
const REMEMBER_KEYS = 10_000;

const LOOPBACK: Caller = {
  name: 'loopback',
  scopes: new Set(['ingest', 'read', 'write'] as const),
  projects: ['default'],
};

export function createAuthenticate(options: AuthenticateOptions): Authenticate {
  const remembered = new Map<string, { key: ApiKey | null; until: number }>();

  async function find(token: string): Promise<ApiKey | null> {
    const hash = hashKey(token);
    const id = hash.toString('base64');
    const now = options.now().getTime();
    const known = remembered.get(id);
    if (known && known.until > now) return known.key;
    const key = await options.findKey(hash);
    if (remembered.size >= REMEMBER_KEYS) remembered.clear();
    remembered.set(id, { key, until: now + REMEMBER_MS });
    return key;
  }

  const rates = createRates(() => options.now().getTime());

  return async (credentials) => {
    const token = bearerToken(credentials.authorization);
    if (token === undefined) return withoutKey(credentials, options.loopbackOnly);
    const key = await find(token);
    if (!key || key.revokedAt) {
      throw refuse(
        'KEY_UNKNOWN',
        'This API key is not known here, or was revoked. Check that it was copied whole, and that it belongs to this backend.',
      );
    }
    if (key.expiresAt && key.expiresAt <= options.now()) {
      throw refuse(
        'KEY_EXPIRED',
        `The API key "${key.name}" expired on ${key.expiresAt.toISOString()}. Ask for a new one.`,
      );
    }
    rates.take(key);
    return { name: key.name, scopes: new Set(key.scopes), projects: key.projects };
  };
}

function bearerToken(authorization: string | undefined): string | undefined {
  // Grafana's proxy sends "Bearer " with nothing behind it when no key is set.
  if (authorization === undefined || /^(Bearer\s*)?$/i.test(authorization)) return undefined;
  const match = /^Bearer\s+(\S+)$/i.exec(authorization);
  if (!match) throw refuse('KEY_MISSING', 'The Authorization header is not of the form "Bearer <key>".');
  return match[1];
}

function withoutKey(credentials: Credentials, loopbackOnly: boolean): Caller {
  if (!loopbackOnly || !isLoopbackAddress(credentials.remoteAddress)) {
    throw refuse(
      'KEY_MISSING',
      'An API key is needed. Send the header "Authorization: Bearer <key>"; keys are made with OBSERVATORY_BOOTSTRAP_KEYS.',
    );
  }
  const foreign = [hostName(credentials.host), originHost(credentials.origin)].find(
    (name) => name !== undefined && !isLoopbackName(name),
  );
  if (foreign !== undefined) {
    throw refuse(
      'HOST_NOT_LOOPBACK',
      `Without an API key, Host and Origin must be loopback names; "${foreign}" is not. Use 127.0.0.1 or localhost, or send a key.`,
    );
  }
  return LOOPBACK;
}

export function isLoopbackAddress(address: string): boolean {
  const plain = address.replace(/^::ffff:/i, '');
  return plain === '::1' || /^127(\.\d{1,3}){3}$/.test(plain);
}

const isLoopbackName = (name: string) => name === 'localhost' || isLoopbackAddress(name);

/** "[::1]:4318" → "::1", "localhost:4318" → "localhost". */
function hostName(host: string | undefined): string | undefined {
  if (host === undefined || host === '') return undefined;
  const bracketed = /^\[([^\]]*)\]/.exec(host);
  return (bracketed ? bracketed[1] : host.replace(/:\d+$/, ''))?.toLowerCase();
}

/** Host of an Origin; "null" (sandboxed pages) and anything unreadable stay as they are, and so are refused. */
function originHost(origin: string | undefined): string | undefined {
  if (origin === undefined || origin === '') return undefined;
  try {
    return hostName(new URL(origin).host) ?? origin;
  } catch {
    return origin;
  }
}

/** Token buckets of one second's size, by key. */
function createRates(nowMs: () => number) {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return {
    take(key: ApiKey) {
      if (key.ratePerSecond === null) return;
      const id = key.hash.toString('base64');
      const now = nowMs();
      const last = buckets.get(id) ?? { tokens: key.ratePerSecond, at: now };
      const tokens = Math.min(key.ratePerSecond, last.tokens + ((now - last.at) / 1000) * key.ratePerSecond);
      if (tokens < 1) {
        throw new ObservatoryError(
          'busy',
          'RATE_LIMITED',
          `The key "${key.name}" may send ${key.ratePerSecond} requests a second. Send larger batches, or retry.`,
          { retryAfterSeconds: 1 },
        );
      }
      buckets.set(id, { tokens: tokens - 1, at: now });
    },
  };
}

const refuse = (code: string, message: string) => new ObservatoryError('unauthenticated', code, message);
