/**
 * One process at a time on a data folder: the engine itself does not prevent two, and two destroy it.
 *
 * Each process writes its own claim (`backend-<pid>.claim`) and then looks at the claims of others. Whoever finds a
 * living one takes its own back. Nobody removes the claim of a living process, so there is no moment in which two could
 * both believe to be alone; two that start at the same moment may both step back, and try again after a random pause.
 *
 * On this machine a claim lives as long as its process, told apart from a later one with the same pid by its start time.
 * A claim from another host name (a container on the same volume) lives as long as it is refreshed.
 */
import {
  accessSync,
  constants,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ObservatoryError } from '../../record/errors';

interface Claim {
  pid: number;
  host: string;
  /** Start time of the process in clock ticks since boot; null where the system does not tell. */
  started: string | null;
}

const REFRESH_MS = 5_000;
/** A claim of another host that was not refreshed for this long is dead. */
const STALE_MS = 30_000;
const ATTEMPTS = 4;
const CLAIM = /^backend-\d+\.claim$/;

/** Folders this very process holds: its own claim would look like a leftover of an earlier process with this pid. */
const held = new Set<string>();

/**
 * @returns a function that gives the folder back
 * @throws ObservatoryError DATA_DIR_LOCKED, naming the process that has it; DATA_DIR_UNUSABLE
 */
export async function lockFolder(folder: string): Promise<() => void> {
  const path = resolve(folder);
  if (held.has(path)) throw locked(path, `this process (pid ${process.pid}) has it open already`);
  held.add(path);
  try {
    makeFolder(path);
    const file = join(path, `backend-${process.pid}.claim`);
    await claim(path, file);
    const refresh = setInterval(() => touch(file), REFRESH_MS).unref();
    return () => {
      clearInterval(refresh);
      rmSync(file, { force: true });
      held.delete(path);
    };
  } catch (error) {
    held.delete(path);
    throw error;
  }
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
    accessSync(path, constants.W_OK);
  } catch (cause) {
    throw new ObservatoryError(
      'unavailable',
      'DATA_DIR_UNUSABLE',
      `The data folder ${path} can't be made or written: ${cause instanceof Error ? cause.message : String(cause)}. Set OBSERVATORY_DATA_DIR to a folder of yours, or DATABASE_URL to a server.`,
      { cause },
    );
  }
}

async function claim(folder: string, file: string): Promise<void> {
  const own: Claim = { pid: process.pid, host: hostname(), started: startOf(process.pid) };
  for (let attempt = 1; ; attempt++) {
    writeFileSync(file, JSON.stringify(own));
    const other = livingClaim(folder, file);
    if (!other) return;
    rmSync(file, { force: true });
    if (attempt === ATTEMPTS) {
      const where = other.host === own.host ? '' : ` on ${other.host}`;
      throw locked(folder, `the process with pid ${other.pid}${where} uses it`);
    }
    await pause(20 + Math.random() * 100);
  }
}

/** The claim of another living process; dead ones are cleared away. */
function livingClaim(folder: string, own: string): Claim | undefined {
  for (const name of readdirSync(folder).filter((entry) => CLAIM.test(entry))) {
    const file = join(folder, name);
    if (file === own) continue;
    const other = readClaim(file);
    if (other && isAlive(other, file)) return other;
    rmSync(file, { force: true });
  }
  return undefined;
}

/** Undefined when it was removed meanwhile, or half written by a process that died over it. */
function readClaim(file: string): Claim | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Claim;
  } catch {
    return undefined;
  }
}

function isAlive(claim: Claim, file: string): boolean {
  if (claim.host !== hostname()) {
    const modified = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    return Date.now() - modified < STALE_MS;
  }
  try {
    process.kill(claim.pid, 0);
  } catch (error) {
    // EPERM: it lives, under another user.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  return claim.started === null || claim.started === startOf(claim.pid);
}

/** Field 22 of /proc/<pid>/stat; the fields before it may contain spaces, but only inside the last ")". */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

function touch(file: string): void {
  try {
    utimesSync(file, new Date(), new Date());
  } catch {
    // The folder is gone, or read-only now: the database will say so itself.
  }
}

const locked = (folder: string, who: string) =>
  new ObservatoryError(
    'unavailable',
    'DATA_DIR_LOCKED',
    `The data folder ${folder} can be used by one process at a time, and ${who}. Stop that one, or set OBSERVATORY_DATA_DIR to another folder. Several backends need a database server: set DATABASE_URL.`,
  );
