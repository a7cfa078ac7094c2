import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { columnsOf, edgesOf } from '../src/routes/[lang=lang]/packages/drawing.js';
import { names } from '../src/routes/[lang=lang]/packages/names.js';
import { exportsIn, firstExample } from '../src/routes/[lang=lang]/packages/readme.server.js';
import { faults, theSite, widthOf } from './browser.js';
import { thereIsChromium } from './chromium.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const build = fileURLToPath(new URL('../build/', import.meta.url));
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const json = (file: string) => JSON.parse(read(file));

/** A built page without what only the script needs. */
const page = (path: string) =>
  readFileSync(join(build, path, 'index.html'), 'utf8').replace(/<script[\s\S]*?<\/script>/g, '');

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', '#39': "'" };
const textOf = (html: string) =>
  html.replace(/<[^>]*>/g, '').replace(/&(lt|gt|amp|quot|#39);/g, (_, name: string) => entities[name]!);

/** What stands in the value of each data element. */
const valuesIn = (html: string) => Array.from(html.matchAll(/<data value="([^"]*)"/g), ([, value]) => value!);

const languages = ['en', 'zh'];
const pages = languages.flatMap((language) => names.map((name) => [`${language}/packages/${name}`, name] as const));

describe('the drawing', () => {
  const nodes = [
    { name: 'a', own: [] },
    { name: 'b', own: ['a'] },
    { name: 'c', own: ['a', 'b'] },
    { name: 'd', own: ['a'] },
  ];

  test('has each package behind all that it depends on', () => {
    expect(columnsOf(nodes)).toEqual([['a'], ['b', 'd'], ['c']]);
  });

  test('leaves out what follows', () => {
    expect(edgesOf(nodes).map(({ from, to }) => from + to)).toEqual(['ba', 'cb', 'da']);
  });
});

describe('a README', () => {
  test('gives its first example, and none of another kind', () => {
    expect(firstExample('```ts no-run\nno\n```\n```ts\nyes();\n```\n```ts\nsecond\n```\n')).toBe('yes();\n');
    expect(() => firstExample('```sh\nno\n```\n')).toThrow('```ts');
  });

  test('gives its exports', () => {
    const table = '| `f` | g(x) \\| `x` | 1.5 |\n| **`Loss`** | | |\n| `mse` | *m* | 12.0 |\n\nTypes: `A`, `B`\n';
    expect(exportsIn(`| \`no\` | no | 1.0 |\n<!-- exports:begin -->\n### \`@nn/x\`\n${table}`)).toEqual([
      {
        specifier: '@nn/x',
        types: ['A', 'B'],
        groups: [
          { title: '', values: [{ name: 'f', about: 'g(x) | <code>x</code>', size: '1.5' }] },
          { title: 'Loss', values: [{ name: 'mse', about: '<em>m</em>', size: '12.0' }] },
        ],
      },
    ]);
  });
});

describe('the pages of the packages', () => {
  test('are one for each folder', () => {
    expect([...names].sort()).toEqual(readdirSync(join(root, 'packages')).sort());
  });

  test.each(pages)('/%s/ has the limits, the dependencies, and the whole example', (path, name) => {
    const [html, own] = [page(path), json(`packages/${name}/package.json`)];
    const limits: { limit: string }[] = own['size-limit'];
    expect(valuesIn(html)).toEqual(expect.arrayContaining(limits.map(({ limit }) => limit)));
    for (const dependency of Object.keys(own.dependencies ?? {})) expect(html).toContain(dependency);
    const code = Array.from(html.matchAll(/<pre[^>]*><code>([\s\S]*?)<\/code>/g), ([, each]) => textOf(each!));
    expect(code).toContain(`npm install @nn/${name}`);
    expect(code.map((each) => read(`packages/${name}/README.md`).includes(`\`\`\`ts\n${each}\n\`\`\``))).toContain(
      true,
    );
  });

  const imports = {
    formula: () => import('@nn/formula'),
    matrix: () => import('@nn/matrix'),
    loss: () => import('@nn/loss'),
    optim: () => import('@nn/optim'),
    data: () => import('@nn/data'),
    net: () => import('@nn/net'),
  };
  test.each(Object.entries(imports))('%s: all that can be imported is there, with its size', async (name, load) => {
    const html = page(`en/packages/${name}`);
    const rows = Array.from(html.matchAll(/<tr[^>]*>([\s\S]*?)<\/tr>/g), ([, row]) => row!);
    const sizes = new Map(rows.map((row) => [textOf(/<code>.*?<\/code>/.exec(row)?.[0] ?? ''), valuesIn(row)[0]]));
    for (const each of Object.keys(await load())) expect(Number(sizes.get(each)), each).toBeGreaterThan(0);
    expect(sizes.get('constructor')).toBeUndefined();
  });

  const built = [...pages.map(([path]) => path), ...languages.map((language) => `${language}/packages`)];
  test.each(built)('the links of /%s/ to the reference lead somewhere', (path) => {
    const links = new Set(Array.from(page(path).matchAll(/href="([^"]*\/api\/[^"]*)"/g), ([, href]) => href!));
    expect(links.size).toBeGreaterThan(0);
    for (const link of links) {
      const [file, anchor] = link.split('#');
      const target = join(build, path, file!);
      expect(existsSync(target), link).toBe(true);
      if (anchor) expect(readFileSync(target, 'utf8'), link).toContain(`id="${anchor}"`);
    }
  });
});

test('the reference has no link that leads nowhere, and loads nothing from elsewhere', () => {
  const files = readdirSync(join(build, 'api'), { recursive: true, encoding: 'utf8' });
  const html = files.filter((file) => file.endsWith('.html'));
  expect(html.length).toBeGreaterThan(300);
  const missing = new Set<string>();
  for (const file of html) {
    const text = readFileSync(join(build, 'api', file), 'utf8');
    expect(text, file).not.toMatch(/<(script|link|img)[^>]*(src|href)="https?:/);
    for (const [, href] of text.matchAll(/href="([^"#]+)/g)) {
      if (!/^(https?|data):/.test(href!) && !existsSync(join(build, 'api', dirname(file), href!))) missing.add(href!);
    }
  }
  expect([...missing]).toEqual([]);
});

describe('pieces of your own', () => {
  test.each(languages)('%s: the code is that of the repository', (language) => {
    const text = textOf(page(`${language}/extend`));
    const files = ['src/cauchy', 'src/signum', 'src/isru', 'src/gated', 'usage/check', 'usage/train', 'usage/predict'];
    for (const file of files) expect(text).toContain(read(`examples/third-party/${file}.ts`).trim());
    expect(text).toContain(read('packages/matrix/src/backend.ts').trim());
    for (const [kind, name] of Object.entries({
      loss: 'myLoss',
      optimizer: 'myRule',
      activation: 'myCurve',
      layer: 'myLayer',
    })) {
      expect(text).toContain(read(`scripts/new/templates/${kind}.ts.txt`).replaceAll('NAME', name).trim());
    }
    // Lines of tables, whole, as the command adds them.
    expect(text).toContain("  {\n    name: 'myRule',\n    make: optim.myRule,");
    expect(text).toContain("export { myLayer } from './layers/my-layer.js';");
  });
});

describe('speed and accuracy', () => {
  const latest = json('apps/bench/results/latest.json');
  const accuracy = json('apps/bench/results/accuracy.json');
  const median = (seconds: number[]) => [...seconds].sort((a, b) => a - b)[(seconds.length - 1) / 2]!;

  test.each(languages)('%s: the speeds are those of the measurement', (language) => {
    const html = page(`${language}/benchmarks`);
    const values = valuesIn(html).map(Number);
    for (const { id, measure, entries } of latest.tasks) {
      if (id.startsWith('matmul')) continue;
      for (const family of [/^nn-\d$/, /^torch-/, /^tfjs-wasm-/]) {
        const seconds = entries.flatMap((each: { id: string; seconds: number[]; part: number }) =>
          family.test(each.id) ? [median(each.seconds) / each.part] : [],
        );
        if (seconds.length === 0) continue;
        const best = Math.min(...seconds);
        const { show, work, scale } = measure;
        const expected = show === 'rate' ? (scale * work) / best : (scale * best) / work;
        const nearest = Math.min(...values.map((value) => Math.abs(value / expected - 1)));
        expect(nearest, `${id} ${family}`).toBeLessThan(1e-9);
      }
    }
  });

  test.each(languages)('%s: scores, versions, machine and date too', (language) => {
    const html = page(`${language}/benchmarks`);
    for (const { nn, sklearn, standardized } of accuracy.tables) {
      for (const score of [nn, sklearn, standardized ?? nn]) expect(valuesIn(html)).toContain(String(score));
    }
    const text = textOf(html);
    const { processor, node } = latest.machine;
    const versions = latest.contestants.flatMap(({ versions }: { versions: Record<string, string> }) =>
      Object.values(versions),
    );
    for (const each of [processor, node, latest.date, ...versions]) expect(text).toContain(each);
  });

  test('goals that are missed are said to be', () => {
    const goals = /aria-labelledby="goals"[\s\S]*?<\/section>/.exec(page('en/benchmarks'))![0];
    // As docs/benchmarks.md has them, which the benchmark wrote.
    const section = read('docs/benchmarks.md').split('## Goals')[1]!.split('## Numbers')[0]!;
    const rows = section.split('\n').flatMap((line) => /^\| (.*) \| (?:yes|\*\*no\*\*) \|$/.exec(line)?.[0] ?? []);
    const missed = rows.filter((row) => row.includes('**no**')).length;
    expect(goals.match(/class="[^"]*missed/g)).toHaveLength(missed);
    expect(valuesIn(goals)).toEqual([String(rows.length - missed), String(rows.length)]);
    for (const row of rows) {
      for (const cell of row.replaceAll('**', '').slice(2, -2).split(' | ')) expect(textOf(goals)).toContain(cell);
    }
  });

  test('nothing of the tables is left in English on the Chinese page', () => {
    const html = page('zh/benchmarks');
    const tables = Array.from(html.matchAll(/<table[\s\S]*?<\/table>/g), ([table]) =>
      textOf(table.replace(/<\/t[hd]>/g, '\n')),
    );
    const names =
      /PyTorch|scikit-learn|tfjs-\w+|onnxruntime-web|brain\.js|ml-matrix|jax-js|NumPy|nn blas|node -e 0|conv2d|maxPool2d|dropout/g;
    expect(tables.length).toBeGreaterThan(15);
    for (const table of tables)
      expect(table.replace(names, '')).not.toMatch(/[a-z]{3,} [a-z]{2,}|thread|times|against/);
  });
});

describe.skipIf(!thereIsChromium)('each package in a browser (needs Chromium: apt-get install chromium)', () => {
  const { open, troubles } = theSite();

  // In Chinese the longest: but for its prose, it has what the others have.
  const seen = pages.filter(([path]) => path.startsWith('en') || path.endsWith('net'));
  test.each(seen)('/%s/ is whole at 360 and 1280 pixels, and axe finds nothing', async (path) => {
    const colorScheme = path.startsWith('en') ? 'dark' : 'light';
    const tab = await open(`${path}/`, { viewport: { width: 1280, height: 800 }, colorScheme });
    expect(await widthOf(tab)).toBe(1280);
    await tab.setViewportSize({ width: 360, height: 740 });
    expect(await widthOf(tab)).toBe(360);
    expect(await faults(tab)).toEqual([]);
    expect(troubles).toEqual([]);
  });

  test('a box of the drawing leads to its package, by keyboard, and a name to the reference and back', async () => {
    const tab = await open('en/packages/');
    expect(await tab.title()).toBe('The packages · nn');
    await tab.getByRole('link', { name: 'loss: depends on formula, matrix' }).focus();
    await tab.keyboard.press('Enter');
    await tab.waitForURL('**/en/packages/loss/');
    expect(await tab.title()).toBe('@nn/loss · nn');
    await tab.getByRole('link', { name: 'crossEntropy', exact: true }).click();
    await tab.waitForURL('**/api/functions/_nn_loss.crossEntropy.html');
    await tab.getByRole('link', { name: 'nn: the packages' }).click();
    await tab.waitForURL('**/en/packages/');
    expect(troubles).toEqual([]);
  });

  test('what installs it can be copied', async () => {
    const tab = await open('zh/packages/matrix/', { permissions: ['clipboard-read', 'clipboard-write'] });
    await tab.getByRole('button', { name: '复制' }).first().click();
    await tab.getByRole('button', { name: '已复制' }).waitFor();
    expect(await tab.evaluate(() => navigator.clipboard.readText())).toBe('npm install @nn/matrix');
  });
});
