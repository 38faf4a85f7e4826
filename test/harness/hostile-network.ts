// The network between browser and service, under the tests' control: a small proxy whose answers can be replaced, cut or
// withheld path by path. The browser is told nothing; it sees what a phone sees in a hotel or in a basement.
import { once } from 'node:events';
import { createServer, request as forward } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** Answers in place of the service. */
export type Reply = (response: ServerResponse, request: IncomingMessage) => void | Promise<void>;

export interface HostileNetwork {
  origin: string;
  /** Paths asked for since the start, in order, with their query. */
  asked: string[];
  /** Replaces the answer for one path (without query), or for `*`, until `heal`. */
  replace(path: string, reply: Reply): void;
  heal(path?: string): void;
  /** Connections are refused from now on, those that are open cut. */
  cut(): Promise<void>;
  /** The same address answers again. */
  mend(): Promise<void>;
  stop(): Promise<void>;
}

/** The login page of a hotel or station network: 200, HTML, whatever was asked for. */
export const captivePortal: Reply = (response) => {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
  response.end('<!doctype html><title>Welcome</title><p>Please log in to the network.');
};

/** Must never be asked for. (On the same host, because a browser's log names a redirect's target even when it is not followed.) */
export const PORTAL_LOGIN = '/portal/login';

/** The same network, sending the browser to its login page instead. */
export const redirectToPortal: Reply = (response) => {
  response.writeHead(302, { location: PORTAL_LOGIN });
  response.end();
};

export const text =
  (body: string, type = 'application/json'): Reply =>
  (response) => {
    response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' });
    response.end(body);
  };

export async function startHostileNetwork(target: string): Promise<HostileNetwork> {
  const replies = new Map<string, Reply>();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const url = request.url ?? '/';
    asked.push(url);
    const reply = replies.get(url.split('?')[0] ?? '') ?? replies.get('*');
    if (reply) void reply(response, request);
    else pass(target, request, response);
  });
  server.listen(0, 'localhost');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('no port');

  const cut = async (): Promise<void> => {
    if (!server.listening) return;
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  };
  return {
    origin: `http://localhost:${address.port}`,
    asked,
    replace: (path, reply) => void replies.set(path, reply),
    heal: (path) => (path === undefined ? replies.clear() : void replies.delete(path)),
    cut,
    async mend() {
      if (server.listening) return;
      server.listen(address.port, 'localhost');
      await once(server, 'listening');
    },
    stop: cut,
  };
}

function pass(target: string, request: IncomingMessage, response: ServerResponse): void {
  const onward = forward(
    new URL(request.url ?? '/', target),
    { method: request.method ?? 'GET', headers: request.headers },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    },
  );
  onward.on('error', () => response.destroy());
  request.pipe(onward);
}
