import { read } from '$lib/site/repository.server.js';
import { apiPage } from './api.server.js';
import { type Name, names } from './names.js';
import { exportsIn, firstExample } from './readme.server.js';

/** What a page tells of a package.json. */
interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, { readonly import?: string }>>;
  readonly 'size-limit': readonly { readonly path: string; readonly import: string; readonly limit: string }[];
}

const manifest = (name: Name): Manifest => JSON.parse(read(`packages/${name}/package.json`));

const own = (dependency: string) => names.find((name) => dependency === `@nn/${name}`);

/** What a package depends on: packages of this repository, and what others wrote. */
function dependencies({ dependencies: all = {} }: Manifest) {
  const wanted = Object.keys(all);
  return { own: wanted.flatMap((each) => own(each) ?? []), others: wanted.filter((each) => !own(each)) };
}

/** The imports whose size is checked on every change, as one writes them, each with its limit. */
const limits = ({ name, exports, 'size-limit': checked }: Manifest) =>
  checked.map(({ path, import: what, limit }) => {
    const [entry = '.'] = Object.entries(exports).find(([, target]) => target.import === `./${path}`) ?? [];
    return { code: `import ${what === '*' ? '* as all' : what} from '${name}${entry.slice(1)}'`, limit };
  });

/** What stands about each package in the overview. */
export const summaryOf = (name: Name) => {
  const own = manifest(name);
  const { import: what, limit: size } = own['size-limit'][0]!;
  const entries = exportsIn(read(`packages/${name}/README.md`));
  const values = entries.flatMap(({ groups }) => groups.flatMap((group) => group.values));
  // What the size is of, where it is not all of the package.
  return { name, ...dependencies(own), size, part: what === '*' ? '' : what, count: values.length };
};

/** All that the page of a package shows, read from its package.json and its README. */
export function packageOf(name: Name) {
  const own = manifest(name);
  const readme = read(`packages/${name}/README.md`);
  const entries = exportsIn(readme).map(({ specifier, types, groups }) => ({
    specifier,
    api: apiPage(specifier),
    types: types.map((type) => ({ name: type, api: apiPage(specifier, type) })),
    groups: groups.map(({ title, values }) => ({
      title,
      values: values.map((value) => ({ ...value, api: apiPage(specifier, value.name) })),
    })),
  }));
  return {
    name,
    version: own.version,
    ...dependencies(own),
    users: names.filter((other) => dependencies(manifest(other)).own.includes(name)),
    limits: limits(own),
    example: firstExample(readme),
    entries,
  };
}
