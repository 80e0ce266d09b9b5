import { describe, expect, it } from 'vitest';
import { createAuthenticate } from './authenticate';
import { hashKey, parseBootstrapKeys, type ApiKey } from './keys';

const KEY = 'correct-horse-battery';
const stored = (over: Partial<ApiKey> = {}): ApiKey => ({
  name: 'grafana',
  hash: hashKey(KEY),
  scopes: ['read'],
  projects: ['shop', 'desk'],
  ratePerSecond: null,
  expiresAt: null,
  revokedAt: null,
  ...over,
});

function authenticate(options: { key?: ApiKey; loopbackOnly?: boolean; now?: () => Date } = {}) {
  let lookups = 0;
  const check = createAuthenticate({
    findKey: async (hash) => {
      lookups++;
      return options.key?.hash.equals(hash) ? options.key : null;
    },
    loopbackOnly: options.loopbackOnly ?? true,
    now: options.now ?? (() => new Date('2026-11-21T12:00:00Z')),
  });
  return { check, lookups: () => lookups };
}

const local = { remoteAddress: '127.0.0.1' };
const bearer = { authorization: `Bearer ${KEY}`, remoteAddress: '10.0.0.9' };

describe('with a key', () => {
  it('gives the scopes and projects of the key, from wherever it comes', async () => {
    const caller = await authenticate({ key: stored(), loopbackOnly: false }).check(bearer);
    expect(caller).toEqual({ name: 'grafana', scopes: new Set(['read']), projects: ['shop', 'desk'] });
  });

  it('refuses a key that nobody knows, even from loopback', async () => {
    await expect(
      authenticate({ key: stored() }).check({ ...local, authorization: 'Bearer wrong' }),
    ).rejects.toMatchObject({ code: 'KEY_UNKNOWN', fault: 'unauthenticated' });
  });

  it('refuses revoked and expired keys; the moment of expiry itself is too late', async () => {
    const now = () => new Date('2026-11-21T12:00:00Z');
    await expect(authenticate({ key: stored({ revokedAt: now() }) }).check(bearer)).rejects.toMatchObject({
      code: 'KEY_UNKNOWN',
    });
    await expect(
      authenticate({ key: stored({ expiresAt: now() }), now }).check(bearer),
    ).rejects.toMatchObject({ code: 'KEY_EXPIRED' });
    await expect(
      authenticate({ key: stored({ expiresAt: new Date('2026-11-21T12:00:00.001Z') }), now }).check(bearer),
    ).resolves.toBeDefined();
  });

  it('refuses other schemes of Authorization', async () => {
    await expect(authenticate().check({ ...local, authorization: 'Basic YTpi' })).rejects.toMatchObject({
      code: 'KEY_MISSING',
    });
  });

  it('asks the database once in ten seconds', async () => {
    let time = 0;
    const { check, lookups } = authenticate({ key: stored(), now: () => new Date(time) });
    await check(bearer);
    time = 9_999;
    await check(bearer);
    expect(lookups()).toBe(1);
    time = 10_001;
    await check(bearer);
    expect(lookups()).toBe(2);
  });

  it('lets as many requests through as the key may send in a second', async () => {
    let time = 0;
    const { check } = authenticate({ key: stored({ ratePerSecond: 2 }), now: () => new Date(time) });
    await check(bearer);
    await check(bearer);
    await expect(check(bearer)).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      fault: 'busy',
      retryAfterSeconds: 1,
    });
    time = 500;
    await expect(check(bearer)).resolves.toBeDefined();
  });
});

describe('without a key', () => {
  it('lets loopback in as project default, with all scopes but admin', async () => {
    const caller = await authenticate().check({
      ...local,
      host: 'localhost:4318',
      origin: 'http://127.0.0.1:8080',
    });
    expect(caller).toEqual({
      name: 'loopback',
      scopes: new Set(['ingest', 'read', 'write']),
      projects: ['default'],
    });
  });

  it.each(['::1', '::ffff:127.0.0.1', '127.3.2.1'])('knows %s as loopback', async (remoteAddress) => {
    await expect(authenticate().check({ remoteAddress })).resolves.toBeDefined();
  });

  it.each([
    ['another machine', { remoteAddress: '10.0.0.9' }, 'KEY_MISSING'],
    ['an address that only starts like loopback', { remoteAddress: '127.0.0.1.evil' }, 'KEY_MISSING'],
    [
      'a web page of another site',
      { ...local, host: 'localhost', origin: 'https://evil.example' },
      'HOST_NOT_LOOPBACK',
    ],
    ['a sandboxed page', { ...local, origin: 'null' }, 'HOST_NOT_LOOPBACK'],
    ['a name rebound to loopback', { ...local, host: 'evil.example:4318' }, 'HOST_NOT_LOOPBACK'],
  ])('refuses %s', async (_who, credentials, code) => {
    await expect(authenticate().check(credentials)).rejects.toMatchObject({ code });
  });

  it.each(['', 'Bearer', 'Bearer '])('takes %j as no key', async (authorization) => {
    await expect(authenticate().check({ ...local, authorization })).resolves.toMatchObject({
      name: 'loopback',
    });
    await expect(authenticate().check({ ...bearer, authorization })).rejects.toMatchObject({
      code: 'KEY_MISSING',
    });
  });

  it('refuses everybody when the backend listens beyond loopback', async () => {
    await expect(authenticate({ loopbackOnly: false }).check(local)).rejects.toMatchObject({
      code: 'KEY_MISSING',
    });
  });
});

describe('parseBootstrapKeys', () => {
  it('reads name, scopes, projects and key; a key may hold colons', () => {
    const [one, two] = parseBootstrapKeys(
      'ci:ingest+read:default:0123456789abcdef, ops:admin:a+b:aa:bb:cc:dd:ee:ff',
    );
    expect(one).toMatchObject({
      name: 'ci',
      scopes: ['ingest', 'read'],
      projects: ['default'],
      hash: hashKey('0123456789abcdef'),
    });
    expect(two).toMatchObject({ projects: ['a', 'b'], hash: hashKey('aa:bb:cc:dd:ee:ff') });
    expect(parseBootstrapKeys('')).toEqual([]);
  });

  it.each([
    ['ci:ingest', 'expected name:scope+scope:project+project:key'],
    ['ci:root:default:0123456789abcdef', 'there is no scope "root"; scopes are ingest, read, write, admin'],
    ['ci:read:Bad Project:0123456789abcdef', '"Bad Project" is no project id'],
    ['ci:read:default:0123456789abcde', 'a key has 16 characters or more'],
  ])('refuses %s and never repeats the key', (text, message) => {
    expect(() => parseBootstrapKeys(text)).toThrow(message);
    expect(() => parseBootstrapKeys(text)).not.toThrow('0123456789abcde');
  });
});
