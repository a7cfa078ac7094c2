import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { bundle, type Child, start } from './support/child.js';
import { csv, EMPTY_MODEL, files, irisFiles, nn, ownFolder } from './support/command.js';

const script = await bundle();
ownFolder();

const children: Child[] = [];
const command = (...args: string[]) => {
  const child = start(script, args);
  children.push(child);
  return child;
};

beforeAll(async () => {
  irisFiles();
  await nn('train iris.csv --target species --epochs 5');
});
afterEach(() => {
  for (const { process } of children.splice(0)) process.kill('SIGKILL');
});

describe('Ctrl-C', () => {
  const endless = ['train', 'iris.csv', '--target', 'species', '--epochs', '100000000', '--patience', '100000000'];

  test('ends a training with 130: it is saved, what was there stays', async () => {
    writeFileSync('old.safetensors', EMPTY_MODEL);
    const before = files();
    const { process, said, ended } = command(...endless, '--model', 'old.safetensors');
    await said('epoch');
    process.kill('SIGINT');
    const { code, out, err } = await ended;
    expect({ code, out }).toEqual({ code: 130, out: '' });
    expect(err).toContain('; all of it is saved in old.checkpoint\ngo on with: ');
    expect(err).not.toMatch(/^\s+at /m);
    expect(files()).toEqual([...before, 'old.checkpoint'].sort());
    expect(readFileSync('old.safetensors', 'utf8')).toBe(EMPTY_MODEL);
    rmSync('old.checkpoint', { recursive: true });
  });

  test('twice: it leaves at once', async () => {
    const { process, said, ended } = command(...endless, '--model', 'old.safetensors');
    await said('epoch');
    process.kill('SIGINT');
    process.kill('SIGINT');
    expect((await ended).code).toBe(130);
    expect(readFileSync('old.safetensors', 'utf8')).toBe(EMPTY_MODEL);
    rmSync('old.checkpoint', { recursive: true, force: true });
  });

  test('a training that was killed goes on from the last file, to the same bytes', async () => {
    const args = [
      'train',
      'iris.csv',
      '--target',
      'species',
      '--epochs',
      '400',
      '--patience',
      '400',
      '--save-every',
      '0',
    ];
    const { process, said, ended } = command(...args, '--model', 'killed.safetensors');
    await said('epoch');
    await new Promise((resolve) => setTimeout(resolve, 100));
    process.kill('SIGKILL');
    await ended;
    expect(files()).toContain('killed.checkpoint');
    expect((await command(...args, '--model', 'killed.safetensors', '--resume').ended).code).toBe(0);
    expect((await command(...args, '--model', 'whole.safetensors').ended).code).toBe(0);
    expect(readFileSync('killed.safetensors')).toEqual(readFileSync('whole.safetensors'));
    expect(files()).not.toContain('killed.checkpoint');
  });

  test('ends the wait for standard input', async () => {
    const { process, ended } = command('predict', 'iris.safetensors', '-');
    // More than a pipe holds is only taken by a command that is reading.
    await new Promise((resolve) => process.stdin!.write('x'.repeat(2 ** 20), resolve));
    process.kill('SIGINT');
    expect(await ended).toEqual({ code: 130, out: '', err: 'nn: stopped\n' });
  });
});

describe('a server', () => {
  /** Starts it, and begins a request that it waits for. */
  async function asked() {
    const child = command('serve', 'iris.safetensors', '--port', '0', '--json');
    const line = await new Promise<Buffer>((resolve) => child.process.stdout!.once('data', resolve));
    const { port } = new URL(JSON.parse(line.toString()).address);
    const socket = connect(Number(port), '127.0.0.1');
    socket.on('error', () => {});
    const head =
      'POST /predict HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1\r\n\r\n';
    await new Promise((resolve) => socket.write(head, resolve));
    const back = text(socket);
    // Until it has come to the server.
    await new Promise((resolve) => setTimeout(resolve, 200));
    child.process.kill('SIGINT');
    await child.said('stopping');
    return { ...child, socket, back };
  }

  test('ends by Ctrl-C with 0, when what is under way is answered', async () => {
    const { socket, back, ended } = await asked();
    socket.write('7');
    expect(await back).toMatch(/^HTTP\/1\.1 200 OK[\s\S]*got a number"\}\]\}$/);
    expect((await ended).code).toBe(0);
  });

  test('waits for nobody upon a second Ctrl-C', async () => {
    const { process, socket, ended } = await asked();
    process.kill('SIGINT');
    expect((await ended).code).toBe(130);
    socket.destroy();
  });
});

describe('standard input and output', () => {
  test("'-' is standard input", async () => {
    const { process, ended } = command(
      'train',
      '-',
      '--target',
      'species',
      '--epochs',
      '2',
      '--model',
      'piped.safetensors',
    );
    process.stdin!.end(readFileSync('iris.csv'));
    const trained = await ended;
    expect(trained.code).toBe(0);
    expect(trained.err).toContain('<standard input>: 105 rows');
    const predicting = command('predict', 'piped.safetensors', '-');
    predicting.process.stdin!.end(readFileSync('iris-test.csv'));
    const { code, out, err } = await predicting.ended;
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toBe((await nn('predict piped.safetensors iris-test.csv')).out);
  });

  test('an error in standard input is named so', async () => {
    const { process, ended } = command('predict', 'iris.safetensors', '-');
    process.stdin!.end('a,b\n1\n');
    const { code, err } = await ended;
    expect(code).toBe(1);
    expect(err).toBe(
      'nn: <standard input>:2: this row has 1 cell, but the table has 2 columns; check its quotes and separators\n',
    );
  });

  test('a reader that stops reading ends the command in silence', async () => {
    // More than a pipe holds.
    csv('long.csv', `sepal_length,sepal_width,petal_length,petal_width\n${'5,3,4,1\n'.repeat(50_000)}`);
    const { process, ended } = command('predict', 'iris.safetensors', 'long.csv');
    process.stdout!.once('data', () => process.stdout!.destroy());
    const { code, err } = await ended;
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });

  test('a training whose messages nobody reads is finished', async () => {
    const { process, ended } = command(
      'train',
      'iris.csv',
      '--target',
      'species',
      '--epochs',
      '30',
      '--model',
      'unheard.safetensors',
    );
    process.stderr!.destroy();
    expect((await ended).code).toBe(0);
    expect(files()).toContain('unheard.safetensors');
  });
});

test('exit codes reach the shell: 0, 1 and 2', async () => {
  const codes = await Promise.all(
    [['inspect', 'iris.safetensors'], ['inspect', 'iris.csv'], ['inspect']].map(
      async (args) => (await command(...args).ended).code,
    ),
  );
  expect(codes).toEqual([0, 1, 2]);
});
