import { ObservatoryError } from '../record/errors';

/**
 * @param version as the database prints it: "17.5", "2.23.0-dev", "16.4 (Debian 16.4-1)"
 * @throws ObservatoryError DATABASE_TOO_OLD
 */
export function requireVersion(
  name: string,
  version: string,
  [leastMajor, leastMinor]: readonly [major: number, minor: number],
  remedy: string,
): void {
  const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
  if (major > leastMajor || (major === leastMajor && minor >= leastMinor)) return;
  throw new ObservatoryError(
    'unavailable',
    'DATABASE_TOO_OLD',
    `The database has ${name} ${version}; ${leastMajor}.${leastMinor} or newer is needed. ${remedy}`,
  );
}
