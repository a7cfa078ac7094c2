import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readCsv } from '@nn/data';
import { build } from 'tsup';
import { describe, expect, test } from 'vitest';
import { csv, nn, ownFolder } from './support/command.js';

ownFolder();

const app = fileURLToPath(new URL('..', import.meta.url));
const FILES = ['.gitignore', 'README.md', 'package.json', 'src', 'tsconfig.json'];

const read = (path: string) => readFileSync(path, 'utf8');

/** Gives a project the packages of this workspace, as an installation would. */
function install(folder: string): void {
  mkdirSync(join(folder, 'node_modules/@types'), { recursive: true });
  symlinkSync(join(app, 'node_modules/@nn'), join(folder, 'node_modules/@nn'));
  symlinkSync(join(app, 'node_modules/@types/node'), join(folder, 'node_modules/@types/node'));
}

/** Compiles two projects as `tsc` does with the settings of the first, against the sources of the packages; gives what it has to say. */
function compile(first: string, second: string): string {
  const settings = JSON.parse(read(`${first}/tsconfig.json`));
  // The sources of the packages are written for this.
  const compilerOptions = {
    ...settings.compilerOptions,
    rootDir: '/',
    noEmit: true,
    exactOptionalPropertyTypes: true,
    customConditions: ['@nn/source'],
    typeRoots: [`${first}/node_modules/@types`],
  };
  writeFileSync('tsconfig.json', JSON.stringify({ compilerOptions, include: [first, second] }));
  const tsc = join(app, 'node_modules/typescript/bin/tsc');
  return spawnSync(process.execPath, [tsc, '-p', '.'], { encoding: 'utf8' }).stdout;
}

/** Runs a script of a project; gives what it says. The packages' sources are bundled into it, so that nothing has to be built first. */
async function script(folder: string, name: string, ...args: string[]): Promise<string> {
  await build({
    entry: { [name]: resolve(folder, `src/${name}.ts`) },
    outDir: resolve(folder, 'dist'),
    config: false,
    silent: true,
    outExtension: () => ({ js: '.js' }),
    format: 'esm',
    target: 'es2023',
    tsconfig: resolve(folder, 'tsconfig.json'),
    noExternal: [/^@nn\//, 'csv-parse'],
    esbuildOptions: (options) => {
      options.conditions = ['@nn/source'];
    },
  });
  return execFileSync(process.execPath, [`dist/${name}.js`, ...args], { cwd: folder, encoding: 'utf8' });
}

describe('nn init', () => {
  test('makes a project of the irises that learns, predicts, and whose model nn reads', async () => {
    const { code, out, err } = await nn('init');
    expect({ code, out }).toEqual({ code: 0, out: '' });
    expect(err).toBe(
      `iris: a project that predicts species (one of several classes) from 4 columns: package.json, tsconfig.json, .gitignore, README.md, iris.csv, src/train.ts, src/predict.ts
next: cd iris && npm install && npm run train
`,
    );
    install('iris');
    const said = await script('iris', 'train');
    expect(said).toMatch(/^epoch 10 {2}loss 0\.\d{4} {2}validation 0\.\d{4}\nepoch 20 /);
    expect(
      Number(/accuracy ([\d.]+) on 30 rows it has not seen\nsaved iris\.safetensors\n$/.exec(said)![1]),
    ).toBeGreaterThan(0.9);
    const answers = await script('iris', 'predict');
    const { out: predicted } = await nn('predict iris/iris.safetensors iris/iris.csv');
    expect(answers).toBe(predicted.replace('species\n', ''));
    expect((await nn('inspect iris/iris.safetensors')).out).toContain('species: one of setosa, versicolor, virginica');
  });

  test('of a table whose names are traps, for a number', async () => {
    const names = [
      `a'); process.exit(7); ('`,
      `\`\${process.exit(8)}\``,
      '*/ throw 1 /*',
      'y\\\n</script>\u2028\u202e',
    ];
    const rows = Array.from({ length: 60 }, (_, i) => [i, i % 7, i % 2 ? 'x' : "';", 3 * i + (i % 7)]);
    const quoted = names.map((name) => `"${name}"`).join(',');
    csv("it's.csv", `${quoted}\n${rows.map((row) => row.join(',')).join('\n')}\n`);
    const target = names[3]!;
    const { code, out, err } = await nn('init deep/er --json --data', "it's.csv", '--target', target);
    expect({ code, ...JSON.parse(out) }).toMatchObject({ code: 0, folder: 'deep/er', target, task: 'number' });
    expect(err).not.toContain('\u202e');
    expect(readdirSync('deep/er').sort()).toEqual([...FILES, 'it-s.csv'].sort());
    expect(read('deep/er/src/train.ts')).toContain("const target = 'y\\\\\\n</script>\\u2028\\u202e';");
    expect(read('deep/er/README.md')).toContain('predicts **y\\\\ \\</script\\> ** from 3 other columns');
    install('deep/er');
    expect(await script('deep/er', 'train')).toMatch(
      /R² 0\.\d{3} \(1 is perfect, 0 is no better than always the mean\) on 12 rows/,
    );
    csv(
      'new.csv',
      `${names
        .slice(0, 3)
        .map((name) => `"${name}"`)
        .join(',')}\n30,2,x\n`,
    );
    expect(Number(await script('deep/er', 'predict', '../../new.csv'))).toBeCloseTo(92, -1.2);
  });

  test('what it makes compiles', () => {
    expect(compile('iris', 'deep/er')).toBe('');
  });

  test('the packages are those of this command', async () => {
    await nn('init packages');
    const { name, dependencies, devDependencies, engines } = JSON.parse(read('packages/package.json'));
    expect(name).toBe('packages');
    const own = JSON.parse(read(`${app}package.json`));
    for (const [each, range] of Object.entries(dependencies)) {
      expect(range).toBe(`^${JSON.parse(read(`${app}node_modules/${each}/package.json`)).version}`);
      expect(own.dependencies).toHaveProperty(each);
    }
    expect(Object.keys(dependencies)).toEqual(['@nn/data', '@nn/loss', '@nn/net', '@nn/optim']);
    for (const [each, range] of Object.entries(devDependencies))
      expect(range).toBe(`^${JSON.parse(read(`${app}node_modules/${each}/package.json`)).version}`);
    expect(engines).toEqual(own.engines);
  });

  test('the table comes along as it was read, whatever it was separated by; rows without a target too', async () => {
    csv(
      'semi.csv',
      `a;b,c\tx;y\n${Array.from({ length: 20 }, (_, i) => `${i},5;"";${i % 3 ? `k${i % 3}` : ''}`).join('\n')}\n`,
    );
    const { err } = await nn('init semi --target y --data semi.csv');
    expect(err).toContain('note: 7 rows have no y; they are left out\n');
    const copied = readCsv(read('semi/semi.csv'), { delimiter: ',' });
    expect(copied.columns.map(({ name, cells }) => [name, cells[1]])).toEqual([
      ['a', '1.5'],
      ['b,c\tx', ''],
      ['y', 'k1'],
    ]);
    expect(read('semi/src/train.ts')).toContain("readCsvFile('semi.csv', { delimiter: ',' })");
  });

  test('speaks Chinese', async () => {
    const { err } = await nn('init zh --lang zh');
    expect(err).toContain('下一步：cd zh && npm install && npm run train\n');
    expect(read('zh/README.md')).toContain('（150 行）的其他 4 列预测 **species**');
  });

  test('goes into a folder that is empty, or holds nothing but a repository', async () => {
    mkdirSync('empty/.git', { recursive: true });
    expect((await nn('init empty')).code).toBe(0);
    expect(existsSync('empty/src/train.ts')).toBe(true);
  });

  test('overwrites nothing', async () => {
    mkdirSync('full');
    for (const name of ['a', 'b', 'c', 'd', 'src']) writeFileSync(`full/${name}`, name);
    expect(await nn('init full')).toEqual({
      code: 1,
      out: '',
      err: 'nn: full: this folder is not empty (a, b, c, … and 2 more), and nothing is overwritten; give the name of a new one: nn init NAME\n',
    });
    expect(readdirSync('full')).toEqual(['a', 'b', 'c', 'd', 'src']);
    expect((await nn('init full/a')).err).toBe('nn: full/a: this is a file; expected a folder, new or empty\n');
    expect((await nn('init full/a/b')).err).toBe('nn: full/a/b: this is a file; expected a folder, new or empty\n');
  });

  test.each([
    [
      '--data small.csv --target y',
      1,
      'small.csv: the table has 4 rows with a y; expected at least 10, since a part of them is held back to judge the model by',
    ],
    ['--data small.csv', 2, "required option '--target <column>' not specified; the columns of small.csv are x, y"],
    ['--data small.csv --target z', 1, "small.csv: there is no column 'z'; its columns are x, y"],
    ['--data smal.csv --target y', 1, "smal.csv: cannot be read: there is no such file; did you mean 'small.csv'?"],
    ['--target specie', 1, "iris: there is no column 'specie'; did you mean 'species'?"],
  ])('%s is refused, and nothing is written', async (args, code, message) => {
    csv('small.csv', 'x,y\n1,2\n2,3\n3,4\n4,5\n');
    expect(await nn(`init refused ${args}`)).toEqual({ code, out: '', err: `nn: ${message}\n` });
    expect(existsSync('refused')).toBe(false);
  });
});
