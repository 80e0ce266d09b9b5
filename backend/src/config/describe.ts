/** The settings as text: what `--help` prints and what docs/configuration.md holds. */
import { SETTINGS, type Setting } from './settings';

const all = Object.values(SETTINGS) as Setting<unknown>[];

export function settingsHelp(): string {
  const width = Math.max(...all.map((setting) => setting.env.length));
  return all
    .map(
      (setting) =>
        `  ${setting.env.padEnd(width)}  ${setting.doc}${setting.default ? ` [${setting.default}]` : ''}`,
    )
    .join('\n');
}

/** GitHub table: environment name, key in the YAML file, default, what it is. */
export function settingsMarkdown(): string {
  const rows = all.map((setting) => {
    const standard = setting.default === '' ? '' : `\`${setting.default}\``;
    return `| \`${setting.env}\` | \`${setting.key}\` | ${standard} | ${setting.doc}${setting.secret ? ' **Secret.**' : ''} |`;
  });
  return [
    '| environment | key in the file | default | what it is |',
    '| --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}
