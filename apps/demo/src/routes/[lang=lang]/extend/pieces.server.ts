import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { read, repository } from '$lib/site/repository.server.js';

/** The kinds of pieces, each with a name to begin one by, and its file in examples/third-party, which `npm test` installs, trains, saves and loads. */
const kinds = {
  loss: { name: 'myLoss', file: 'my-loss', example: 'src/cauchy.ts' },
  optimizer: { name: 'myRule', file: 'my-rule', example: 'src/signum.ts' },
  activation: { name: 'myCurve', file: 'my-curve', example: 'src/isru.ts' },
  layer: { name: 'myLayer', file: 'my-layer', example: 'src/gated.ts' },
} as const;

export type Kind = keyof typeof kinds;

/** A program of the repository with where it stands. */
export interface Source {
  readonly file: string;
  readonly code: string;
}

/** What scripts/new/kinds.mjs says of a kind. */
interface Recipe {
  readonly created: Readonly<Record<string, string>>;
  readonly edits: readonly { readonly file: string; edit(text: string): string }[];
}

const source = (file: string): Source => ({ file, code: read(file) });

/** The lines that were put into a text at one place. */
function inserted(before: string, after: string): string {
  const [old, lines] = [before.split('\n'), after.split('\n')];
  const first = lines.findIndex((line, i) => line !== old[i]);
  return lines.slice(first, first + lines.length - old.length).join('\n');
}

/** What `npm run new` makes of a recipe: files, and lines in files that are there. */
function begun({ created, edits }: Recipe, name: string) {
  const files = Object.entries(created).map(([file, template]) => ({
    file,
    code: read(`scripts/new/templates/${template}`).replaceAll('NAME', name),
  }));
  const lines = edits.map(({ file, edit }) => ({ file, code: inserted(read(file), edit(read(file))) }));
  return { files, lines };
}

/** Each kind of piece: a whole one, as somebody published it, and what the command begins. */
export async function pieces() {
  const recipes: { kinds: Record<Kind, (names: { name: string; file: string }) => Recipe> } = await import(
    /* @vite-ignore */ pathToFileURL(join(repository, 'scripts/new/kinds.mjs')).href
  );
  return (Object.keys(kinds) as Kind[]).map((kind) => {
    const { name, file, example } = kinds[kind];
    const command = `npm run new -- ${kind} ${file}`;
    const made = begun(recipes.kinds[kind]({ name, file }), name);
    return { kind, example: source(`examples/third-party/${example}`), command, ...made };
  });
}

/** What an author checks, and what a user writes. */
export const usage = () => ['check', 'train', 'predict'].map((name) => source(`examples/third-party/usage/${name}.ts`));

/** What a backend has to be. */
export const backend = () => source('packages/matrix/src/backend.ts');
