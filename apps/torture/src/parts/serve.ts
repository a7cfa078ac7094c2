import { readFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { iris, pipelineFromJSON } from '@nn/data';
import { load } from '@nn/net';
import { chance } from '../chance.js';
import { growth, mib } from '../growth.js';
import { inFolder } from '../in-folder.js';
import { nn, type Running, writeTable } from '../nn.js';
import type { Outcome, Part, Setting } from '../part.js';
import { ask } from '../serve/ask.js';
import { badRequest, MAX_BODY } from '../serve/bad.js';
import { goodRequests } from '../serve/good.js';
import { memoryOf } from '../serve/memory-of.js';
import { rudeClients } from '../serve/slow.js';

const MODEL = 'iris.safetensors';
const TRAIN = ['train', 'iris.csv', '--target', 'species', '--hidden', '8', '--epochs', '10', '--quiet'];

/** Seconds for a request to arrive, and how long a slow client may stay at most, in milliseconds: it is only looked at now and then. */
const TIMEOUT = 2;
const PATIENCE = 10_000;

/** Clients with good and bad requests, and rude ones, at once: far fewer than a server takes. */
const [CLIENTS, RUDE] = [32, 16];

/** Seconds under load, and the bytes by which memory may grow in the second half: a short one has not warmed up. */
const SCALES = {
  short: { seconds: 4, spare: 96 * 2 ** 20 },
  whole: { seconds: 600, spare: 24 * 2 ** 20 },
};

/** The port that a server tells of, once it listens. */
const portOf = ({ process, ended }: Running): Promise<number> =>
  new Promise((resolve, reject) => {
    process.stdout!.once('data', (line) => resolve(Number(new URL(JSON.parse(line).address).port)));
    ended.then(({ err }) => reject(new Error(`nn serve ended: ${err}`)));
  });

/** Puts a server under load for a while; gives what went wrong, and what was measured. */
async function underLoad(folder: string, running: Running, { scale, seed, tell }: Setting): Promise<Outcome> {
  const { seconds, spare } = SCALES[scale];
  const port = await portOf(running);
  const { model, pipeline } = load(readFileSync(join(folder, MODEL)));
  const good = goodRequests(model, pipelineFromJSON(pipeline!));
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
  const failures: string[] = [];
  const counts = { good: 0, bad: 0, rude: 0 };
  const memory: number[] = [];
  const began = performance.now();
  const goesOn = () => performance.now() - began < 1000 * seconds && failures.length < 100;

  const client = async (_: unknown, k: number) => {
    const by = chance(seed * 1000 + k);
    while (goesOn()) {
      const kind = by.below(3) > 0 ? 'good' : 'bad';
      const { what, asked, wrong } = kind === 'good' ? good(by) : badRequest(by);
      try {
        const trouble = wrong(await ask(port, { ...asked, agent }));
        if (trouble !== undefined) failures.push(`${what}: ${trouble}`);
      } catch (error) {
        failures.push(`${what}: ${error}`);
      }
      counts[kind]++;
    }
  };
  const rude = async (_: unknown, k: number) => {
    for (let i = k; goesOn(); i++) {
      const trouble = await rudeClients[i % rudeClients.length]!(port, PATIENCE);
      if (trouble !== undefined) failures.push(trouble);
      counts.rude++;
    }
  };
  const watch = async () => {
    while (goesOn()) {
      await wait((1000 * seconds) / 60);
      const held = memoryOf(running.process.pid!);
      if (held !== undefined) memory.push(held);
      tell(Math.min(seconds, Math.round((performance.now() - began) / 1000)), seconds);
    }
  };
  await Promise.all([...Array.from({ length: CLIENTS }, client), ...Array.from({ length: RUDE }, rude), watch()]);
  agent.destroy();
  const grown = memory.length > 0 ? growth(memory) : undefined;
  if (grown !== undefined && grown > spare) failures.push(`memory grew by ${mib(grown)} in the second half`);
  const checked = counts.good + counts.bad + counts.rude;
  return {
    checked,
    failures,
    measured: {
      ...counts,
      'a second': Math.round(checked / ((performance.now() - began) / 1000)),
      memory: grown === undefined ? 'not measured' : `${mib(memory.at(-1)!)} (${mib(grown)} more)`,
    },
  };
}

/** `nn serve` under full load of good and bad requests, and of clients that are slow or do harm. */
export const serve: Part = {
  name: 'serve',
  promise: 'a server under any load gives no wrong answer and no 5xx, and its memory stays flat',
  run: (setting) =>
    inFolder(async (folder) => {
      writeTable(join(folder, 'iris.csv'), iris());
      const { code, err } = await nn(folder, TRAIN).ended;
      if (code !== 0) return { checked: 0, failures: [`nn ${TRAIN.join(' ')}: ${err}`] };
      const bounds = ['--max-body', String(MAX_BODY), '--timeout', String(TIMEOUT)];
      const running = nn(folder, ['serve', MODEL, '--port', '0', '--json', '--quiet', ...bounds]);
      try {
        const outcome = await underLoad(folder, running, setting);
        running.process.kill('SIGTERM');
        const end = await running.ended;
        const said =
          end.code === 0 && end.err === '' ? [] : [`nn serve ended with ${end.code}: ${end.err.slice(0, 1000)}`];
        return { ...outcome, failures: [...outcome.failures, ...said] };
      } finally {
        running.process.kill('SIGKILL');
      }
    }),
};
