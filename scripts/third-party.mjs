// Tests examples/third-party as the package of someone else: built against the packed packages, packed too, and installed with them, offline, in an empty folder.
import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { compile, install, run, tarballsOf, typeCheck, work } from './tarballs.mjs';

const source = join(import.meta.dirname, '..', 'examples', 'third-party');

/** The folder of its author, where it is built: its tarball as a dependency. */
function published(nn) {
  const author = install('third party', nn, '--offline');
  cpSync(source, author, { recursive: true });
  typeCheck(author);
  const [{ name, filename }] = JSON.parse(
    run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', work], { cwd: author }),
  );
  return { [name]: `file:${join(work, filename)}` };
}

let folder;
/** The folder of a user, with what is in usage compiled. */
function installed() {
  if (folder) return folder;
  const nn = tarballsOf('@nn/net', '@nn/loss', '@nn/optim');
  const user = install('its user', { ...nn, ...published(nn) }, '--offline');
  const usage = join(source, 'usage');
  cpSync(usage, user, { recursive: true });
  compile(user, readdirSync(usage));
  folder = user;
  return folder;
}

/** What a program of usage prints, in a process of its own. */
const printed = (name) => run(process.execPath, [join('out', `${name}.js`)], { cwd: installed() });

/** Each test by its title; it throws where it fails. */
export const thirdParty = {
  'type-checks against the packed packages, and its gradients are right': () => {
    printed('check');
  },
  'trains, and predicts to the bit the same in another process that has loaded the saved model': () => {
    const { losses, predictions } = JSON.parse(printed('train'));
    if (!(losses.at(-1) < losses[0] / 4)) throw new Error(`it has not learnt: the losses were ${losses.join(', ')}`);
    const loaded = JSON.parse(printed('predict'));
    if (predictions.length !== 200 || !isDeepStrictEqual(loaded, { predictions, withoutCompiler: predictions }))
      throw new Error(`trained: ${predictions}\nloaded: ${JSON.stringify(loaded)}`);
  },
};
