import { digits, type Table } from '@nn/data';
import { save } from '@nn/net';
import type { Command } from 'commander';
import stringWidth from 'string-width';
import { commandName } from '../terminal/command-name.js';
import { toCsv } from '../terminal/csv.js';
import { checkModelWritable, checkWritable, writeWhole } from '../terminal/files.js';
import { type Io, say } from '../terminal/io.js';
import { progress } from '../terminal/progress.js';
import { defaultRecipe } from '../training/defaults.js';
import { quality } from '../training/quality.js';
import { tableRows } from '../training/table-rows.js';
import { train } from '../training/train.js';
import { declared } from './declared.js';

const SIDE = 8;
/** From white to black. */
const SHADES = [' ', '░', '▒', '▓', '█'];

/** A digit as lines of text; two characters a pixel, so that it looks square. */
function draw(table: Table, row: number): string[] {
  const shade = (k: number) => SHADES[Math.round((Number(table.columns[k]!.cells[row]) / 16) * (SHADES.length - 1))]!;
  return Array.from({ length: SIDE }, (_, i) =>
    Array.from({ length: SIDE }, (_, j) => shade(i * SIDE + j).repeat(2)).join(''),
  );
}

/** A few digits beside each other, each with what the network says of it. */
function gallery(table: Table, rows: readonly number[], said: readonly string[]): string {
  const pictures = rows.map((row) => draw(table, row));
  const width = 2 * SIDE + 4;
  const lines = Array.from({ length: SIDE }, (_, i) => pictures.map((p) => p[i]!.padEnd(width)).join(''));
  const padded = (text: string) => text + ' '.repeat(Math.max(1, width - stringWidth(text)));
  return [...lines, said.map(padded).join('')].map((line) => line.trimEnd()).join('\n');
}

const MODEL = 'digits.safetensors';
const TEST = 'digits-test.csv';

async function run(io: Io): Promise<void> {
  await checkModelWritable(MODEL);
  await checkWritable(TEST);
  const all = digits();
  const target = 'digit';
  const { train: table, test } = all.split({ test: 0.2, stratify: target, seed: 0 });
  say(io, {
    en: `${all.rows} handwritten digits of 8 x 8 pixels: ${table.rows} to learn from, ${test.rows} to test with`,
    zh: `${all.rows} 个 8 x 8 像素的手写数字：${table.rows} 个用来学，${test.rows} 个用来检验`,
  });
  const recipe = defaultRecipe({ task: 'classes', rows: table.rows });
  const { model, pipeline, epochs } = await train(tableRows(table), recipe, {
    target,
    task: 'classes',
    signal: io.signal,
    progress: (title, most) => progress(io, most, title),
  });

  const q = quality(model, pipeline, test);
  const { x, t } = pipeline.encode(test);
  const output = model.predict(x);
  const said = pipeline.decode(output);
  const truth = pipeline.decode(t!);
  const wrong = truth.findIndex((v, i) => v !== said[i]);
  const chosen = [0, 1, 2, ...(wrong >= 0 ? [wrong] : [3])];
  const caption = (i: number) => {
    const sure = Math.round(100 * Math.max(...output.toArray()[i]!));
    return io.tell(
      said[i] === truth[i]
        ? { en: `${said[i]}, ${sure} % sure`, zh: `${said[i]}，${sure} % 把握` }
        : { en: `${said[i]}?  it is ${truth[i]}`, zh: `${said[i]}？其实是 ${truth[i]}` },
    );
  };
  await writeWhole(MODEL, save(model, { pipeline: pipeline.toJSON(), metadata: { recipe, epochs, test: q } }));
  await writeWhole(
    TEST,
    toCsv([
      test.columns.map((c) => c.name),
      ...Array.from({ length: test.rows }, (_, i) => test.columns.map((c) => c.cells[i]!)),
    ]),
  );
  io.out(`\n${gallery(test, chosen, chosen.map(caption))}\n\n`);
  const next = `${commandName()} evaluate ${MODEL} ${TEST}`;
  const accuracy = q.task === 'classes' ? q.accuracy.toFixed(3) : '';
  io.out(
    io.tell({
      en: `test accuracy ${accuracy} (${test.rows} digits it had never seen)\nsaved ${MODEL}, and the test digits as ${TEST}\n\nnext, try:  ${next}\n`,
      zh: `检验准确率 ${accuracy}（${test.rows} 个没有见过的数字）\n已保存 ${MODEL}，检验用的数字在 ${TEST}\n\n接下来：${next}\n`,
    }),
  );
}

/** `nn digits`: a first training, on data that comes along. */
export const digitsCommand = (io: Io): Command =>
  declared(io, 'digits', {
    about: {
      en: `Trains a network to read handwritten digits, shows a few with what it says of them, and saves ${MODEL} and ${TEST} in this folder.`,
      zh: `训练一个网络来读手写数字，展示其中几个和网络的回答，并在当前文件夹保存 ${MODEL} 和 ${TEST}。`,
    },
    examples: [['nn digits']],
  }).action(() => run(io));
