import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** How long requests under way may take until they are cut off, in milliseconds. */
const GRACE = 10_000;

/** Prepares a server to be stopped; call it before it listens. What it gives stops it: nobody new is let in, who is being answered is answered. */
export function stopper(app: FastifyInstance, grace = GRACE): () => Promise<void> {
  const open = new Set<Socket>();
  app.server.on('connection', (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  return async () => {
    // Browsers open connections for later; on these nothing is under way.
    for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
    const cut = setTimeout(() => app.server.closeAllConnections(), grace);
    await app.close();
    clearTimeout(cut);
  };
}
