// Tests each package on its own: its tarball and those it depends on, installed under npm in an empty folder; the README's examples
// type-checked and run there, and what they say they print compared with what they print. Then a package of someone else (third-party.mjs). The report has the
// shape of vitest's.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { compile, install, packages, run, tarballsOf, work } from './tarballs.mjs';
import { thirdParty } from './third-party.mjs';

const root = join(import.meta.dirname, '..');

/** The fenced blocks of this language in a README; one that is marked further, as in ```ts no-run, is none. */
function examples(dir, language) {
  const text = readFileSync(join(dir, 'README.md'), 'utf8');
  const blocks = [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(
    ([, block]) => block,
  );
  if (blocks.length === 0) throw new Error(`${dir}/README.md has no \`\`\`${language} block`);
  return blocks;
}

/** Throws unless every line that the example promises, `// → 8`, is printed, in this order. */
function checkPrinted(source, printed) {
  const lines = printed.split('\n');
  let at = 0;
  for (const [, promised] of source.matchAll(/\/\/ → (.*)$/gm)) {
    const found = lines.indexOf(promised.trimEnd(), at);
    if (found < 0) throw new Error(`promised, and not printed behind line ${at}: ${promised}\nprinted:\n${printed}`);
    at = found + 1;
  }
}

const tests = {
  'its examples type-check, run, and print what they say': ({ dir }, folder) => {
    const sources = examples(dir, 'ts');
    const files = sources.map((source, i) => {
      writeFileSync(join(folder, `example-${i}.ts`), source);
      return `example-${i}.ts`;
    });
    compile(folder, files);
    sources.forEach((source, i) => {
      const printed = run(process.execPath, [join('out', `example-${i}.js`)], { cwd: folder });
      if (printed.trim() === '') throw new Error('the example printed nothing');
      checkPrinted(source, printed);
    });
  },
  'its commands run': ({ dir }, folder) => {
    const bin = join(folder, 'node_modules', '.bin');
    const empty = join(folder, 'empty');
    mkdirSync(empty);
    const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` };
    if (run('bash', ['-euo', 'pipefail', '-c', examples(dir, 'sh')[0]], { cwd: empty, env }).trim() === '')
      throw new Error('the commands printed nothing');
  },
};

const assertionResults = [];
function check(fullName, test) {
  try {
    test();
    assertionResults.push({ fullName, status: 'passed' });
  } catch (error) {
    console.error(`${fullName}\n${error.message}\n`);
    assertionResults.push({ fullName, status: 'failed' });
  }
}
for (const found of packages) {
  const title = found.json.bin ? 'its commands run' : 'its examples type-check, run, and print what they say';
  check(`${found.name} on its own: ${title}`, () => {
    tests[title](found, install(found.name.replace('@nn/', ''), tarballsOf(found.name)));
  });
}
for (const [title, test] of Object.entries(thirdParty)) check(`a package of someone else: ${title}`, test);
rmSync(work, { recursive: true, force: true });

const numFailedTests = assertionResults.filter((r) => r.status === 'failed').length;
const numPassedTests = assertionResults.length - numFailedTests;
const report = {
  numPassedTests,
  numFailedTests,
  numPendingTests: 0,
  testResults: [{ status: numFailedTests ? 'failed' : 'passed', assertionResults }],
};
mkdirSync(join(root, 'reports'), { recursive: true });
writeFileSync(join(root, 'reports', 'packed.json'), JSON.stringify(report, null, 2));
process.exitCode = numFailedTests > 0 ? 1 : 0;
