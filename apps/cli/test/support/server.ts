import { type Agent, request } from 'node:http';
import { connect } from 'node:net';
import { run } from '../../src/run.js';

/** A server under way in this process. */
export interface Served {
  readonly address: string;
  readonly port: number;
  /** What it said on standard output and on standard error until now. */
  readonly out: () => string;
  readonly err: () => string;
  /** The exit code, once it ended. */
  readonly ended: Promise<number>;
  /** Tells it to stop, as Ctrl-C does; gives the exit code. */
  stop(): Promise<number>;
}

const running = new Set<Served>();

/** Starts `nn serve` on a port that is free; further words are taken as they are. */
export async function serve(...args: readonly string[]): Promise<Served> {
  const controller = new AbortController();
  let [out, err] = ['', ''];
  let tellAddress: (line: string) => void;
  const told = new Promise<string>((resolve) => {
    tellAddress = resolve;
  });
  const ended = run(['serve', '--port', '0', '--json', ...args], {
    out: (text) => {
      out += text;
      tellAddress(text);
    },
    err: (text) => {
      err += text;
    },
    width: 80,
    columns: 80,
    env: {},
    live: false,
    terminal: false,
    signal: controller.signal,
  });
  const line = await Promise.race([told, ended]);
  if (typeof line === 'number') throw new Error(`it ended with ${line}: ${err}`);
  const { address } = JSON.parse(line) as { address: string };
  const served: Served = {
    address,
    port: Number(new URL(address).port),
    out: () => out,
    err: () => err,
    ended,
    stop: () => {
      running.delete(served);
      controller.abort();
      return ended;
    },
  };
  running.add(served);
  return served;
}

/** Stops every server that a test left running. */
export async function stopAll(): Promise<void> {
  await Promise.all([...running].map((served) => served.stop()));
}

/** What a server answered. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** Asks with any headers, the host too, which `fetch` does not let one choose. */
export const ask = (
  { port }: Served,
  path: string,
  {
    method = 'GET',
    headers = {},
    body,
    agent,
  }: { method?: string; headers?: Record<string, string>; body?: string | Uint8Array; agent?: Agent } = {},
): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const asked = request({ port, host: '127.0.0.1', path, method, headers, agent: agent ?? false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({ status: response.statusCode!, headers: response.headers, text: Buffer.concat(chunks).toString() }),
      );
    });
    asked.on('error', reject);
    asked.end(body);
  });

/** Sends rows to be answered. */
export const post = (served: Served, type: string, body: string | Uint8Array, headers: Record<string, string> = {}) =>
  ask(served, '/predict', { method: 'POST', headers: { 'content-type': type, ...headers }, body });

/** Writes to a connection as it is; gives all that came back until the server closed it. */
export const raw = ({ port }: Served, text: string): Promise<string> =>
  new Promise((resolve) => {
    let back = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.on('data', (data) => {
      back += data;
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(back));
  });
