import { readFileSync, writeFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { byHand } from './support/by-hand.js';
import { irisFiles, nn, ownFolder } from './support/command.js';
import { ask, post, raw, type Served, serve, stopAll } from './support/server.js';

ownFolder();
beforeAll(async () => {
  irisFiles();
  writeFileSync('hand.safetensors', byHand());
  await nn('train iris.csv --target species --epochs 10 --hidden 8');
});
afterEach(stopAll);

const hand = (...args: string[]) => serve('hand.safetensors', '--quiet', ...args);
const GOOD = '{"a":5,"b":"no"}';
const head = (length: number) =>
  `POST /predict HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`;
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A connection that begins a request and leaves the rest for later. */
async function begun({ port }: Served, text: string): Promise<Socket & { back: () => string; gone: Promise<void> }> {
  const socket = connect(port, '127.0.0.1');
  let back = '';
  socket.on('data', (data) => {
    back += data;
  });
  socket.on('error', () => {});
  const gone = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  await new Promise((resolve) => socket.write(text, resolve));
  // Until the server has seen it.
  await wait(30);
  return Object.assign(socket, { back: () => back, gone });
}

describe('what is too large', () => {
  const large = {
    status: 413,
    text: '{"error":"the body is larger than 1000 bytes (--max-body); send the rows in several requests"}',
  };

  test('is refused by the length that it says, before it arrives', async () => {
    const served = await hand('--max-body', '1kb');
    const back = await raw(served, head(1001));
    expect(back).toMatch(/^HTTP\/1\.1 413 Payload Too Large\r\n/);
    expect(back).toContain('connection: close\r\n');
    expect(back.split('\r\n\r\n')[1]).toBe(large.text);
    const fits = GOOD.padEnd(1000);
    expect((await post(served, 'application/json', fits)).status).toBe(200);
  });

  test('or as soon as it is, where it says no length; who sends it is told why', async () => {
    const served = await hand('--max-body', '1kb');
    expect(
      await post(served, 'application/json', 'x'.repeat(3_000_000), { 'transfer-encoding': 'chunked' }),
    ).toMatchObject(large);
    expect(await post(served, 'text/csv', 'x'.repeat(3_000_000))).toMatchObject(large);
  });

  test('and cut off where it never ends', async () => {
    const served = await hand('--max-body', '1kb');
    const socket = await begun(served, head(1e9));
    const endless = setInterval(() => socket.write('x'.repeat(10_000)), 5);
    await socket.gone;
    clearInterval(endless);
    expect(socket.back()).toContain('413 Payload Too Large');
  });

  test('rows are counted', async () => {
    const served = await hand('--max-rows', '2');
    expect((await post(served, 'application/json', `[${GOOD},${GOOD}]`)).status).toBe(200);
    expect(await post(served, 'application/json', `[${GOOD},${GOOD},7]`)).toMatchObject({
      status: 413,
      text: '{"error":"3 rows are more than 2 (--max-rows); send them in several requests"}',
    });
  });
});

describe('who is slow', () => {
  test('with the headers, or the body, or says nothing at all, is cut off', async () => {
    const served = await hand('--timeout', '0.2');
    const late =
      /^HTTP\/1\.1 408 Request Timeout\r\n[\s\S]*\{"error":"the request did not arrive in time \(--timeout\)"\}$/;
    const [headers, body, nothing, kept] = await Promise.all([
      raw(served, 'POST /predict HTTP/1.1\r\nHost: localhost\r\n'),
      raw(served, `${head(100)}{"a"`),
      raw(served, ''),
      raw(served, 'GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n'),
    ]);
    expect(headers).toMatch(late);
    expect(body).toMatch(late);
    expect(nothing).toMatch(late);
    expect(kept).toMatch(/^HTTP\/1\.1 200 OK/);
    expect((await post(served, 'application/json', GOOD)).status).toBe(200);
  });

  test('to take the answer, is cut off', async () => {
    const bounds = '--timeout 0.2 --max-body 20mb --max-rows 1000000'.split(' ');
    const served = await serve('hand.safetensors', '--log', ...bounds);
    // More than the system keeps for who does not read.
    const rows = `[${'0,'.repeat(199_999)}0]`;
    const socket = connect(served.port, '127.0.0.1');
    socket.pause();
    socket.on('error', () => {});
    socket.write(head(rows.length) + rows);
    while (!served.err().includes('POST /predict')) await wait(50);
    expect(Number(/POST \/predict 200 ([\d.]+) ms/.exec(served.err())![1])).toBeLessThan(5000);
    // Nothing more of it is under way: the server stops at once.
    const stopping = performance.now();
    expect(await served.stop()).toBe(0);
    expect(performance.now() - stopping).toBeLessThan(2000);
    socket.destroy();
  });
});

describe('who is one too many', () => {
  test('is told to come again, while others are answered', async () => {
    const served = await hand('--max-requests', '2');
    const [first, second] = [await begun(served, head(GOOD.length)), await begun(served, head(GOOD.length))];
    const { status, headers, text } = await post(served, 'application/json', GOOD);
    expect({ status, text, retry: headers['retry-after'] }).toEqual({
      status: 503,
      text: '{"error":"2 requests are being answered (--max-requests); try again"}',
      retry: '1',
    });
    expect((await ask(served, '/healthz')).status).toBe(200);
    first.write(GOOD);
    await wait(30);
    expect(first.back()).toContain('{"target":"y","predictions":[{"prediction":8}]}');
    expect((await post(served, 'application/json', GOOD)).status).toBe(200);
    // Who leaves without having asked makes room, too.
    second.destroy();
    first.destroy();
    await wait(30);
    const again = [await begun(served, head(GOOD.length)), await post(served, 'application/json', GOOD)] as const;
    expect(again[1].status).toBe(200);
    again[0].destroy();
  });

  test('and connections are counted', async () => {
    const served = await hand('--max-connections', '2');
    const open = [await begun(served, 'G'), await begun(served, 'G')];
    expect(await raw(served, 'GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n')).toBe('');
    for (const socket of open) socket.destroy();
  });
});

describe('told to stop', () => {
  test('it finishes what is under way, and nothing new begins', async () => {
    const served = await hand();
    const socket = await begun(served, `${head(GOOD.length)}{"a":5`);
    const idle = await begun(served, 'GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n');
    const silent = await begun(served, '');
    const stopped = served.stop();
    await Promise.all([idle.gone, silent.gone]);
    await expect(ask(served, '/healthz')).rejects.toThrow('ECONNREFUSED');
    socket.write(GOOD.slice('{"a":5'.length));
    await socket.gone;
    expect(socket.back()).toMatch(
      /^HTTP\/1\.1 200 OK\r\n[\s\S]*connection: close\r\n[\s\S]*\[\{"prediction":8\}\]\}$/i,
    );
    expect(await stopped).toBe(0);
  });

  test('by SIGTERM, too', async () => {
    const served = await hand();
    const stopped = served.ended;
    process.emit('SIGTERM');
    expect(await stopped).toBe(0);
  });
});

test('under load: thousands of mixed requests, no wrong answer, no 5xx', async () => {
  const served = await serve('iris.safetensors', '--quiet', '--max-body', '50kb');
  const [header, ...lines] = readFileSync('iris-test.csv', 'utf8').trim().split('\n');
  const names = header!.split(',').slice(0, 4);
  const rows = lines.map((line) => Object.fromEntries(names.map((name, k) => [name, Number(line.split(',')[k])])));
  const { predictions, probabilities } = JSON.parse((await nn('predict iris.safetensors iris-test.csv --json')).out);
  const expected = rows.map((_, i) => ({
    prediction: predictions[i],
    probabilities: { setosa: probabilities[i][0], versicolor: probabilities[i][1], virginica: probabilities[i][2] },
  }));
  const agent = new Agent({ keepAlive: true, maxSockets: 32 });
  const send = (type: string, body: string) =>
    ask(served, '/predict', { method: 'POST', headers: { 'content-type': type }, body, agent });
  const answersOf = (text: string) => JSON.parse(text).predictions;
  const kinds: ((i: number) => Promise<void>)[] = [
    async (i) =>
      expect(answersOf((await send('application/json', JSON.stringify(rows[i % 45]))).text)).toEqual([
        expected[i % 45],
      ]),
    async (i) => {
      const mixed = [rows[i % 45], { ...rows[0], petal_width: 'wide' }, null, rows[(i * 7) % 45]];
      const said = answersOf((await send('application/json', JSON.stringify(mixed))).text);
      expect([said[0], said[3]]).toEqual([expected[i % 45], expected[(i * 7) % 45]]);
      expect([said[1].error, said[2].error].every((error) => typeof error === 'string')).toBe(true);
    },
    async () => expect(answersOf((await send('text/csv', `${header}\n${lines.join('\n')}\n`)).text)).toEqual(expected),
    async () => expect((await send('application/json', '{"a":')).status).toBe(400),
    async () => expect((await send('text/plain', 'hello')).status).toBe(415),
    async () => expect((await send('text/csv', 'x'.repeat(60_000))).status).toBe(413),
    async () => expect((await ask(served, '/nowhere', { agent })).status).toBe(404),
    async () => expect((await ask(served, '/', { agent })).status).toBe(200),
  ];
  let next = 0;
  const client = async () => {
    for (let i = next++; i < 2000; i = next++) await kinds[i % kinds.length]!(i);
  };
  await Promise.all(Array.from({ length: 32 }, client));
  agent.destroy();
});
