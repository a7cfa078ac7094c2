import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { raw } from './ask.js';
import { MAX_BODY } from './bad.js';

const head = (length: number) =>
  `POST /predict HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`;

/** Sends something again and again, every so many milliseconds, until the server closes; what is wrong where it does not. */
async function dripped(port: number, begin: string, drop: string, every: number, patience: number) {
  const socket = connect(port, '127.0.0.1');
  let closed = false;
  socket.on('error', () => {});
  socket.resume();
  socket.once('close', () => {
    closed = true;
  });
  socket.write(begin);
  const began = performance.now();
  while (!closed && performance.now() - began < patience) {
    await wait(every);
    if (!closed) socket.write(drop);
  }
  socket.destroy();
  return closed ? undefined : `still open after ${patience} ms: ${JSON.stringify(begin.slice(0, 60))}`;
}

/** Sends a part of a request, whose rest never comes; what is wrong where that is not told and closed. */
async function halted(port: number, text: string, patience: number): Promise<string | undefined> {
  const back = await raw(port, text, patience);
  if (back === undefined) return `still open after ${patience} ms: ${JSON.stringify(text.slice(0, 60))}`;
  return /^HTTP\/1\.1 4\d\d /.test(back) ? undefined : `${JSON.stringify(text.slice(0, 60))} got ${back.slice(0, 200)}`;
}

/** Leaves in the middle of a request. */
async function aborted(port: number, sent: string): Promise<undefined> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  socket.write(sent);
  await wait(20);
  socket.destroy();
}

/** Clients that are slow, that never end, that do not speak HTTP or leave: each gives what is wrong with how it was dealt with. `patience` is how long one may stay, in milliseconds. */
export const rudeClients: readonly ((port: number, patience: number) => Promise<string | undefined>)[] = [
  (port, patience) => dripped(port, 'POST /predict HTTP/1.1\r\nHost: localhost\r\n', 'X-A: b\r\n', 200, patience),
  (port, patience) => dripped(port, head(1000), ' ', 200, patience),
  (port, patience) => dripped(port, head(1e9), ' '.repeat(10_000), 20, patience),
  (port, patience) =>
    dripped(
      port,
      'POST /predict HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\nTransfer-Encoding: chunked\r\n\r\n',
      `${MAX_BODY.toString(16)}\r\n${'x'.repeat(MAX_BODY)}\r\n`,
      20,
      patience,
    ),
  (port, patience) => halted(port, '', patience),
  (port, patience) => halted(port, 'GET /healthz HT', patience),
  (port, patience) => halted(port, `${head(100)}{"a"`, patience),
  (port, patience) => halted(port, 'Hello?\r\n\r\n', patience),
  (port, patience) => halted(port, '\u0016\u0003\u0001\u0002\u0000\u0001\u0000', patience),
  (port, patience) => halted(port, `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'y'.repeat(40_000)}\r\n\r\n`, patience),
  (port) => aborted(port, `${head(100)}{"a"`),
  (port) => aborted(port, 'POST /pre'),
  (port) => aborted(port, `${head(2)}{}`),
];
