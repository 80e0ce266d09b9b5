/**
 * Spans per second of one core through decode, normalise and account, by instrumentation; and what dialects cost the others:
 * the same OpenTelemetry spans with all tables and with OpenTelemetry's alone, in one process, round by round in turn.
 * Run: npx tsx bench/ingest.bench.ts [seconds a round] [part of the instrumentations' names]
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
const ROUNDS = 7;
const seconds = Number(process.argv[2] ?? 0.4);
const filter = process.argv[3] ?? '';

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

/** Spans per second of CPU time, so that what else runs on the machine matters less. */
function rate(core: typeof Core, bytes: Uint8Array, depth: Core.Depth): number {
  const started = process.cpuUsage();
  let spans = 0;
  for (;;) {
    spans += core.process(bytes, depth).spans;
    const { user, system } = process.cpuUsage(started);
    if (user + system > seconds * 1e6) return (spans * 1e6) / (user + system);
  }
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;
const thousands = (value: number): string => `${(value / 1000).toFixed(0)} k`;

const all = await load('all', []);
const otelOnly = await load('otel', [onlyOtel]);
rmSync(folder, { recursive: true });

const names = captureNames().filter((name) => !name.startsWith('specified/') && name.includes(filter));
const instrumentations = [...new Set(names.map((name) => name.split('/', 1)[0]!))];
const capturesOf = (test: (instrumentation: string) => boolean) =>
  names.filter((name) => test(name.split('/', 1)[0]!)).map(readCapture);

console.log(
  `${cpus()[0]!.model}, Node ${process.version}, load ${loadavg()[0]!.toFixed(1)}; spans per second of one core, ${SPANS} spans a request, medians of ${ROUNDS} rounds of ${seconds} s of CPU`,
);

const otel = capturesOf((name) => name.startsWith('otel-') && !name.startsWith('otel-botocore'));
if (otel.length > 0) {
  console.log(
    '\nOpenTelemetry spans:      decode   + normalise   + account   | with its table alone   paired ratio',
  );
  for (const profile of ['lean', 'full'] as const) {
    const bytes = requestOf(otel, SPANS, profile);
    const rates: Record<Core.Depth | 'alone', number[]> = {
      decode: [],
      normalise: [],
      account: [],
      alone: [],
    };
    for (let round = -1; round < ROUNDS; round++) {
      const one = {
        decode: rate(all, bytes, 'decode'),
        normalise: rate(all, bytes, 'normalise'),
        account: rate(all, bytes, 'account'),
        alone: rate(otelOnly, bytes, 'account'),
      };
      // The first round warms up.
      if (round >= 0)
        for (const name of Object.keys(one) as (keyof typeof one)[]) rates[name].push(one[name]);
    }
    const ratios = rates.account.map((value, round) => value / rates.alone[round]!);
    console.log(
      `${profile} ${String(Math.round(bytes.length / SPANS)).padStart(6)} bytes a span ` +
        `${thousands(median(rates.decode)).padStart(10)} ${thousands(median(rates.normalise)).padStart(13)} ` +
        `${thousands(median(rates.account)).padStart(11)}   | ${thousands(median(rates.alone)).padStart(20)} ` +
        `${median(ratios).toFixed(3).padStart(14)} (${Math.min(...ratios).toFixed(3)}–${Math.max(...ratios).toFixed(3)})`,
    );
  }
}

console.log('\nby instrumentation, account  lean      full    bytes a span (full)');
const measured = instrumentations.map((instrumentation) => {
  const captures = capturesOf((name) => name === instrumentation);
  const of = (profile: Profile) => {
    const bytes = requestOf(captures, SPANS, profile);
    rate(all, bytes, 'account');
    return { rate: median([1, 2, 3].map(() => rate(all, bytes, 'account'))), size: bytes.length / SPANS };
  };
  return { instrumentation, lean: of('lean'), full: of('full') };
});
for (const { instrumentation, lean, full } of measured.sort((a, b) => a.full.rate - b.full.rate)) {
  console.log(
    `${instrumentation.padEnd(28)} ${thousands(lean.rate).padStart(5)} ${thousands(full.rate).padStart(9)} ${full.size.toFixed(0).padStart(9)}`,
  );
}
