import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { fitPipeline, iris, type Table } from '@nn/data';
import { type Command, Option } from 'commander';
import { openTable } from '../data/open-table.js';
import { type DataFlags, dataOptions } from '../data/options.js';
import { files } from '../init/files.js';
import { type Plan, plainName } from '../init/plan.js';
import { CommandError, reason, UsageError } from '../terminal/errors.js';
import { type Io, say } from '../terminal/io.js';
import { jsonText } from '../terminal/json.js';
import { count, leftOut, listed, note } from '../terminal/words.js';
import { checkClasses } from '../training/check-classes.js';
import { defaultRecipe, FEWEST_TO_HOLD_BACK } from '../training/defaults.js';
import { declared } from './declared.js';

interface InitFlags extends DataFlags {
  readonly data?: string;
  readonly target?: string;
  readonly task?: 'classes' | 'number';
  readonly json?: boolean;
}

/** Throws where a folder holds anything: nothing is ever overwritten. A repository without files may be there. */
async function checkFree(folder: string): Promise<void> {
  const there = await readdir(folder).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return [];
    if (cause.code === 'ENOTDIR') throw new CommandError(`${folder}: this is a file; expected a folder, new or empty`);
    throw new CommandError(`${folder}: cannot be read: ${reason(cause)}`, { cause });
  });
  const files = there.filter((name) => name !== '.git').sort();
  if (files.length > 0) {
    throw new CommandError(
      `${folder}: this folder is not empty (${listed(files, 3)}), and nothing is overwritten; give the name of a new one: nn init NAME`,
    );
  }
}

/** What a table is called, whatever its endings: 'data' of 'data/data.csv.gz'. */
const stemOf = (path: string) =>
  path === '-' ? 'table' : plainName(basename(path).replace(/(?<=.)\..*$/, ''), 'table');

/** The plan for a table: what its target is, and the recipe that suits it. */
function planOf(table: Table, target: string, task: InitFlags['task'], names: Pick<Plan, 'name' | 'stem'>): Plan {
  const { rows, source } = table;
  if (rows < FEWEST_TO_HOLD_BACK) {
    throw new CommandError(
      `${source}: the table has ${count(rows, 'row')} with a ${target}; expected at least ${FEWEST_TO_HOLD_BACK}, since a part of them is held back to judge the model by`,
    );
  }
  const pipeline = fitPipeline(table, { target, task });
  if (pipeline.target.kind === 'classes') checkClasses(table, pipeline.target);
  const recipe = defaultRecipe({ task: pipeline.target.kind, rows });
  return { ...names, table, target: pipeline.target, columns: pipeline.features.length, recipe };
}

async function write(folder: string, contents: ReadonlyMap<string, string>): Promise<void> {
  try {
    for (const [path, text] of contents) {
      await mkdir(join(folder, dirname(path)), { recursive: true });
      await writeFile(join(folder, path), text, { flag: 'wx' });
    }
  } catch (cause) {
    throw new CommandError(`${folder}: could not be written: ${reason(cause)}`, { cause });
  }
}

async function run(asked: string | undefined, flags: InitFlags, io: Io): Promise<void> {
  const { data, task, json } = flags;
  const stem = data === undefined ? 'iris' : stemOf(data);
  const folder = asked ?? stem;
  await checkFree(folder);
  const table = data === undefined ? iris() : (await openTable(data, flags)).table;
  const target = flags.target ?? (data === undefined ? 'species' : undefined);
  if (target === undefined) {
    const columns = table.columns.map(({ name }) => name);
    throw new UsageError(
      `required option '--target <column>' not specified; the columns of ${table.source} are ${listed(columns)}`,
    );
  }
  const kept = table.withoutMissing(target);
  if (kept.rows < table.rows) say(io, note(leftOut(table.rows - kept.rows, target)));
  const plan = planOf(kept, target, task, { name: plainName(basename(resolve(folder)), stem), stem });
  const contents = files({ ...plan, table }, io.lang);
  await write(folder, contents);
  const { kind } = plan.target;
  say(io, {
    en: `${folder}: a project that predicts ${target} (${kind === 'classes' ? 'one of several classes' : 'a number'}) from ${count(plan.columns, 'column')}: ${[...contents.keys()].join(', ')}`,
    zh: `${folder}：一个根据 ${plan.columns} 列预测 ${target}（${kind === 'classes' ? '若干类别之一' : '数值'}）的项目：${[...contents.keys()].join('、')}`,
  });
  if (json) io.out(jsonText({ folder, target, task: kind, files: [...contents.keys()] }));
  else {
    const go = `${folder === '.' ? '' : `cd ${/^[\w./-]+$/.test(folder) ? folder : `'${folder.replaceAll("'", "'\\''")}'`} && `}npm install && npm run train`;
    say(io, { en: `next: ${go}`, zh: `下一步：${go}` });
  }
}

/** `nn init`: a small TypeScript project around a table. */
export function initCommand(io: Io): Command {
  const command = declared(io, 'init', {
    about: {
      en: 'Makes a small TypeScript project around a table: it trains, says how good it is, saves a model, and predicts. Nothing is ever overwritten.',
      zh: '围绕一张表生成一个小的 TypeScript 项目：训练、说明它有多好、保存模型、预测。绝不覆盖任何文件。',
    },
    examples: [
      ['nn init', { en: 'the irises, in the folder iris', zh: '鸢尾花数据，放在文件夹 iris' }],
      ['nn init houses --data houses.csv --target price'],
    ],
  })
    .argument(
      '[folder]',
      io.tell({
        en: 'where; new or empty (by default named as the data)',
        zh: '放在哪里；新的或空的（默认与数据同名）',
      }),
    )
    .option(
      '--data <file>',
      io.tell({ en: 'a table; without it, the irises that come along', zh: '一张表；不写则用自带的鸢尾花数据' }),
    )
    .option('--target <column>', io.tell({ en: 'the column to predict', zh: '要预测的列' }))
    .addOption(
      new Option(
        '--task <kind>',
        io.tell({
          en: 'what the target is, if not what its values look like',
          zh: '目标是什么，如果与它的值看上去不同',
        }),
      ).choices(['classes', 'number']),
    )
    .option('--json', io.tell({ en: 'one machine-readable result', zh: '输出一个机器可读的结果' }));
  for (const option of dataOptions(io)) command.addOption(option);
  return command.action((folder: string | undefined, flags: InitFlags) => run(folder, flags, io));
}
