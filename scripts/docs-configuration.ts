/** Writes docs/configuration.md from the table of settings. `--check` only tells whether it is up to date. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { settingsMarkdown } from '../backend/src/config/describe';

const PATH = 'docs/configuration.md';

const page = `# Configuration

Every setting of the backend. The environment wins over the file, the file over the default.
The file is YAML; name it in \`OBSERVATORY_CONFIG\`. Nested keys are written nested:

\`\`\`yaml
database:
  url: postgres://observatory@db/observatory
otlp:
  grpc_port: 4317
\`\`\`

A value that can't be read stops the start, with the name of the setting and what is expected.

${settingsMarkdown()}

## API keys

\`OBSERVATORY_BOOTSTRAP_KEYS\` makes keys at the start, when they are missing:

\`\`\`sh
OBSERVATORY_BOOTSTRAP_KEYS='sender:ingest:default:7f3c…,grafana:read:default:b1e0…'
#                           name  :scopes:projects:the key itself, 16 characters or more
\`\`\`

Several scopes or projects are joined by \`+\`: \`ops:ingest+read:shop+desk:…\`. What is sent with a key goes to its first project.
Only a hash of a key is stored. Without any key, callers on the same machine may send and read (project \`default\`),
as long as the backend listens on loopback only.

## Budgets

\`OBSERVATORY_BUDGETS_FILE\` names a YAML or JSON file, such as [examples/budgets.yaml](../examples/budgets.yaml):

\`\`\`yaml
budgets:
  - name: Support desk
    project: default # the project of the calls; default: default
    scope: { app: support-desk } # dimensions; several values as a list; none: all calls
    window: month # hour, day, week, month by the calendar, or the last so many: 24h, 30d
    time_zone: Europe/Berlin # default: UTC
    limit_usd: 500
  - name: Each user
    scope: { user: "*" } # each value has the limit for itself
    window: 24h
    limit_usd: 5
\`\`\`

The query type \`budgets\` gives what is used, the forecast and the burn rate, as a table and over time; [the contract](contract.md) has the columns. The forecast is what was used, plus what the same rest of the window cost a week earlier (four weeks for a month), by how much dearer it is now. Burn rate 1 means: at the speed of the last 24th of the window, the limit lasts exactly for the window.

## Grafana finds the backend

Grafana's side is set in Grafana: the plugin port is told by \`GF_PLUGIN_GRPC_ADDRESS=host:8081\` in Grafana's environment, or by
\`[plugin.llmobservatory-llm-datasource] grpc_address = host:8081\` in \`grafana.ini\`. The default is \`127.0.0.1:8081\`.
`;

if (process.argv.includes('--check')) {
  const current = existsSync(PATH) ? readFileSync(PATH, 'utf8') : '';
  if (current !== page) {
    console.error(`${PATH} is not what the settings say. Run: npx tsx scripts/docs-configuration.ts`);
    process.exit(1);
  }
} else {
  writeFileSync(PATH, page);
}
