import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Chance, chance } from '../chance.js';
import { command } from '../command.js';
import { configured } from '../configurations.js';
import { HARMFUL } from '../harmful.js';
import { inFolder } from '../in-folder.js';
import { mutated } from '../mutate-json.js';
import { notOurs } from '../ours.js';
import { type Part, patience } from '../part.js';

/** So many numbers of a network may take a millisecond more. */
const NUMBERS = 10_000;

const TABLE = `a,b,kind\n${'1,x,u\n2,y,v\n3,x,u\n4,y,v\n'.repeat(5)}`;

const CONFIG = {
  target: 'kind',
  task: 'classes',
  hidden: [8, 4],
  activation: 'relu',
  loss: 'crossEntropy',
  optimizer: 'adam',
  learningRate: 0.01,
  batchSize: 16,
  epochs: 5,
  patience: 2,
  weightDecay: 0,
  validation: 0.25,
  seed: 1,
};

/** A configuration as text, some of it no JSON any more. */
function written(by: Chance): string {
  const text = JSON.stringify(mutated(CONFIG, by), null, by.below(2));
  if (by.below(4) > 0) return text;
  const at = by.below(text.length + 1);
  return (
    text.slice(0, at) +
    by.of(['', '"', '{', ',', '\0', '\\u', '1e999', '\uFEFF', '// ', '\u001b[2J']) +
    text.slice(at + by.below(3))
  );
}

/** What is wrong with how `nn train --print-config` takes a configuration: it is refused in our words, or it is printed and means the same when it is read again. */
async function asked(folder: string, text: string): Promise<string | undefined> {
  const config = join(folder, 'config.json');
  const call = ['train', join(folder, 'table.csv'), '--print-config', '--config', config];
  writeFileSync(config, text);
  const { code, out, err } = await command(call);
  if (HARMFUL.test(err)) return `it writes what moves a terminal: ${JSON.stringify(err)}`;
  if (code !== 0)
    return /^nn: (?!something went wrong inside nn)/m.test(err)
      ? notOurs(new Error(err))
      : `it ended with ${code} and ${err}`;
  writeFileSync(config, out);
  const again = await command(call);
  return again.out === out ? undefined : `what it printed is read as something else: ${out} ${again.out}${again.err}`;
}

/** Configurations that are not what they should be. */
export const configs: Part = {
  name: 'configs',
  promise: 'a configuration is accepted, or refused in words; in bounded time',
  run: ({ scale, seed, tell }) =>
    inFolder(async (folder) => {
      writeFileSync(join(folder, 'table.csv'), TABLE);
      const cases = scale === 'short' ? 1000 : 10_000;
      const by = chance(seed);
      const failures: string[] = [];
      let [slowest, refused] = [0, 0];
      for (let k = 0; k < cases; k++) {
        const began = performance.now();
        let [name, allowed] = ['nn.config.json', patience({ scale })];
        let wrong: string | undefined;
        if (by.below(8) === 0) wrong = await asked(folder, written(by));
        else {
          const { good, take, name: of } = by.of(configured);
          const json = mutated(good, by);
          name = `${of} ${JSON.stringify(json)?.slice(0, 300)}`;
          try {
            const made = (await take(json as never)) as { memory?: { length: number } } | undefined;
            allowed += (made?.memory?.length ?? 0) / NUMBERS;
          } catch (error) {
            refused++;
            wrong = notOurs(error);
          }
        }
        const took = performance.now() - began;
        slowest = Math.max(slowest, took);
        if (wrong !== undefined) failures.push(`configuration ${k} of seed ${seed}, ${name}: ${wrong}`);
        if (took > allowed) failures.push(`configuration ${k} of seed ${seed}, ${name}: took ${Math.round(took)} ms`);
        if (k % 100 === 0) tell(k, cases);
      }
      return { checked: cases, failures, measured: { refused, 'slowest (ms)': Math.round(slowest) } };
    }),
};
