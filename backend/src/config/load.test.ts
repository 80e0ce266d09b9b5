import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadSettings } from './load';
import { SETTINGS } from './settings';

const yaml = (text: string) => {
  const path = join(mkdtempSync(join(tmpdir(), 'config-')), 'observatory.yaml');
  writeFileSync(path, text);
  return path;
};

describe('loadSettings', () => {
  it('gives every setting its default when nothing is set', () => {
    const settings = loadSettings({});
    expect(settings).toMatchObject({
      databaseUrl: null,
      host: '127.0.0.1',
      otlpGrpcPort: 4317,
      otlpHttpPort: 4318,
      httpPort: 8080,
      pluginPort: 8081,
      maxRequestBytes: 64 * 1024 * 1024,
      retainContent: 30 * 86_400,
    });
  });

  it('takes the environment before the file, and the file before the default', () => {
    const file = yaml('otlp:\n  grpc_port: 5317\n  http_port: 5318\n');
    const settings = loadSettings({ OBSERVATORY_CONFIG: file, OBSERVATORY_OTLP_GRPC_PORT: '6317' });
    expect([settings.otlpGrpcPort, settings.otlpHttpPort, settings.httpPort]).toEqual([6317, 5318, 8080]);
  });

  it('says which variable is wrong, what came and what is expected', () => {
    expect(() => loadSettings({ OBSERVATORY_RETAIN_CONTENT: '7days' })).toThrow(
      'OBSERVATORY_RETAIN_CONTENT="7days" in the environment: expected a duration such as 30s, 10m, 12h or 90d.',
    );
    expect(() => loadSettings({ OBSERVATORY_HTTP_PORT: '65536' })).toThrow('a port between 0 and 65535');
    expect(loadSettings({ OBSERVATORY_HTTP_PORT: '65535' }).httpPort).toBe(65_535);
  });

  it('refuses a key of the file that is no setting', () => {
    expect(() => loadSettings({ OBSERVATORY_CONFIG: yaml('otlp:\n  grcp_port: 1\n') })).toThrow(
      'there is no setting "otlp.grcp_port"',
    );
  });

  it('says so when the file cannot be read', () => {
    expect(() => loadSettings({ OBSERVATORY_CONFIG: '/nowhere.yaml' })).toThrow(
      'OBSERVATORY_CONFIG=/nowhere.yaml',
    );
  });

  it('names every setting once', () => {
    const all = Object.values(SETTINGS);
    expect(new Set(all.map((s) => s.env)).size).toBe(all.length);
    expect(new Set(all.map((s) => s.key)).size).toBe(all.length);
    for (const setting of all) expect(setting.parse(setting.default), setting.env).not.toBeUndefined();
  });
});
