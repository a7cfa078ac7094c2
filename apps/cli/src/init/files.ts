import { createRequire } from 'node:module';
import type { Language } from '../telling/text.js';
import { toCsv } from '../terminal/csv.js';
import type { Plan } from './plan.js';
import { readme } from './readme.js';
import { predictSource, trainSource } from './sources.js';

const PACKAGES = ['@nn/data', '@nn/loss', '@nn/net', '@nn/optim'];

/** What the project is built with, and for. */
const TOOLS = { '@types/node': '^20.19.43', typescript: '^6.0.3' };

/** The version of a package that this command itself uses. */
function versionOf(name: string): string {
  const { version } = createRequire(import.meta.url)(`${name}/package.json`) as { version: string };
  return version;
}

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

const manifest = ({ name }: Plan): string =>
  json({
    name,
    version: '0.0.0',
    private: true,
    type: 'module',
    engines: { node: '>=20.19' },
    scripts: {
      build: 'tsc',
      train: 'tsc && node dist/train.js',
      predict: 'tsc && node dist/predict.js',
    },
    dependencies: Object.fromEntries(PACKAGES.map((each) => [each, `^${versionOf(each)}`])),
    devDependencies: TOOLS,
  });

const COMPILER = {
  compilerOptions: {
    target: 'ES2023',
    module: 'NodeNext',
    types: ['node'],
    strict: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: true,
    rootDir: 'src',
    outDir: 'dist',
  },
  include: ['src'],
};

/** Every file of a project, by its path. */
export function files(plan: Plan, language: Language): ReadonlyMap<string, string> {
  const { table, stem } = plan;
  const rows = Array.from({ length: table.rows }, (_, i) => table.columns.map(({ cells }) => cells[i]!));
  return new Map([
    ['package.json', manifest(plan)],
    ['tsconfig.json', json(COMPILER)],
    ['.gitignore', 'node_modules/\ndist/\n'],
    ['README.md', readme(plan)[language]],
    [`${stem}.csv`, toCsv([table.columns.map(({ name }) => name), ...rows])],
    ['src/train.ts', trainSource(plan)],
    ['src/predict.ts', predictSource(plan)],
  ]);
}
