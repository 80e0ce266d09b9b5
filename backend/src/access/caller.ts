import { ObservatoryError } from '../record/errors';

export const SCOPES = ['ingest', 'read', 'write', 'admin'] as const;
export type Scope = (typeof SCOPES)[number];

/** Who asks, as far as it matters here: what may be done, on which projects. */
export interface Caller {
  /** Name of the key, or "loopback". For logs. */
  name: string;
  scopes: ReadonlySet<Scope>;
  /** At least one. What is sent goes to the first. */
  projects: readonly string[];
}

/** What a transport knows of a request before anybody reads its body. */
export interface Credentials {
  /** `Authorization` header or metadata: "Bearer <key>"; `x-api-key` is put here as "Bearer …" by the transport. */
  authorization?: string;
  /** Peer address of the connection. */
  remoteAddress: string;
  /** HTTP `Host` (gRPC: `:authority`) and `Origin`, for the loopback rule. */
  host?: string;
  origin?: string;
}

/** @throws ObservatoryError KEY_MISSING, KEY_UNKNOWN, KEY_EXPIRED, HOST_NOT_LOOPBACK (all unauthenticated), RATE_LIMITED (busy) */
export type Authenticate = (credentials: Credentials) => Promise<Caller>;

/** @throws ObservatoryError SCOPE_MISSING (forbidden) */
export function requireScope(caller: Caller, scope: Scope): void {
  if (caller.scopes.has(scope)) return;
  throw new ObservatoryError(
    'forbidden',
    'SCOPE_MISSING',
    `The key "${caller.name}" has the scopes ${[...caller.scopes].join(', ')}; this needs "${scope}". Use a key that has it.`,
  );
}
