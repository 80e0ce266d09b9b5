import { describe, expect, it } from 'vitest';
import { requireVersion } from './versions';

describe('requireVersion', () => {
  it.each(['2.19.0', '2.19.3+dfsg', '2.23.0-dev', '3.0'])(
    'lets TimescaleDB %s through where 2.19 is the least',
    (version) => {
      expect(() => requireVersion('TimescaleDB', version, [2, 19], '')).not.toThrow();
    },
  );

  it.each(['2.18.2', '2.9', '1.20', ''])('refuses "%s"', (version) => {
    expect(() => requireVersion('TimescaleDB', version, [2, 19], 'Upgrade.')).toThrow(
      `The database has TimescaleDB ${version}; 2.19 or newer is needed. Upgrade.`,
    );
  });

  it('reads PostgreSQL versions with a package behind them', () => {
    expect(() => requireVersion('PostgreSQL', '16.4 (Debian 16.4-1.pgdg120+1)', [16, 0], '')).not.toThrow();
    expect(() => requireVersion('PostgreSQL', '15.12', [16, 0], 'Upgrade.')).toThrow(
      '16.0 or newer is needed',
    );
  });
});
