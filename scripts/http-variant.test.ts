import { describe, expect, it } from 'vitest';
import type { ArchiveFile } from './archive';
import { withoutExecutable } from './http-variant';

const file = (path: string, text: string, mode = 0o644): ArchiveFile => ({
  path,
  bytes: new TextEncoder().encode(text),
  mode,
});
const datasource = {
  type: 'datasource',
  id: 'acme-llm-datasource',
  metrics: true,
  annotations: true,
  alerting: true,
  backend: true,
  executable: 'gpx_llm',
  streaming: true,
};
const suite = [
  file('acme-llm-app/plugin.json', JSON.stringify({ type: 'app', id: 'acme-llm-app' })),
  file('acme-llm-app/datasource/plugin.json', JSON.stringify(datasource)),
  file('acme-llm-app/datasource/module.js', 'define()'),
  file('acme-llm-app/datasource/gpx_llm_linux_amd64', '#!/bin/sh', 0o755),
];
const text = (path: string) =>
  new TextDecoder().decode(withoutExecutable(suite).find((one) => one.path === path)?.bytes);

describe('plugins without an executable', () => {
  it('promise nothing that needs a process, and all the rest', () => {
    expect(JSON.parse(text('acme-llm-app/datasource/plugin.json'))).toEqual({
      type: 'datasource',
      id: 'acme-llm-datasource',
      metrics: true,
      annotations: true,
    });
  });

  it('have the same code, and no file that may be run', () => {
    expect(text('acme-llm-app/datasource/module.js')).toBe('define()');
    expect(withoutExecutable(suite).map(({ path }) => path)).toEqual([
      'acme-llm-app/plugin.json',
      'acme-llm-app/datasource/plugin.json',
      'acme-llm-app/datasource/module.js',
    ]);
  });
});
