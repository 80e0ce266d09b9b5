import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { lockFolder } from './folderLock';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'observatory-lock-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

const leaveClaim = (
  path: string,
  pid: number,
  fields: { host?: string; started?: string | null } = {},
): string => {
  const file = join(path, `backend-${pid}.claim`);
  writeFileSync(file, JSON.stringify({ pid, host: hostname(), started: null, ...fields }));
  return file;
};

/** A process that is alive for the length of the test. */
function livingProcess(): number {
  const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)'], { stdio: 'ignore' });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child.pid ?? 0;
}

describe('lockFolder', () => {
  it('gives the folder to one, and to the next when it is given back', async () => {
    const path = folder();
    const release = await lockFolder(path);
    await expect(lockFolder(path)).rejects.toMatchObject({ code: 'DATA_DIR_LOCKED' });
    release();
    (await lockFolder(path))();
    expect(readdirSync(path)).toEqual([]);
  });

  it('refuses while another process lives that has it, and names that one', async () => {
    const path = folder();
    const pid = livingProcess();
    leaveClaim(path, pid);
    await expect(lockFolder(path)).rejects.toMatchObject({
      code: 'DATA_DIR_LOCKED',
      message: `The data folder ${path} can be used by one process at a time, and the process with pid ${pid} uses it. Stop that one, or set OBSERVATORY_DATA_DIR to another folder. Several backends need a database server: set DATABASE_URL.`,
    });
  });

  it('says what to do when the folder cannot be made', async () => {
    // A file stands where the folder should be.
    const path = join(folder(), 'file');
    writeFileSync(path, '');
    await expect(lockFolder(join(path, 'data'))).rejects.toMatchObject({ code: 'DATA_DIR_UNUSABLE' });
  });

  it('takes over from a process that is dead', async () => {
    const path = folder();
    const dead = leaveClaim(path, 2 ** 22 + 1);
    (await lockFolder(path))();
    expect(existsSync(dead)).toBe(false);
  });

  it('is not fooled by a later process with the same pid, where the system tells when a process began', async () => {
    const path = folder();
    leaveClaim(path, livingProcess(), { started: '1' });
    const taking = lockFolder(path).then((release) => release());
    await (existsSync('/proc/self/stat')
      ? taking
      : expect(taking).rejects.toMatchObject({ code: 'DATA_DIR_LOCKED' }));
  });

  it('believes a claim of another host as long as it is refreshed', async () => {
    const path = folder();
    const file = leaveClaim(path, 1, { host: 'another container' });
    await expect(lockFolder(path)).rejects.toMatchObject({
      message: expect.stringContaining('pid 1 on another container') as string,
    });
    const longAgo = new Date(Date.now() - 31_000);
    utimesSync(file, longAgo, longAgo);
    (await lockFolder(path))();
  });

  it('takes over a claim that its process died over while writing it', async () => {
    const path = folder();
    writeFileSync(join(path, 'backend-1.claim'), '{"pid":');
    (await lockFolder(path))();
  });
});
