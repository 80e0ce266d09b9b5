/**
 * Spans per second of one core through decode, normalise and account, by instrumentation; and what dialects cost the others:
 * the same OpenTelemetry spans with all tables and with OpenTelemetry's alone, in one process, round by round in turn.
 * Short rounds, of which the fastest quarter is quoted: on a machine that does other work too, the rest measures that work.
 * Run: npx tsx bench/ingest.bench.ts [part of the instrumentations' names]
 */
import { build, type Plugin } from 'esbuild';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { captureNames, readCapture } from '../tests/captures/capture';
import { requestOf, type Profile } from './corpus';
import type * as Core from './ingestCore';

const SPANS = 512;
const PAIRED_ROUNDS = 48;
const ROUNDS = 12;
const filter = process.argv[2] ?? '';

/** Stands in for the registry: nothing but OpenTelemetry's table. */
const onlyOtel: Plugin = {
  name: 'only-otel',
  setup({ onLoad }) {
    onLoad({ filter: /normalise\/dialects\/index\.ts$/ }, () => ({
      contents:
        "import { otel } from './otel'; export const DIALECTS = [otel]; export const BORROW_ORDER = [otel];",
      loader: 'ts',
      resolveDir: join(import.meta.dirname, '../backend/src/normalise/dialects'),
    }));
  },
};

const folder = mkdtempSync(join(tmpdir(), 'ingest-bench-'));
async function load(name: string, plugins: Plugin[]): Promise<typeof Core> {
  const outfile = join(folder, `${name}.mjs`);
  await build({
    entryPoints: [join(import.meta.dirname, 'ingestCore.ts')],
    bundle: true, platform: 'node', format: 'esm', target: 'node20', outfile, plugins, logLevel: 'error',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  }); // prettier-ignore
  return (await import(pathToFileURL(outfile).href)) as typeof Core;
}

/** Microseconds of CPU time for each span of one request. */
function cost(core: typeof Core, bytes: Uint8Array, depth: Core.Depth): number {
  const started = process.cpuUsage();
  const { spans } = core.process(bytes, depth);
  const { user, system } = process.cpuUsage(started);
  return (user + system) / spans;
}

const fastestQuarter = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 2]!;
const perSecond = (microseconds: number): string => `${(1000 / microseconds).toFixed(0)} k`;

const all = await load('all', []);
const otelOnly = await load('otel', [onlyOtel]);
rmSync(folder, { recursive: true });

const names = captureNames().filter((name) => !name.startsWith('specified/') && name.includes(filter));
const instrumentations = [...new Set(names.map((name) => name.split('/', 1)[0]!))];
const capturesOf = (test: (instrumentation: string) => boolean) =>
  names.filter((name) => test(name.split('/', 1)[0]!)).map(readCapture);

console.log(
  `${cpus()[0]!.model}, Node ${process.version}, load ${loadavg()[0]!.toFixed(1)} on ${cpus().length} cores; spans per second of one core, ${SPANS} spans a request`,
);

const otel = capturesOf((name) => name.startsWith('otel-') && !name.startsWith('otel-botocore'));
if (otel.length > 0) {
  console.log('\nOpenTelemetry          bytes a span   decode   + normalise   + account');
  for (const profile of ['lean', 'full'] as const) {
    const bytes = requestOf(otel, SPANS, profile);
    const size = `${profile}, all tables`.padEnd(22) + String(Math.round(bytes.length / SPANS)).padStart(13);
    const columns: [string, string, string][] = [];
    for (const depth of ['decode', 'normalise', 'account'] as const) {
      const costs = { all: [] as number[], alone: [] as number[] };
      for (let round = -8; round < PAIRED_ROUNDS; round++) {
        const first = round % 2 === 0;
        const one = { all: 0, alone: 0 };
        if (first) one.all = cost(all, bytes, depth);
        one.alone = cost(otelOnly, bytes, depth);
        if (!first) one.all = cost(all, bytes, depth);
        if (round < 0) continue; // warms up
        costs.all.push(one.all);
        costs.alone.push(one.alone);
      }
      const [a, b] = [fastestQuarter(costs.all), fastestQuarter(costs.alone)];
      columns.push([perSecond(a), perSecond(b), `${((a / b - 1) * 100).toFixed(1)} %`]);
    }
    const row = (column: 0 | 1 | 2) =>
      columns.map((cells, index) => cells[column].padStart([9, 14, 12][index]!)).join('');
    console.log(`${size}${row(0)}`);
    console.log(`${`${profile}, its table alone`.padEnd(35)}${row(1)}`);
    console.log(`${'  what the others cost'.padEnd(35)}${row(2)}`);
  }
}

console.log('\nby instrumentation, to account  lean     full   bytes a span (full)');
const measured = instrumentations.map((instrumentation) => {
  const captures = capturesOf((name) => name === instrumentation);
  const of = (profile: Profile) => {
    const bytes = requestOf(captures, SPANS, profile);
    const costs = Array.from({ length: ROUNDS + 3 }, () => cost(all, bytes, 'account'));
    return { cost: fastestQuarter(costs.slice(3)), size: bytes.length / SPANS };
  };
  return { instrumentation, lean: of('lean'), full: of('full') };
});
for (const { instrumentation, lean, full } of measured.sort((a, b) => b.full.cost - a.full.cost)) {
  console.log(
    `${instrumentation.padEnd(30)} ${perSecond(lean.cost).padStart(5)} ${perSecond(full.cost).padStart(8)} ${full.size.toFixed(0).padStart(9)}`,
  );
}
