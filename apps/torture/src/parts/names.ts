import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chance } from '../chance.js';
import { command } from '../command.js';
import { escaped } from '../escaped.js';
import { HARMFUL } from '../harmful.js';
import { inFolder } from '../in-folder.js';
import { notOurs } from '../ours.js';
import type { Part } from '../part.js';
import { payloads } from '../payloads.js';
import { cameBack } from '../round-trip.js';
import { asked } from '../served.js';

/** Where a name may stand. */
interface Names {
  readonly number: string;
  readonly category: string;
  readonly target: string;
  readonly cell: string;
  readonly label: string;
}

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;

/** A table under these names. */
const tableOf = ({ number, category, target, cell, label }: Names, also = ''): string =>
  `${[number, category, target].map(quoted).join()}\n${Array.from({ length: 24 }, (_, i) => `${(i * 7) % 11},${quoted(i % 3 === 0 ? cell : 'w')},${quoted(i % 2 ? label : 'other')}\n`).join('')}${also}`;

/** Every call that shows a name. */
function calls(folder: string, n: Names): string[][] {
  const at = (name: string) => join(folder, name);
  const [data, model] = [at('t.csv'), at('m.safetensors')];
  const quick = ['--epochs', '1', '--hidden', '2'];
  return [
    ['train', data, '--target', n.target, ...quick, '--model', model, '--report', at('trained.html')],
    ['train', data, '--model', at('none')],
    ['train', data, '--target', `${n.target}?`, '--model', at('none')],
    ['train', data, '--target', n.target, '--types', `${n.number}?=number`, '--model', at('none')],
    ['train', at('broken.csv'), '--target', n.target, '--model', at('none')],
    ['train', data, '--target', n.target, '--print-config'],
    ['train', at(n.cell.replace(/[/\0]/g, '')), '--target', n.target],
    ['train', data, '--target', n.target, ...quick, '--model', at('logged.safetensors'), '--log-format', 'jsonl'],
    ['inspect', model],
    ['evaluate', model, data],
    ['evaluate', model, at('unknown.csv')],
    ['predict', model, data, '--probabilities'],
    ['predict', model, at('other.csv')],
    ['predict', model, at('broken.csv')],
    ['doctor', data, '--target', n.target, ...quick],
    ['doctor', model, data],
    ['trace', model, data],
    ['check', model, data],
    [
      'tune',
      data,
      '--target',
      n.target,
      '--trials',
      '1',
      '--budget',
      '1',
      '--hidden',
      '2',
      '--restart',
      '--model',
      at('tuned.safetensors'),
    ],
    ['plot', model, data, '--out', at('plots')],
    ['plot', model, data, '--report', at('report.html')],
    ...['onnx', 'module', 'pytorch'].map((to) => ['export', model, '--to', to, '--out', at(`exported.${to}`)]),
    ['init', at('project'), '--data', data, '--target', n.target],
    ['init', at('none'), '--data', data, '--target', `${n.target}?`],
    ['completion', 'bash', '+train', `+${data}`, '+--target', '+'],
    [n.target],
    ['inspect', n.label],
  ].flatMap((call) =>
    ['inspect', 'evaluate', 'doctor', 'trace', 'check', 'predict', 'tune'].includes(call[0]!) && call[1] !== n.label
      ? [call, [...call, '--json']]
      : [call],
  );
}

/** What of what was written is trouble: pages and pictures that hold more than ours, code that holds what is not seen. */
function* writtenTrouble(folder: string): Generator<string> {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name);
    if (!statSync(path).isFile() || /\.(csv|safetensors|onnx)$/.test(name)) continue;
    const text = readFileSync(path, 'utf8');
    const wrong = /\.(html|svg)$/.test(name) ? escaped(text) : HARMFUL.exec(text)?.[0];
    if (wrong !== undefined) yield `${name} holds ${JSON.stringify(wrong)}`;
  }
}

/** Runs everything under these names; gives what got through. */
async function through(folder: string, n: Names): Promise<{ tried: number; troubles: string[] }> {
  mkdirSync(folder);
  writeFileSync(join(folder, 't.csv'), tableOf(n));
  writeFileSync(join(folder, 'broken.csv'), tableOf(n, `${quoted(n.cell)},w,other\n`));
  writeFileSync(join(folder, 'other.csv'), tableOf({ ...n, number: 'unlike' }));
  writeFileSync(join(folder, 'unknown.csv'), tableOf(n, `1,w,${quoted(`${n.label}!`)}\n`));
  const troubles: string[] = [];
  const all = calls(folder, n);
  for (const call of all) {
    const { code, out, err } = await command(call);
    const found = HARMFUL.exec(out) ?? HARMFUL.exec(err);
    const said = `nn ${call.map((word) => JSON.stringify(word)).join(' ')}`;
    if (found)
      troubles.push(
        `${said} writes ${JSON.stringify(found[0])}: ${JSON.stringify(found.input.slice(Math.max(0, found.index - 40), found.index + 20))}`,
      );
    if (/^nn: something went wrong inside nn|^\s+at /m.test(err) || (code !== 0 && notOurs(new Error(err))))
      troubles.push(`${said}: ${err}`);
  }
  troubles.push(...writtenTrouble(folder));
  for (const what of await asked(join(folder, 'm.safetensors'), n)) troubles.push(`nn serve: ${what}`);
  rmSync(folder, { recursive: true });
  return { tried: all.length, troubles };
}

/** Names that are trouble: they come back as they are, and do nothing where they are shown. */
export const names: Part = {
  name: 'names',
  promise: 'a name is a name, whatever it holds: it comes back, and does nothing where it is shown',
  run: ({ scale, seed, tell }) =>
    inFolder(async (folder) => {
      const failures = await cameBack(folder);
      const all = payloads(200, chance(seed));
      let checked = 0;
      const tables = scale === 'short' ? 4 : 200;
      for (let k = 0; k < tables; k++) {
        // Whole, each stands in each place once.
        const [number, category, target, cell, label] = [0, 41, 83, 127, 163].map(
          (far) => all[(k + far) % all.length]!,
        );
        const n = { number, category, target, cell, label } as Names;
        const { tried, troubles } = await through(join(folder, `names-${k}`), n);
        checked += tried;
        failures.push(...troubles.map((what) => `table ${k} of seed ${seed}: ${what}`));
        tell(k + 1, tables);
      }
      return {
        checked,
        failures,
        measured: { payloads: scale === 'short' ? 5 * tables : all.length },
      };
    }),
};
