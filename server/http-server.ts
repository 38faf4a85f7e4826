// The HTTP server on Node: the limits that stand before any route, and what happens to a request that is not HTTP.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { App } from './app.ts';
import type { Config } from './deps.ts';
import { apiHeaders } from './headers.ts';
import { problem } from './problem.ts';

const LIMITS = {
  maxHeaderSize: 16_384, // bytes, request line included
  headersTimeout: 10_000, // ms: a client that sends a header a letter at a time is gone by then
  requestTimeout: 20_000, // ms for header and body together
  keepAliveTimeout: 65_000, // ms: longer than the proxies in front keep theirs, so that they never write into a closed one
  connectionsCheckingInterval: 2000,
};

/** A server that is not listening yet; `limits` replaces single limits, for tests that cannot wait so long. */
export function createHttpServer(app: App, config: Config, limits: Partial<typeof LIMITS> = {}): Server {
  const headers = apiHeaders(config);
  const listener = getRequestListener(
    (request, env) => app.fetch(request, { peer: env.incoming.socket.remoteAddress, encodes: true }),
    {
      // Reached only before there is a request: an address or a Host header that is none.
      errorHandler: () =>
        problem(
          { code: 'malformed_request' },
          { origin: config.origin, headers, requestId: '-', acceptLanguage: null },
        ),
    },
  );
  const server = createServer(
    { ...LIMITS, ...limits },
    (incoming: IncomingMessage, outgoing: ServerResponse) => void listener(incoming, outgoing),
  );
  server.on('clientError', refuseNonsense);
  return server;
}

const WORDS: Record<string, [number, string, string]> = {
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large', 'headers_too_large'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout', 'request_timeout'],
};

/** What does not parse as HTTP never becomes a request; it still gets a problem document. Nothing of it is logged. */
function refuseNonsense(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, title, code] = WORDS[error.code ?? ''] ?? [400, 'Bad Request', 'malformed_request'];
  const body = JSON.stringify({ type: 'about:blank', title, status, code });
  socket.end(
    `HTTP/1.1 ${status} ${title}\r\nContent-Type: application/problem+json\r\nContent-Length: ${body.length}\r\n` +
      `Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n${body}`,
  );
}

/** Stops accepting, lets what is under way finish, and resolves when every connection is closed, after `graceMs` at the latest. */
export async function closeGracefully(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
  });
  // A kept-alive connection turns idle when its answer is out, and would hold the server open until its client left.
  const sweep = setInterval(() => {
    server.closeIdleConnections();
  }, 50);
  const end = setTimeout(() => {
    server.closeAllConnections();
  }, graceMs);
  server.closeIdleConnections();
  await closed;
  clearInterval(sweep);
  clearTimeout(end);
}
