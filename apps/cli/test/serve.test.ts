import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dense, network, save } from '@nn/net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { byHand } from './support/by-hand.js';
import { irisFiles, nn, ownFolder } from './support/command.js';
import { ask, post, raw, type Served, serve, stopAll } from './support/server.js';

ownFolder();

let iris: Served;
let hand: Served;
beforeAll(async () => {
  irisFiles();
  writeFileSync('hand.safetensors', byHand());
  await nn('train iris.csv --target species --epochs 20 --hidden 8');
  iris = await serve('iris.safetensors');
  hand = await serve('hand.safetensors');
});
afterAll(stopAll);

const json = async (served: Served, rows: unknown) => {
  const { status, text } = await post(served, 'application/json', JSON.stringify(rows));
  return { status, ...JSON.parse(text) };
};

describe('answers', () => {
  test('are those of nn predict, to the bit, as JSON and as CSV, of JSON, CSV and JSON lines', async () => {
    const table = readFileSync('iris-test.csv', 'utf8');
    const expected = JSON.parse((await nn('predict iris.safetensors iris-test.csv --json')).out);
    const [header, ...lines] = table.trim().split('\n');
    const names = header!.split(',');
    const rows = lines.map((line) =>
      Object.fromEntries(line.split(',').map((cell, k) => [names[k]!, k < 4 ? Number(cell) : cell])),
    );
    const bodies = [
      ['text/csv', table],
      ['text/csv; charset=utf-8', table],
      ['application/json', JSON.stringify(rows)],
      ['application/json', JSON.stringify({ rows })],
      ['application/x-ndjson', rows.map((row) => `${JSON.stringify(row)}\n`).join('')],
    ] as const;
    for (const [type, body] of bodies) {
      const { status, text, headers } = await post(iris, type, body);
      expect(status).toBe(200);
      expect(headers['content-type']).toBe('application/json; charset=utf-8');
      const { target, predictions } = JSON.parse(text);
      expect(target).toBe('species');
      expect(predictions.map((p: { prediction: string }) => p.prediction)).toEqual(expected.predictions);
      expect(predictions.map((p: { probabilities: object }) => Object.values(p.probabilities))).toEqual(
        expected.probabilities,
      );
      expect(Object.keys(predictions[0].probabilities)).toEqual(expected.classes);
    }
    const { text, headers } = await post(iris, 'text/csv', table, { accept: 'text/csv' });
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    const predicted = (await nn('predict iris.safetensors iris-test.csv')).out.split('\n').slice(1, -1);
    expect(text).toBe(`species,error\n${predicted.map((label) => `${label},""\n`).join('')}`);
  });

  test('are right', async () => {
    expect(
      await json(hand, [
        { a: 5, b: 'no' },
        { a: 0, b: 'yes', more: [1] },
        { a: '2.5', b: 'yes' },
      ]),
    ).toEqual({
      status: 200,
      target: 'y',
      predictions: [{ prediction: 8 }, { prediction: 1 }, { prediction: 6 }],
    });
    expect(await json(hand, { a: 5, b: 'no' })).toEqual({ status: 200, target: 'y', predictions: [{ prediction: 8 }] });
  });

  test('say what was filled in or not known, row by row', async () => {
    const { predictions } = await json(hand, [
      { a: '', b: 'no' },
      { a: 2, b: 'perhaps' },
      { a: 2, b: 'no' },
    ]);
    expect(predictions).toEqual([
      { prediction: 0, notes: ['column a: 1 of 1 values is missing; filled in with the mean, 1'] },
      { prediction: 2, notes: ["column b: 'perhaps' not seen in training (known: no, yes); taken as none of them"] },
      { prediction: 2 },
    ]);
  });

  test('say how a table in CSV was read', async () => {
    const { text } = await post(hand, 'text/csv', 'a;b\n1,5;no\n');
    expect(JSON.parse(text)).toEqual({
      target: 'y',
      predictions: [{ prediction: 1 }],
      notes: ["column a has decimal commas; '1,5' is read as 1.5"],
    });
  });
});

describe('a bad row', () => {
  test.each<[string, unknown, string]>([
    ['a column that is missing', { b: 'no' }, 'columns of the training table are missing: a'],
    ['a misspelled column', { A: 1, b: 'no' }, "columns of the training table are missing: a (there is 'A')"],
    ['no column at all', {}, 'columns of the training table are missing: a, b'],
    [
      'a word for a number',
      { a: 'x', b: 'no' },
      "column a: expected a number, got 'x'; this column held numbers in training",
    ],
    [
      'a truth for a number',
      { a: true, b: 'no' },
      "column a: expected a number, got 'true'; this column held numbers in training",
    ],
    [
      'null',
      { a: null, b: 'no' },
      "column a: expected a number or a word, got null; '' has it filled in as in training",
    ],
    ['a list', { a: [1], b: 'no' }, 'column a: expected a number or a word, got a list'],
    ['an object', { a: 1, b: {} }, 'column b: expected a number or a word, got an object'],
    [
      'a number that is too far',
      { a: 1e99, b: 'no' },
      'column a: 1e+99 is too far from the training table (mean 1, standard deviation 1); is it a slip, or another unit?',
    ],
    [
      'an answer that is not finite',
      { a: 3e38, b: 'no' },
      'the answer for this row is not a finite number; a value in it is probably far outside of what the training table held',
    ],
    [
      'several troubles',
      { a: 'x', b: null },
      "column b: expected a number or a word, got null; '' has it filled in as in training; column a: expected a number, got 'x'; this column held numbers in training",
    ],
    [
      'a number instead of a row',
      7,
      'expected an object with a value for each column, such as {"height": 1.75}; got a number',
    ],
    [
      'null instead of a row',
      null,
      'expected an object with a value for each column, such as {"height": 1.75}; got null',
    ],
    [
      'a list instead of a row',
      [1, 'no'],
      'expected an object with a value for each column, such as {"height": 1.75}; got a list',
    ],
    [
      'a long word',
      { a: 'x'.repeat(1000), b: 'no' },
      `column a: expected a number, got '${'x'.repeat(60)}…'; this column held numbers in training`,
    ],
    [
      'terminal escapes and markup',
      { a: '\u001b[2J<b>', b: 'no' },
      "column a: expected a number, got '\u001b[2J<b>'; this column held numbers in training",
    ],
  ])('%s: the others are answered', async (_, row, error) => {
    const good = { a: 5, b: 'no' };
    expect(await json(hand, [good, row, good])).toEqual({
      status: 200,
      target: 'y',
      predictions: [{ prediction: 8 }, { error }, { prediction: 8 }],
    });
  });

  test('with more troubles than are told says so, also where they are in other columns than those of its neighbours', async () => {
    const features = Array.from({ length: 12 }, (_, k) => ({ kind: 'number', name: `n${k}`, mean: 0, std: 1 }));
    const target = { kind: 'number', name: 'y', mean: 0, std: 1 };
    writeFileSync(
      'wide.safetensors',
      save(network({ inputs: 12, layers: [dense(1)] }), { pipeline: { features, target } }),
    );
    const row = (wrong: (k: number) => boolean) => features.map((_, k) => (wrong(k) ? `x${k}` : k)).join(',');
    const rows = [row(() => true), ...features.map((_, i) => row((k) => k === i)), row(() => false)];
    const body = `${features.map(({ name }) => name).join(',')}\n${rows.join('\n')}\n`;
    const { predictions } = JSON.parse((await post(await serve('wide.safetensors'), 'text/csv', body)).text);
    const trouble = (k: number) => `column n${k}: expected a number, got 'x${k}'; this column held numbers in training`;
    expect(predictions.slice(0, 13)).toEqual([
      { error: `${[0, 1, 2, 3, 4, 5, 6, 7].map(trouble).join('; ')}; and more` },
      ...features.map((_, k) => ({ error: trouble(k) })),
    ]);
    expect(predictions[13].prediction).toEqual(expect.any(Number));
  });

  test('among JSON lines is one that is not JSON', async () => {
    const { status, text } = await post(hand, 'application/x-ndjson', '{"a":1,"b":"no"}\n{"a":1,\n[1]\n');
    expect(status).toBe(200);
    const [first, second, third] = JSON.parse(text).predictions;
    expect(first).toEqual({ prediction: 0 });
    expect(second.error).toMatch(/^this line is not JSON: /);
    expect(third.error).toMatch(/got a list$/);
  });

  test('has its reason beside it in CSV', async () => {
    const { text } = await post(hand, 'text/csv', 'a,b\n1,no\n=1+1,no\n', {
      accept: 'text/csv, application/json;q=0.5',
    });
    expect(text).toBe(
      'y,error\n0,""\n"","column a: expected a number, got \'=1+1\'; this column held numbers in training"\n',
    );
  });

  test('does no harm by the name of a column', async () => {
    const { status, text } = await post(
      hand,
      'application/json',
      '{"__proto__":{"a":1},"constructor":1,"a":5,"b":"no"}',
    );
    expect({ status, text }).toEqual({ status: 200, text: '{"target":"y","predictions":[{"prediction":8}]}' });
  });
});

describe('what is no request for predictions', () => {
  const refused = async (reply: ReturnType<typeof ask>) => {
    const { status, headers, text } = await reply;
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
    expect(headers['x-content-type-options']).toBe('nosniff');
    return { status, error: JSON.parse(text).error };
  };

  test.each<[string, string, string | Uint8Array, string]>([
    ['nothing', 'application/json', '', 'the body is empty; expected at least one row'],
    ['no rows', 'application/json', '[]', 'the list of rows is empty; expected at least one'],
    ['only spaces', 'application/x-ndjson', ' \n\n', 'the body is empty; expected a JSON object on each line'],
    ['bytes', 'application/json', Uint8Array.of(0xff, 0xfe), 'the body is not text in UTF-8'],
    [
      'bytes as CSV',
      'text/csv',
      Uint8Array.of(0xc3, 0x28),
      'this is not text in UTF-8; save it as UTF-8 (or UTF-16 with its mark) and try again',
    ],
    ['a table without rows', 'text/csv', 'a,b\n', 'the table has column names but no rows; expected at least one'],
    [
      'a ragged table',
      'text/csv',
      'a,b\n1,no\n2\n',
      'line 3: this row has 1 cell, but the table has 2 columns; check its quotes and separators',
    ],
    [
      'a quote',
      'text/csv',
      'a,b\n1,"no\n',
      'line 2: a quote is opened in this row and never closed; close it, or write it twice if it is meant',
    ],
  ])('%s is not readable: 400', async (_, type, body, error) => {
    expect(await refused(post(hand, type, body))).toEqual({ status: 400, error });
  });

  test('what is not JSON is not readable: 400', async () => {
    const { status, error } = await refused(post(hand, 'application/json', '{"a":1'));
    expect(status).toBe(400);
    expect(error).toMatch(/^the body is not JSON: /);
  });

  test('deep nesting is not readable, or no row', async () => {
    const { status } = await post(hand, 'application/json', '['.repeat(500_000));
    expect(status).toBe(400);
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    expect((await post(hand, 'application/json', `[{"a":${deep},"b":"no"}]`)).status).toBe(200);
  });

  test('another path: 404', async () => {
    expect(await refused(ask(hand, '/predictions?x=1'))).toEqual({
      status: 404,
      error: 'there is nothing at /predictions; there are POST /predict, GET / (a form), GET /schema and GET /healthz',
    });
    expect((await ask(hand, '/__proto__')).status).toBe(404);
    expect((await ask(hand, '/%ff')).status).toBe(400);
  });

  test('another method: 405 that says which', async () => {
    const { status, headers, text } = await ask(hand, '/predict');
    expect({ status, allow: headers.allow, text }).toEqual({
      status: 405,
      allow: 'POST',
      text: '{"error":"/predict is asked by POST, not by GET"}',
    });
    for (const method of ['PUT', 'DELETE', 'OPTIONS'])
      expect((await ask(hand, '/', { method })).headers.allow).toBe('GET, HEAD, POST');
  });

  test('another kind of body: 415', async () => {
    const kinds = 'application/json, text/csv, application/x-ndjson, application/jsonl';
    expect(await refused(post(hand, 'text/plain', 'a'))).toEqual({
      status: 415,
      error: `expected a content-type of ${kinds}, got 'text/plain'`,
    });
    expect(await refused(ask(hand, '/predict', { method: 'POST' }))).toEqual({
      status: 415,
      error: `expected a content-type of ${kinds}, got none`,
    });
    expect(await refused(post(hand, 'application/json', '{}', { 'content-encoding': 'gzip' }))).toEqual({
      status: 415,
      error: "expected a body as it is, got one in content-encoding 'gzip'",
    });
  });

  test('not HTTP: 400', async () => {
    expect(await raw(hand, 'hello\r\n\r\n')).toMatch(
      /^HTTP\/1\.1 400 Bad Request\r\n[\s\S]*\{"error":"this is not a request of HTTP\/1\.1"\}$/,
    );
    expect(await raw(hand, `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 431 /,
    );
  });
});

describe('who may ask', () => {
  test('only by its own names, unless told more: a page elsewhere cannot point its name here', async () => {
    const { status, text } = await ask(hand, '/healthz', { headers: { host: `evil.example:${hand.port}` } });
    expect(status).toBe(403);
    expect(JSON.parse(text).error).toBe(
      "this server is not called 'evil.example' (--allow-host adds a name); it is called localhost, 127.0.0.1, ::1",
    );
    for (const host of ['localhost', 'LOCALHOST:1', '127.0.0.1:8080', '[::1]:8080'])
      expect((await ask(hand, '/healthz', { headers: { host } })).status).toBe(200);
    const named = await serve('hand.safetensors', '--allow-host', 'nn.example');
    expect((await ask(named, '/healthz', { headers: { host: 'nn.example' } })).status).toBe(200);
    const open = await serve('hand.safetensors', '--host', '0.0.0.0');
    expect((await ask(open, '/healthz', { headers: { host: 'anything.example' } })).status).toBe(200);
    expect(open.err()).toContain('note: it listens on 0.0.0.0: whoever reaches this machine may ask it\n');
  });

  test('pages of other origins only with --cors', async () => {
    const origin = 'https://a.example';
    expect(
      (await ask(hand, '/healthz', { headers: { origin } })).headers['access-control-allow-origin'],
    ).toBeUndefined();
    const open = await serve('hand.safetensors', '--cors', origin, '--cors', 'http://b.example:3000');
    const question = {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
    };
    const { status, headers } = await ask(open, '/predict', question);
    expect(status).toBe(204);
    expect(headers).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': 'accept, content-type',
      vary: 'origin',
    });
    const answered = await post(open, 'application/json', '{"a":5,"b":"no"}', { origin: 'http://b.example:3000' });
    expect(answered.headers['access-control-allow-origin']).toBe('http://b.example:3000');
    const other = await ask(open, '/predict', {
      ...question,
      headers: { ...question.headers, origin: 'https://c.example' },
    });
    expect([other.status, other.headers['access-control-allow-origin']]).toEqual([405, undefined]);
    const any = await serve('hand.safetensors', '--cors', '*');
    expect((await ask(any, '/healthz', { headers: { origin } })).headers['access-control-allow-origin']).toBe('*');
  });
});

describe('beside predictions', () => {
  test('/healthz tells how it is', async () => {
    const served = await serve('hand.safetensors');
    await json(served, [{ a: 5, b: 'no' }, 7]);
    const { status, text, headers } = await ask(served, '/healthz');
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('no-store');
    const { uptime, ...rest } = JSON.parse(text);
    expect(rest).toEqual({ status: 'ok', model: 'hand.safetensors', rows: 2 });
    expect(uptime).toBeGreaterThan(0);
  });

  test('/schema tells the columns', async () => {
    expect(JSON.parse((await ask(hand, '/schema')).text)).toEqual({
      target: { kind: 'number', name: 'y', mean: 0, std: 1 },
      columns: [
        { kind: 'number', name: 'a', mean: 1, std: 1 },
        { kind: 'category', name: 'b', categories: ['no', 'yes'], fill: 'no' },
      ],
    });
  });

  test('HEAD has the headers alone', async () => {
    const { status, text } = await ask(hand, '/', { method: 'HEAD' });
    expect({ status, text }).toEqual({ status: 200, text: '' });
  });

  test('what it says: the address, and how to ask; with --log a line for each request', async () => {
    const served = await serve('hand.safetensors', '--log');
    expect(served.err()).toBe(
      `hand.safetensors answers at ${served.address} (Ctrl-C to stop)\nnext: curl ${served.address}/predict -H 'content-type: application/json' -d '{"a":1,"b":"no"}'\n`,
    );
    expect(JSON.parse(served.out())).toEqual({ model: 'hand.safetensors', address: served.address });
    await ask(served, '/healthz?\u001b'.replace('\u001b', '%1b'));
    await post(served, 'application/json', '7');
    await served.stop();
    expect(
      served
        .err()
        .split('\n')
        .slice(2)
        .map((line) => line.replace(/[\d.]+ ms$/, 'n ms')),
    ).toEqual(['GET /healthz?%1b 200 n ms', 'POST /predict 200 n ms', 'stopping: requests under way are finished', '']);
    const quiet = await serve('hand.safetensors', '--quiet', '--log');
    await ask(quiet, '/healthz');
    await quiet.stop();
    expect(quiet.err()).toBe('');
  });
});

describe('refused', () => {
  const refused = async (...args: string[]) => {
    const { code, out, err } = await nn('serve', ...args);
    expect(out).toBe('');
    return { code, err };
  };

  test('a port that is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const { port } = taken.address() as AddressInfo;
    expect(await refused('hand.safetensors', '--port', String(port))).toEqual({
      code: 1,
      err: `nn: port ${port} is taken by another program; try --port ${port + 1}, or --port 0 for any that is free\n`,
    });
    taken.close();
  });

  test.each([
    ['--port 70000', "expected a whole number from 0 to 65535, got '70000'"],
    ['--max-body 0', "expected a size from 1b to 1gb such as 500kb or 2mb, got '0'"],
    ['--max-body 2tb', "expected a size from 1b to 1gb such as 500kb or 2mb, got '2tb'"],
    ['--max-rows 0', "expected a whole number from 1, got '0'"],
    ['--max-requests x', "expected a whole number from 1, got 'x'"],
    ['--timeout 0', "expected a number of seconds up to 3600, got '0'"],
    ['--cors example.com', "expected an origin such as https://example.com, or *, got 'example.com'"],
    ['--cors https://example.com/', "expected an origin such as https://example.com, or *, got 'https://example.com/'"],
  ])('%s', async (args, message) => {
    const { code, err } = await refused('hand.safetensors', ...args.split(' '));
    expect(code).toBe(2);
    expect(err.split('\n')[0]).toMatch(
      new RegExp(`^nn: option '${args.split(' ')[0]} <.*' argument '.*' is invalid\\. `),
    );
    expect(err.split('\n')[0]).toContain(message);
  });

  test('an address that this machine does not have', async () => {
    expect(await refused('hand.safetensors', '--host', '192.0.2.1', '--port', '0')).toEqual({
      code: 1,
      err: 'nn: --host 192.0.2.1: this machine has no such address; try 127.0.0.1, or 0.0.0.0 for all it has\n',
    });
  });

  test('a model that is none', async () => {
    expect((await refused('iris.csv')).err).toMatch(/^nn: iris\.csv: .*expected a file that nn train saved\n$/);
  });
});
