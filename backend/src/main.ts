/**
 * Puts the rooms together and starts the doors. Reads top to bottom: settings, database, what is handed to whom, doors.
 *
 *   main.js                     run
 *   main.js --print-addresses   … and print what is bound where as one JSON line on stdout
 *   main.js --dry-run           print the migrations that would run, and end
 *   main.js --help              print the settings, and end
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import packageJson from '../package.json';
import { createAuthenticate, isLoopbackAddress } from './access/authenticate';
import { parseBootstrapKeys } from './access/keys';
import { shippedPrices } from './account/prices/shipped';
import { settle } from './account/settle';
import { startHttp } from './api/server';
import { readBudgets } from './config/budgets';
import { settingsHelp } from './config/describe';
import { loadSettings } from './config/load';
import type { Settings } from './config/settings';
import { createCallTail } from './grafana/callTail';
import { startPluginServer } from './grafana/server';
import { createIngest } from './ingest';
import { startJobs } from './jobs/jobs';
import { startSelfReport } from './jobs/selfReport';
import { measureQueries } from './measureQueries';
import { conversationOf } from './normalise/messages/conversation';
import { judgeBy } from './normalise/scores/threshold';
import { SLOT_MAP } from './normalise/slots';
import { createLogger, type Logger } from './observe/logger';
import { createSelfMetrics } from './observe/metrics';
import { createQueries } from './query/run';
import { createAdmission, startOtlpGrpc, startOtlpHttp, type OtlpOptions } from './receive';
import { ObservatoryError } from './record/errors';
import type { Engine } from './store/engine';
import { saveFileBudgets } from './store/budgets';
import { ensureKeys, findKey } from './store/keys';
import { migrate } from './store/migrate';
import { openEngine } from './store/open';
import { savePrices } from './store/prices';
import { saveScores } from './store/scores';
import { createWriter } from './store/writer';
import { serveWorkbench } from './workbench';

const flags = new Set(process.argv.slice(2));
const print = (text: string) => void process.stdout.write(`${text}\n`);

interface Door {
  close(): Promise<void>;
}

async function main(): Promise<void> {
  if (flags.has('--help')) return print(`Settings, by environment variable [default]:\n${settingsHelp()}`);
  const settings = loadSettings();
  const logger = createLogger(settings.logLevel);
  const bootstrapKeys = parseBootstrapKeys(settings.bootstrapKeys);
  const budgets = settings.budgetsFile === null ? null : readBudgets(settings.budgetsFile);
  const engine = await openEngine(settings, logger);
  try {
    const migrations = await migrate(engine, { folder: migrationsFolder(), dryRun: flags.has('--dry-run') });
    if (flags.has('--dry-run')) {
      print(migrations.length ? migrations.join('\n') : 'Nothing to do.');
      return await engine.close();
    }
    await ensureKeys(engine, bootstrapKeys);
    if (budgets) await saveFileBudgets(engine, budgets);
    await run(settings, engine, logger);
  } catch (error) {
    await engine.close();
    throw error;
  }
}

async function run(settings: Settings, engine: Engine, logger: Logger): Promise<void> {
  const now = () => new Date();
  const metrics = createSelfMetrics();
  const prices = shippedPrices();
  const writer = createWriter(engine);
  const jobs = startJobs({
    engine,
    settings,
    logger,
    now,
    settle: (claims, ancestry) => settle(claims, prices, { ancestry }),
  });
  const queries = measureQueries(
    createQueries({
      engine,
      version: packageJson.version,
      settings: { queryTimeoutSeconds: settings.queryTimeout, maxQueryRows: settings.maxQueryRows },
      now,
      settledUntil: () => jobs.settledUntil(),
      conversationOf,
      prices,
    }),
    metrics,
  );
  const authenticate = createAuthenticate({
    findKey: (hash) => findKey(engine, hash),
    loopbackOnly: isLoopbackAddress(settings.host) || settings.host === 'localhost',
    now,
  });
  const admission = createAdmission({ maxInflightBytes: settings.maxInflightBytes });
  metrics.setBytesInFlight(() => admission.bytesInFlight);
  metrics.setSettlementLag(() => {
    const until = jobs.settledUntil();
    return until && Math.max(0, (now().getTime() - until.getTime()) / 1000);
  });

  const judge = judgeBy(settings.passThresholds);

  const { host } = settings;
  const otlp: Omit<OtlpOptions, 'port'> = {
    host,
    authenticate,
    admission,
    now,
    consume: createIngest({
      slots: SLOT_MAP,
      prices,
      writer,
      retainSeconds: settings.retainSignals,
      metrics,
      judge,
    }),
    maxRequestBytes: settings.maxRequestBytes,
    timeoutMs: settings.ingestTimeout * 1000,
    onRefused: (signal, error) => {
      metrics.refused(signal, error.fault);
      if (error.fault === 'internal' || error.fault === 'unavailable')
        logger.error({ signal, code: error.code, err: error }, error.message);
    },
  };
  const metricsText = () => metrics.text();
  const doors: Door[] = [];
  const open = async <D extends Door>(door: Promise<D>): Promise<D> => {
    doors.push(await door);
    return door;
  };
  const closeDoors = () => Promise.allSettled(doors.map((door) => door.close()));

  try {
    const grpc = await open(startOtlpGrpc({ ...otlp, port: settings.otlpGrpcPort }));
    const http = await open(startOtlpHttp({ ...otlp, port: settings.otlpHttpPort }));
    const tail = createCallTail({ engine, logger });
    const plugin = await open(
      startPluginServer({
        host,
        port: settings.pluginPort,
        authenticate,
        queries,
        tail,
        metricsText,
        now,
        logger,
      }),
    );
    const api = await open(
      startHttp({
        host,
        port: settings.httpPort,
        authenticate,
        queries,
        saveScores: (scores) => saveScores(engine, scores.map(judge)),
        retainSeconds: settings.retainCalls,
        metricsText,
        now,
        logger,
        extend: settings.workbenchDir === null ? undefined : serveWorkbench(settings.workbenchDir),
      }),
    );
    // After the doors are open: nothing waits for prices in the table, calls are priced from memory.
    savePrices(engine, prices.rows()).catch((error: unknown) =>
      logger.error({ err: error }, 'prices were not written to model_prices'),
    );
    announce(
      settings,
      engine,
      { otlpGrpc: grpc.port, otlpHttp: http.port, http: api.port, plugin: plugin.port },
      logger,
    );
  } catch (error) {
    await closeDoors();
    await jobs.stop();
    throw error;
  }
  const report = startSelfReport({
    samples: metrics.samples,
    writer,
    logger,
    now,
    version: packageJson.version,
  });

  onStop(async () => {
    await closeDoors();
    await report.stop();
    await writer.drain();
    await jobs.stop();
    await engine.close();
  }, logger);
}

function announce(
  settings: Settings,
  { facts }: Engine,
  ports: Record<'otlpGrpc' | 'otlpHttp' | 'http' | 'plugin', number>,
  logger: Logger,
): void {
  const host = settings.host.includes(':') ? `[${settings.host}]` : settings.host;
  const edition = `TimescaleDB ${facts.timescaleVersion} (${facts.edition}), PostgreSQL ${facts.postgresVersion}`;
  const addresses = {
    otlpGrpc: `http://${host}:${ports.otlpGrpc}`,
    otlpHttp: `http://${host}:${ports.otlpHttp}`,
    http: `http://${host}:${ports.http}`,
    plugin: `${host}:${ports.plugin}`,
    database: facts.engine === 'embedded' ? `embedded ${edition}, data in ${settings.dataDir}` : edition,
  };
  logger.info(addresses, 'LLM Observatory is running');
  if (flags.has('--print-addresses')) print(JSON.stringify(addresses));
}

/** How long a stop may take; what was acknowledged is committed anyway. */
const STOP_MS = 20_000;

function onStop(stop: () => Promise<void>, logger: Logger): void {
  let stopping = false;
  const begin = (signal: NodeJS.Signals) => {
    if (stopping) return;
    stopping = true;
    logger.info({ signal }, 'stopping: no new requests, what was accepted is finished');
    setTimeout(() => process.exit(1), STOP_MS).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, 'the stop failed');
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => begin(signal));
}

/** Beside `backend/` in the sources, in the image, and from the bundle in backend/dist alike. */
function migrationsFolder(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  const folder = join(here, '../../migrations');
  if (existsSync(folder)) return folder;
  throw new ObservatoryError(
    'internal',
    'MIGRATIONS_MISSING',
    `${folder} is missing: the installation is not complete.`,
  );
}

main().catch((error: unknown) => {
  // A person reads this on a terminal: the text says what to do, a stack would hide it.
  const known = error instanceof ObservatoryError;
  process.stderr.write(
    known ? `${error.code}: ${error.message}\n` : `${error instanceof Error ? error.stack : String(error)}\n`,
  );
  process.exit(1);
});
