// One kept-alive HTTP/1.1 connection with one request on the way at a time, on a bare socket: the client shares the
// machine with what it measures, so it must cost next to nothing.
import { connect, type Socket } from 'node:net';

export interface Reply {
  status: number;
  /** The body as bytes, valid until the handler returns. */
  body: Buffer;
}

export interface Connection {
  send(request: Buffer): void;
  close(): void;
}

const HEAD_END = Buffer.from('\r\n\r\n');

/** Resolves when connected. `onFault` is told once, when the connection breaks or something is sent that is not understood. */
export async function openConnection(
  port: number,
  onReply: (reply: Reply) => void,
  onFault: (fault: Error) => void,
): Promise<Connection> {
  const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  let held: Buffer | null = null;
  socket.on('data', (chunk: Buffer) => {
    const bytes = held === null ? chunk : Buffer.concat([held, chunk]);
    const reply = readReply(bytes);
    if (reply === 'more') {
      held = bytes;
      return;
    }
    held = null;
    if (reply instanceof Error) socket.destroy(reply);
    else onReply(reply);
  });
  socket.on('error', onFault);
  socket.on('close', () => onFault(new Error('the server closed a connection')));
  return {
    send: (request) => void socket.write(request),
    close: () => {
      socket.removeAllListeners('close');
      socket.destroy();
    },
  };
}

function readReply(bytes: Buffer): Reply | 'more' | Error {
  const end = bytes.indexOf(HEAD_END);
  if (end < 0) return 'more';
  const head = bytes.toString('latin1', 0, end);
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length === undefined) return new Error('an answer without Content-Length');
  const from = end + HEAD_END.length;
  const to = from + Number(length);
  if (bytes.length < to) return 'more';
  if (bytes.length > to) return new Error('more bytes than the answer has');
  return { status: Number(head.slice(9, 12)), body: bytes.subarray(from, to) };
}
