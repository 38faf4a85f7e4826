// One process on one data folder. PGlite has no lock of its own, and two processes on one folder lose rows that were
// acknowledged. The lock is a listening socket, because the kernel closes sockets on kill -9 as well: a file with a
// process id in it would stay behind, and its id may be somebody else's by then.
import { createHash } from 'node:crypto';
import { open, realpath, rename, rm, link, stat } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SOCKET = 'in-use.sock';

/** Another process works on the data folder; nothing in it was touched. */
export class FolderInUseError extends Error {
  readonly code = 'folder_in_use';
  constructor(folder: string) {
    super(`The data folder ${folder} is in use by another process. Stop that process, or choose another DATA_DIR.`);
    this.name = 'FolderInUseError';
  }
}

/**
 * Takes the lock of an existing folder, whatever path leads to it, and returns what gives it back.
 * Throws FolderInUseError when another process, or this one, holds it. Valid on one machine, containers that share
 * the folder included; two machines on one network file system do not see each other.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const { dev, ino } = await stat(await realpath(folder), { bigint: true });
  const name = `zhengyan-${dev}-${ino}`;
  const held: Server[] = [];
  const giveBack = async (): Promise<void> => {
    // Node knows the socket file by a path that is no longer good; gone before the lock is, it cannot be a successor's.
    if (held.length > 1) await rm(join(folder, SOCKET), { force: true });
    for (const server of held.splice(0).toReversed())
      await new Promise<void>((done) => void server.close(() => done()));
  };
  const take = async (address: string): Promise<boolean> => {
    const server = await listen(address);
    if (server !== null) held.push(server);
    return server !== null;
  };

  try {
    if (process.platform === 'win32') {
      if (!(await take(`\\\\.\\pipe\\${name}`))) throw new FolderInUseError(folder);
    } else if (process.platform === 'linux') {
      // The abstract socket has no leftovers and so no races, but ends at the container; the socket file reaches across.
      if (!(await take(`\0${name}`))) throw new FolderInUseError(folder);
      const directory = await open(folder, 'r');
      try {
        // By way of /proc, since a socket's path has at most 107 bytes.
        if (!(await takeFile(`/proc/self/fd/${directory.fd}/${SOCKET}`, take))) throw new FolderInUseError(folder);
      } finally {
        await directory.close();
      }
    } else {
      const short = createHash('sha256').update(name).digest('hex').slice(0, 16);
      if (!(await takeFile(join(tmpdir(), `zhengyan-${short}.sock`), take))) throw new FolderInUseError(folder);
    }
    return giveBack;
  } catch (error) {
    await giveBack();
    throw error;
  }
}

/** The listening server, or null when somebody else listens on (or left a file at) the address. */
function listen(address: string): Promise<Server | null> {
  return new Promise((done, fail) => {
    const server = createServer((socket) => socket.destroy());
    server.unref(); // holding a lock is no reason to stay alive
    server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? done(null) : fail(error)));
    server.listen(address, () => done(server));
  });
}

/** The same with a socket file, which a killed process leaves behind: nobody answers there any more. */
async function takeFile(path: string, take: (address: string) => Promise<boolean>): Promise<boolean> {
  try {
    if (await take(path)) return true;
  } catch (error) {
    // Shared folders of some virtual machines know no sockets: there the abstract one has to do.
    if (process.platform === 'linux') return true;
    throw error;
  }
  if (await answers(path)) return false;
  // Two starters may both see the leftover. Each moves what lies there aside and looks again at what it has moved:
  // whoever has moved the other's fresh socket puts it back.
  const aside = `${path}.${process.pid}`;
  await rename(path, aside).catch(() => undefined);
  if (await answers(aside)) {
    await link(aside, path).catch(() => undefined);
    await rm(aside, { force: true });
    return false;
  }
  await rm(aside, { force: true });
  return take(path);
}

function answers(path: string): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(path, () => {
      socket.destroy();
      done(true);
    });
    socket.once('error', () => done(false));
  });
}
