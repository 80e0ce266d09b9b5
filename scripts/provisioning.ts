/**
 * Writes the dashboards and alert rules of provisioning/ from packages/provisioning: npx tsx scripts/provisioning.ts
 * A test fails when the files are not what the code says.
 */
import { DASHBOARDS, dashboardJson, groupJson, RULE_GROUPS } from '@llmobservatory/provisioning';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import { stringify } from 'yaml';

const ROOT = resolve(fileURLToPath(import.meta.url), '../../provisioning');
const DASHBOARD_FOLDER = 'dashboards/json';

const RULES_HEAD = `\
# Alert rules of the suite, made by scripts/provisioning.ts; docs/alerting.md explains each. Windows end a minute ago, when
# everything that came is settled. A short outage of the backend is no alert (KeepLast), nor is an app without calls.
`;

/** Path in provisioning/ → text. */
export async function provisioningFiles(): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const board of DASHBOARDS)
    files.set(
      `${DASHBOARD_FOLDER}/${board.uid}.json`,
      await format(JSON.stringify(dashboardJson(board)), { parser: 'json', printWidth: 110 }),
    );
  const rules = stringify(
    { apiVersion: 1, groups: RULE_GROUPS.map(groupJson) },
    { lineWidth: 0, aliasDuplicateObjects: false },
  );
  files.set('alerting/llm.yaml', await format(RULES_HEAD + rules, { parser: 'yaml', singleQuote: true, printWidth: 110 })); // prettier-ignore
  return files;
}

async function write(): Promise<void> {
  const files = await provisioningFiles();
  mkdirSync(join(ROOT, DASHBOARD_FOLDER), { recursive: true });
  for (const name of readdirSync(join(ROOT, DASHBOARD_FOLDER)))
    if (!files.has(`${DASHBOARD_FOLDER}/${name}`)) rmSync(join(ROOT, DASHBOARD_FOLDER, name));
  for (const [path, text] of files) writeFileSync(join(ROOT, path), text);
  process.stdout.write(`${files.size} files written to ${ROOT}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await write();
