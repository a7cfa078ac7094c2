import { expect, it } from 'vitest';
import type { Contestant } from '../src/roster.js';
import { ContestantProcess } from '../src/runner/contestant-process.js';

const job = { kind: 'matmul', n: 1, a: '', b: '' } as const;

/** A contestant that is a script of its own. */
const scripted = (script: string): Contestant => ({
  ...{ id: 'x', name: 'x', own: false, packages: [], tasks: /./, parts: {}, copies: 1, threads: 1, install: '' },
  serve: [process.execPath, '-e', script],
  once: () => [],
});

const answering = (body: string) => `console.log('{"ready": true, "versions": {"x": "1"}}');
require('node:readline').createInterface(process.stdin).on('line', (line) => { ${body} });`;

it('asks a process line by line, and passes over what is no answer', async () => {
  const script = answering(`const { do: what } = JSON.parse(line); console.log('a word of a library');
    console.log(JSON.stringify(what === 'run' ? { seconds: 2 } : what === 'outcome' ? { outcome: { sum: 3 } } : { ready: true }));`);
  const { process: asked, versions } = await ContestantProcess.start(scripted(script));
  expect(versions).toEqual({ x: '1' });
  await asked.prepare(job);
  expect(await asked.run(0)).toBe(2);
  expect(await asked.outcome()).toEqual({ sum: 3 });
  asked.end();
});

it('says why one is not there', async () => {
  const failing = ContestantProcess.start(scripted(`console.log('{"failed": "no module of that name"}')`));
  await expect(failing).rejects.toThrow('no module of that name');
  const nobody = { ...scripted(''), serve: ['no-such-command'] };
  await expect(ContestantProcess.start(nobody)).rejects.toThrow('ENOENT');
});

it('says why one cannot do a job, and goes on', async () => {
  const script = answering(`console.log('{"cannot": "has no softmax"}')`);
  const { process: asked } = await ContestantProcess.start(scripted(script));
  await expect(asked.prepare(job)).rejects.toThrow('has no softmax');
  await expect(asked.prepare(job)).rejects.toThrow('has no softmax');
  asked.end();
});

it('refuses at once what is asked of one that has died', async () => {
  const { process: asked } = await ContestantProcess.start(scripted(answering(`throw new Error('out of memory')`)));
  await expect(asked.prepare(job)).rejects.toThrow('its process ended');
  await expect(asked.run(0)).rejects.toThrow('its process ended');
});
