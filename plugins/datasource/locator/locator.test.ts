/** The locator under the two shells of Grafana's images: dash (Ubuntu, Debian) and the ash of busybox (Alpine). */
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

type Locator = ChildProcessByStdio<null, Readable, Readable>;

let folder: string;
let started: Locator[];
let servers: Server[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'locator-'));
  copyFileSync(join(import.meta.dirname, 'gpx_llm'), join(folder, 'gpx_llm'));
  started = [];
  servers = [];
});

afterEach(() => {
  for (const locator of started) locator.kill('SIGKILL');
  for (const server of servers) server.close();
  rmSync(folder, { recursive: true });
});

describe.each([{ shell: 'dash' }, { shell: 'busybox ash' }])('the locator under $shell', ({ shell }) => {
  function start(env: Record<string, string> = {}, command = `${shell} ${folder}/gpx_llm`): Locator {
    const [file = '', ...args] = command.split(' ');
    const locator = spawn(file, args, {
      env: { PATH: `${folder}:${process.env['PATH']}`, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    started.push(locator);
    return locator;
  }

  const handshake = (env?: Record<string, string>) => firstLine(start(env).stdout);

  it.each([
    ['the default', {}, '1|2|tcp|127.0.0.1:8081|grpc'],
    ['an address', { GF_PLUGIN_GRPC_ADDRESS: '10.1.2.3:9000' }, '1|2|tcp|10.1.2.3:9000|grpc'],
    ['an address without a port', { GF_PLUGIN_GRPC_ADDRESS: '10.1.2.3' }, '1|2|tcp|10.1.2.3:8081|grpc'],
    ['IPv6', { GF_PLUGIN_GRPC_ADDRESS: '[::1]:9000' }, '1|2|tcp|[::1]:9000|grpc'],
    ['IPv6 without a port', { GF_PLUGIN_GRPC_ADDRESS: '[::1]' }, '1|2|tcp|[::1]:8081|grpc'],
    ['a name, as an IP', { GF_PLUGIN_GRPC_ADDRESS: 'localhost:9000' }, '1|2|tcp|127.0.0.1:9000|grpc'],
  ])('hands over %s', async (_, env, line) => {
    expect(await handshake(env)).toBe(line);
  });

  it('reads the file grpc.address beside it, with or without a line end; the environment wins', async () => {
    writeFileSync(join(folder, 'grpc.address'), '10.9.9.9:9001');
    expect(await handshake()).toBe('1|2|tcp|10.9.9.9:9001|grpc');
    writeFileSync(join(folder, 'grpc.address'), '10.9.9.9:9002\n');
    expect(await handshake()).toBe('1|2|tcp|10.9.9.9:9002|grpc');
    expect(await handshake({ GF_PLUGIN_GRPC_ADDRESS: '10.1.2.3:9000' })).toBe('1|2|tcp|10.1.2.3:9000|grpc');
  });

  it('hands over a port where nobody listens while the name is unknown, and leaves when it is known', async () => {
    nameServer();
    const locator = start({ GF_PLUGIN_GRPC_ADDRESS: 'backend:9000' });
    expect(await firstLine(locator.stdout)).toBe('1|2|tcp|127.0.0.1:1|grpc');
    expect(JSON.parse(await firstLine(locator.stderr))).toEqual({
      '@level': 'warn',
      '@message': 'the name of the backend is not known yet',
      address: 'backend:9000',
    });
    nameServer('127.0.0.5');
    expect(await exitCode(locator)).toBe(0);
  });

  it('leaves when the name has another address, and not while the name server is silent', async () => {
    nameServer('127.0.0.5', '127.0.0.6');
    const locator = start({ GF_PLUGIN_GRPC_ADDRESS: 'backend:1' });
    expect(await firstLine(locator.stdout)).toBe('1|2|tcp|127.0.0.5:1|grpc');
    const said = lines(locator.stderr);
    expect(await said.next()).toContain('"the backend is not reachable"');
    nameServer();
    await asked(2);
    expect(locator.exitCode).toBeNull();
    nameServer('127.0.0.6', '127.0.0.7');
    expect(await said.next()).toContain('"the address of the backend changed"');
    expect(await exitCode(locator)).toBe(0);
  });

  it('stays through an outage, says so once, and leaves when the backend is back', async () => {
    const backend = await listen(0);
    const { port } = backend.address() as AddressInfo;
    const locator = start({ GF_PLUGIN_GRPC_ADDRESS: `127.0.0.1:${port}` });
    await once(backend, 'connection');
    await close(backend);
    const said = lines(locator.stderr);
    expect(JSON.parse(await said.next())).toMatchObject({
      '@level': 'warn',
      '@message': 'the backend is not reachable',
    });
    await listen(port);
    expect(await said.next()).toContain('"the backend is back"');
    expect(await exitCode(locator)).toBe(0);
  });

  it('leaves when Grafana is gone without a word', async () => {
    // The script's parent is a shell that stands for Grafana.
    program('grafana', `${shell} ${folder}/gpx_llm &\nwait`);
    const grafana = start({}, join(folder, 'grafana'));
    await firstLine(grafana.stdout);
    grafana.kill('SIGKILL');
    await once(grafana, 'close'); // whoever held stdout and stderr has ended
  });

  it('gives its pipes to no child that outlives it, or Grafana would wait for that at its shutdown', async () => {
    program(
      'sleep',
      `out=$(readlink /proc/$$/fd/1) err=$(readlink /proc/$$/fd/2)\necho "$out $err" >${folder}/held.draft\nmv ${folder}/held.draft ${folder}/held\nexec /bin/sleep "$@"`,
    );
    start();
    while (!existsSync(join(folder, 'held'))) await new Promise((resume) => setTimeout(resume, 20));
    expect(readFileSync(join(folder, 'held'), 'utf8')).toBe('/dev/null /dev/null\n');
  });
});

/** A getent of our own, first in PATH: gives these addresses for every name, and keeps count of the questions. */
function nameServer(...ips: string[]): void {
  const answer = ips.map((ip) => `echo '${ip} STREAM backend'`).join('\n') || 'exit 2';
  program('getent', `echo >>${folder}/asked\n${answer}`);
}

/** Puts a shell program first into the locator's PATH; renamed into place, because it may be running. */
function program(name: string, body: string): void {
  const draft = join(folder, `${name}.draft`);
  writeFileSync(draft, `#!/bin/sh\n${body}\n`);
  chmodSync(draft, 0o755);
  renameSync(draft, join(folder, name));
}

/** Until the name server was asked so many times more. */
async function asked(times: number): Promise<void> {
  const count = () => readFileSync(join(folder, 'asked')).length;
  const goal = count() + times;
  while (count() < goal) await new Promise((resume) => setTimeout(resume, 50));
}

/** Lines of a stream, also those that came before anybody asked. */
function lines(stream: Readable): { next: () => Promise<string> } {
  const iterator = createInterface({ input: stream })[Symbol.asyncIterator]();
  return { next: async () => (await iterator.next()).value as string };
}

const firstLine = (stream: Readable) => lines(stream).next();

async function exitCode(locator: Locator): Promise<number | null> {
  if (locator.exitCode === null) await once(locator, 'exit');
  return locator.exitCode;
}

async function listen(port: number): Promise<Server> {
  const server = createServer((socket) => socket.destroy()).listen(port, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return server;
}

const close = (server: Server) => new Promise((done) => server.close(done));
