import { describe, expect, it } from 'vitest';
import { forEachEngine } from '../../../tests/engines';
import { hashKey, parseBootstrapKeys } from '../access/keys';
import { ensureKeys, findKey } from './keys';

describe('API keys in the database', () => {
  forEachEngine((_name, database) => {
    it('are found by the hash of the key, with scopes and projects', async () => {
      const { engine } = database();
      await ensureKeys(engine, parseBootstrapKeys('ops:ingest+read:shop+desk:0123456789abcdef'));
      expect(await findKey(engine, hashKey('0123456789abcdef'))).toEqual({
        name: 'ops',
        hash: hashKey('0123456789abcdef'),
        scopes: ['ingest', 'read'],
        projects: ['shop', 'desk'],
        ratePerSecond: null,
        expiresAt: null,
        revokedAt: null,
      });
      expect(await findKey(engine, hashKey('0123456789abcdeF'))).toBeNull();
    });

    it('that somebody revoked stay revoked when the backend starts again', async () => {
      const { engine } = database();
      const keys = parseBootstrapKeys('old:read:default:aaaaaaaaaaaaaaaa');
      await ensureKeys(engine, keys);
      await engine.run(
        [{ sql: "UPDATE api_keys SET revoked_at = '2026-11-21T12:00:00Z' WHERE name = 'old'" }],
        { lane: 'job' },
      );
      await ensureKeys(engine, keys);
      expect((await findKey(engine, hashKey('aaaaaaaaaaaaaaaa')))?.revokedAt).toEqual(
        new Date('2026-11-21T12:00:00Z'),
      );
    });
  });
});
