// What comes along with the published packages: nothing of theirs runs while they are installed, each dependency is needed and stands here with its reason,
// and CI installs what the lockfile says, byte for byte.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const read = (...path) => readFileSync(join(root, ...path), 'utf8');

/** Why a package may depend on one that is not of this repository. */
const REASONS = {
  '@nn/blas': {
    koffi:
      'calls functions of a native library; loaded only where blas() is used, and where it cannot be, the products are computed without it',
  },
  '@nn/cli': {
    '@observablehq/plot': 'draws the pictures of nn plot and of reports',
    '@resvg/resvg-js': 'makes PNG of SVG; optional, and asked for where it is missing',
    commander: 'reads the command line, and writes help',
    fastify: 'the server of nn serve',
    linkedom: 'the document in which Plot draws without a browser',
    'string-width': 'how wide a text is on a terminal, Chinese characters too',
  },
};

/** What npm runs by itself where a package is installed. */
const AT_INSTALL = ['preinstall', 'install', 'postinstall', 'prepare', 'preprepare', 'postprepare'];

const packages = [...readdirSync(join(root, 'packages')).map((name) => join('packages', name)), join('apps', 'cli')]
  .map((dir) => ({ dir, json: JSON.parse(read(dir, 'package.json')) }))
  .filter(({ json }) => !json.private);

/** The packages whose code a package's sources name, by import, dynamic import or require. */
const namedIn = (dir) =>
  new Set(
    readdirSync(join(root, dir, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) => [
        ...read(dir, 'src', file).matchAll(/(?:from |import\(|import |require\()['"]((?:@[^/'"]+\/)?[^./'"][^/'"]*)/g),
      ])
      .map(([, name]) => name),
  );

const faultsOf = ({ dir, json }) => {
  const { name, scripts = {}, dependencies = {}, peerDependencies = {}, optionalDependencies = {} } = json;
  const reasons = REASONS[name] ?? {};
  const used = namedIn(dir);
  const needed = Object.keys({ ...dependencies, ...peerDependencies, ...optionalDependencies });
  return [
    ...AT_INSTALL.filter((script) => script in scripts).map((script) => `runs '${script}' where it is installed`),
    ...readdirSync(join(root, dir))
      .filter((file) => file === 'binding.gyp')
      .map((file) => `has ${file}, which npm builds where it is installed`),
    ...needed.filter((other) => !used.has(other)).map((other) => `depends on ${other}, which nothing in src imports`),
    ...needed
      .filter((other) => !other.startsWith('@nn/') && !(other in reasons))
      .map((other) => `depends on ${other}; say why in scripts/supply-chain.mjs`),
    ...Object.keys(reasons)
      .filter((other) => !needed.includes(other))
      .map((other) => `has a reason for ${other}, on which it does not depend`),
  ].map((fault) => `${name}: ${fault}`);
};

/** What of the way in which CI installs is not by the lockfile. */
function faultsOfInstalling() {
  const { scripts } = JSON.parse(read('package.json'));
  const ci = read('.ci', 'run');
  const lock = read('pnpm-lock.yaml');
  const loose = [...lock.matchAll(/resolution: \{(?!integrity: sha512-)(.*)\}/g)].map(([, resolution]) => resolution);
  return [
    !/^npm test$/m.test(ci) && '.ci/run: expected it to run npm test',
    /\b(npm|pnpm|yarn) (ci|i|install|add)\b/.test(ci) && '.ci/run: installs by itself, beside npm run setup',
    scripts.pretest !== 'npm run setup' && "package.json: pretest: expected 'npm run setup'",
    !/ pnpm install --frozen-lockfile$/.test(scripts.setup) &&
      'package.json: setup: expected pnpm install --frozen-lockfile',
    ...loose.map((resolution) => `pnpm-lock.yaml: expected the SHA-512 of each package, got ${resolution}`),
  ].filter(Boolean);
}

const faults = [...packages.flatMap(faultsOf), ...faultsOfInstalling()];
for (const fault of faults) console.error(fault);
console.log(`${packages.length} published packages, ${faults.length} faults in what comes along with them`);
process.exitCode = faults.length > 0 ? 1 : 0;
