import { type Agent, type OutgoingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';

/** What a server answered. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** How something is asked. */
export interface Asked {
  readonly path?: string;
  readonly method?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string | Uint8Array;
  /** Keeps connections; without one the connection is closed afterwards. */
  readonly agent?: Agent;
}

/** Asks a server of this machine. A connection that ended while it was kept is replaced by another, once. */
export function ask(port: number, asked: Asked, again = true): Promise<Reply> {
  const { path = '/predict', method = 'POST', headers = {}, body, agent } = asked;
  return new Promise((resolve, reject) => {
    const sent = request({ port, host: '127.0.0.1', path, method, headers, agent: agent ?? false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({ status: response.statusCode!, headers: response.headers, text: Buffer.concat(chunks).toString() }),
      );
    });
    sent.on('error', (error) => {
      if (again && sent.reusedSocket) resolve(ask(port, asked, false));
      else reject(error);
    });
    sent.end(body);
  });
}

/** Writes to a connection as it is; gives what came back until the server closed it, or undefined where it did not in so many milliseconds. */
export const raw = (port: number, text: string, patience: number): Promise<string | undefined> =>
  new Promise((resolve) => {
    let back = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    const tooLong = setTimeout(() => {
      resolve(undefined);
      socket.destroy();
    }, patience);
    socket.on('data', (data) => {
      back += data;
    });
    // Told by 'close', too.
    socket.on('error', () => {});
    socket.on('close', () => {
      clearTimeout(tooLong);
      resolve(back);
    });
  });
