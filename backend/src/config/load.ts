/** Reads the settings once, at the start: environment over YAML file over default. Nothing else reads the environment. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { ObservatoryError } from '../record/errors';
import { SETTINGS, type Settings } from './settings';

type Environment = Record<string, string | undefined>;

/**
 * @throws ObservatoryError CONFIG_BAD_VALUE (names key, value, what is expected), CONFIG_UNKNOWN_KEY, CONFIG_FILE_UNREADABLE
 */
export function loadSettings(environment: Environment = process.env): Settings {
  const file = environment.OBSERVATORY_CONFIG;
  const fromFile = file ? readConfigFile(file) : new Map<string, string>();
  const settings: Record<string, unknown> = {};
  for (const [name, setting] of Object.entries(SETTINGS)) {
    const fromEnvironment = environment[setting.env];
    const text = fromEnvironment ?? fromFile.get(setting.key) ?? setting.default;
    const value = setting.parse(text.trim());
    if (value === undefined) {
      const source = fromEnvironment !== undefined ? 'the environment' : `${file}, key ${setting.key}`;
      const shown = 'secret' in setting ? '(hidden)' : `"${text}"`;
      throw bad('CONFIG_BAD_VALUE', `${setting.env}=${shown} in ${source}: expected ${setting.expected}.`);
    }
    settings[name] = value;
  }
  return settings as Settings;
}

/** Flattens `otlp: { grpc_port: 4317 }` to `otlp.grpc_port` and refuses keys that are no settings. */
function readConfigFile(path: string): Map<string, string> {
  const values = new Map<string, string>();
  const known = new Set<string>(Object.values(SETTINGS).map((setting) => setting.key));
  const walk = (node: unknown, prefix: string) => {
    if (node === null || node === undefined) return;
    if (typeof node !== 'object') {
      if (!known.has(prefix)) {
        throw bad(
          'CONFIG_UNKNOWN_KEY',
          `${path}: there is no setting "${prefix}". See docs/configuration.md.`,
        );
      }
      values.set(prefix, String(node));
      return;
    }
    for (const [key, child] of Object.entries(node)) walk(child, prefix ? `${prefix}.${key}` : key);
  };
  walk(parseFile(path), '');
  return values;
}

function parseFile(path: string): unknown {
  try {
    return parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw bad('CONFIG_FILE_UNREADABLE', `OBSERVATORY_CONFIG=${path}: ${reason}`, cause);
  }
}

const bad = (code: string, message: string, cause?: unknown) =>
  new ObservatoryError('caller', code, message, { cause });
