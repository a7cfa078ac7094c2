import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromiumHere, type Opener } from '../browser.js';
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

const quick = ['--epochs', '1', '--hidden', '2'];

/** Calls that show names and do what they are asked for. */
function fine(at: (name: string) => string, { target }: Names): string[][] {
  const [data, model] = [at('t.csv'), at('m.safetensors')];
  return [
    ['train', data, '--target', target, ...quick, '--model', model, '--report', at('trained.html')],
    ['train', data, '--target', target, '--print-config'],
    ['train', data, '--target', target, ...quick, '--model', at('logged.safetensors'), '--log-format', 'jsonl'],
    ['inspect', model],
    ['evaluate', model, data],
    ['evaluate', model, at('unknown.csv')],
    ['predict', model, data, '--probabilities'],
    ['doctor', data, '--target', target, ...quick],
    ['doctor', model, data],
    ['trace', model, data],
    ['check', model, data],
    [
      'tune',
      data,
      '--target',
      target,
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
    ['plot', model, data, '--out', at('plots/')],
    ['plot', model, data, '--report', at('report.html')],
    ['export', model, '--to', 'onnx', '--out', at('exported.onnx')],
    ['export', model, '--to', 'module', '--out', at('exported.mjs')],
    ['export', model, '--to', 'pytorch', '--out', at('pytorch.safetensors')],
    ['init', at('project'), '--data', data, '--target', target],
    ['completion', 'bash', '+train', `+${data}`, '+--target', '+'],
  ].flatMap((call) => (JSON_TOO.has(call[0]!) ? [call, [...call, '--json']] : [call]));
}

const JSON_TOO = new Set(['inspect', 'evaluate', 'doctor', 'trace', 'check', 'predict', 'tune']);

/** Calls that show names where they say what is wrong. */
function refused(at: (name: string) => string, { number, target, cell, label }: Names): string[][] {
  const [data, model, to] = [at('t.csv'), at('m.safetensors'), ['--model', at('none')]];
  return [
    ['train', data, ...to],
    ['train', data, '--target', `${target}?`, ...to],
    ['train', data, '--target', target, '--types', `${number}?=number`, ...to],
    ['train', at('broken.csv'), '--target', target, ...to],
    ['train', at(cell.replace(/[/\0]/g, '')), '--target', target],
    ['predict', model, at('other.csv')],
    ['predict', model, at('broken.csv'), '--json'],
    ['init', at('none'), '--data', data, '--target', `${target}?`],
    [target],
    ['inspect', label],
    ['train', data, `--${target}`],
  ];
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
async function through(
  folder: string,
  n: Names,
  browser: Opener | undefined,
): Promise<{ tried: number; opened: number; troubles: string[] }> {
  mkdirSync(folder);
  writeFileSync(join(folder, 't.csv'), tableOf(n));
  writeFileSync(join(folder, 'broken.csv'), tableOf(n, `${quoted(n.cell)},w,other\n`));
  writeFileSync(join(folder, 'other.csv'), tableOf({ ...n, number: 'unlike' }));
  writeFileSync(join(folder, 'unknown.csv'), tableOf(n, `1,w,${quoted(`${n.label}!`)}\n`));
  const troubles: string[] = [];
  const at = (name: string) => join(folder, name);
  const [works, fails] = [fine(at, n), refused(at, n)];
  for (const [k, call] of [...works, ...fails].entries()) {
    const { code, out, err } = await command(call);
    const said = `nn ${call.map((word) => JSON.stringify(word)).join(' ')}`;
    const found = HARMFUL.exec(out) ?? HARMFUL.exec(err);
    if (found)
      troubles.push(
        `${said} writes ${JSON.stringify(found.input.slice(Math.max(0, found.index - 40), found.index + 20))}`,
      );
    // With 1 the doctor says that something is to be mended.
    if (k < works.length ? code !== 0 && call[0] !== 'doctor' : code === 0)
      troubles.push(`${said} ends with ${code}: ${err}`);
    if (
      /^nn: something went wrong inside nn|^\s+at /m.test(err) ||
      (code !== 0 && err !== '' && notOurs(new Error(err)))
    )
      troubles.push(`${said}: ${err}`);
  }
  // What was exported is run: names in it are texts.
  await import(pathToFileURL(at('exported.mjs')).href).catch((error: Error) =>
    troubles.push(`exported.mjs: ${error.message}`),
  );
  troubles.push(...writtenTrouble(folder));
  for (const what of await asked(join(folder, 'm.safetensors'), n)) troubles.push(`nn serve: ${what}`);
  const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(html|svg)$/.test(name));
  for (const page of browser ? pages : []) troubles.push(...(await browser!.open(join(folder, page))));
  rmSync(folder, { recursive: true });
  return { tried: works.length + fails.length, opened: browser ? pages.length : 0, troubles };
}

/** Names that are trouble: they come back as they are, and do nothing where they are shown. */
export const names: Part = {
  name: 'names',
  promise: 'a name is a name, whatever it holds: it comes back, and does nothing where it is shown',
  run: ({ scale, seed, tell }) =>
    inFolder(async (folder) => {
      const failures = await cameBack(folder);
      const all = payloads(200, chance(seed));
      let [checked, pages] = [0, 0];
      const browser = await chromiumHere();
      const tables = scale === 'short' ? 2 : 200;
      for (let k = 0; k < tables; k++) {
        // Whole, each stands in each place once.
        const [number, category, target, cell, label] = [0, 41, 83, 127, 163].map(
          (far) => all[(k + far) % all.length]!,
        );
        const n = { number, category, target, cell, label } as Names;
        // A sample of them is enough for a browser.
        const { tried, opened, troubles } = await through(
          join(folder, `names-${k}`),
          n,
          k % 20 === 0 ? browser : undefined,
        );
        pages += opened;
        checked += tried;
        failures.push(...troubles.map((what) => `table ${k} of seed ${seed}: ${what}`));
        tell(k + 1, tables);
      }
      await browser?.close();
      return {
        checked,
        failures,
        measured: {
          'opened in Chromium': browser ? pages : 'none, it is not here',
          payloads: scale === 'short' ? 5 * tables : all.length,
        },
      };
    }),
};
