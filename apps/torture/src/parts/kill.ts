import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { iris } from '@nn/data';
import { chance } from '../chance.js';
import { inFolder } from '../in-folder.js';
import { nn, sha256, writeTable } from '../nn.js';
import type { Part } from '../part.js';

const TRAIN = [
  'train',
  'iris.csv',
  '--target',
  'species',
  '--hidden',
  '6',
  '--epochs',
  '60',
  '--patience',
  '60',
  '--save-every',
  '0',
];
const MODEL = 'iris.safetensors';
const CHECKPOINTS = 'iris.checkpoint';

/** So often a training is killed at most before it may end. */
const MOST_KILLS = 4;

const isSaved = (folder: string) => {
  try {
    return readdirSync(join(folder, CHECKPOINTS)).some(
      (name) => name.startsWith('run-') && name.endsWith('.safetensors'),
    );
  } catch {
    return false;
  }
};

/** kill -9 at random moments, then --resume: the file is that of a training that was never stopped. */
export const kill: Part = {
  name: 'kill',
  promise: 'a training that is killed at any moment goes on to the same file',
  run: ({ scale, seed, tell }) =>
    inFolder(async (folder) => {
      const cases = scale === 'short' ? 4 : 200;
      const { below } = chance(seed);
      writeTable(join(folder, 'iris.csv'), iris());
      const began = performance.now();
      const whole = await nn(folder, TRAIN).ended;
      const takes = performance.now() - began;
      if (whole.code !== 0) return { checked: 0, failures: [`nn ${TRAIN.join(' ')}: ${whole.err}`] };
      const expected = sha256(join(folder, MODEL));
      const failures: string[] = [];
      let [kills, resumed] = [0, 0];
      for (let k = 0; k < cases; k++) {
        rmSync(join(folder, MODEL));
        const moments: number[] = [];
        for (;;) {
          const again = isSaved(folder);
          if (again) resumed++;
          const running = nn(folder, again ? [...TRAIN, '--resume'] : TRAIN);
          if (moments.length < 1 + (k % MOST_KILLS)) {
            const moment = below(Math.ceil(takes * 1.1));
            moments.push(moment);
            await Promise.race([setTimeout(moment), running.ended]);
            if (running.process.kill('SIGKILL')) kills++;
            await running.ended;
            continue;
          }
          const { code, err } = await running.ended;
          const where = `case ${k} of seed ${seed}, killed after ${moments.join(', ')} ms`;
          if (code !== 0) failures.push(`${where}: ${err}`);
          else if (sha256(join(folder, MODEL)) !== expected) failures.push(`${where}: another file came of it`);
          break;
        }
        const left = readdirSync(folder).sort().join(' ');
        if (left !== `iris.csv ${MODEL}`) failures.push(`case ${k} of seed ${seed}: left behind: ${left}`);
        tell(k + 1, cases);
      }
      return {
        checked: cases,
        failures,
        measured: { kills, resumed, bytes: readFileSync(join(folder, MODEL)).length },
      };
    }),
};
