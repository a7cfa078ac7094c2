// The reference of all packages as static pages in static/api, from the docstrings of their sources. It depends on these alone: not on the day, the machine or git.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Application, Comment, JSX } from 'typedoc';

const demo = join(import.meta.dirname, '..');
const packages = join(demo, '..', '..', 'packages');

const manifests = readdirSync(packages).map((name) =>
  JSON.parse(readFileSync(join(packages, name, 'package.json'), 'utf8')),
);

/** What each source that can be imported is called by who imports it: `@nn/net/init`. */
const specifiers = new Map(
  manifests.flatMap(({ name, exports, repository }) =>
    Object.entries(exports)
      .filter(([, target]) => target['@nn/source'])
      .map(([path, target]) => [
        join(packages, '..', repository.directory, target['@nn/source']),
        name + path.slice(1),
      ]),
  ),
);

const app = await Application.bootstrap({
  name: 'nn',
  entryPoints: [...specifiers.keys()],
  tsconfig: join(import.meta.dirname, 'api.tsconfig.json'),
  // The type-checker has a task of its own.
  skipErrorChecking: true,
  disableGit: true,
  disableSources: true,
  readme: 'none',
  favicon: join(demo, 'static', 'icon.svg'),
  hideGenerator: true,
  logLevel: 'Warn',
});
// Above each page, the way back to the site, which lies one folder above.
app.renderer.hooks.on('content.begin', (context) =>
  JSX.createElement(
    'p',
    null,
    ...[
      ['en', 'nn: the packages'],
      ['zh', 'nn：各个包'],
    ].map(([lang, text]) =>
      JSX.createElement(
        'a',
        { href: context.relativeURL(`../${lang}/packages/`), lang, style: 'margin-right: 1.5em' },
        text,
      ),
    ),
  ),
);

const entryPoints = app.getEntryPoints() ?? [];
for (const entryPoint of entryPoints) entryPoint.displayName = specifiers.get(entryPoint.sourceFile.fileName);
const project = app.converter.convert(entryPoints);
for (const { name, description } of manifests) {
  const module = project.children.find((each) => each.name === name);
  module.comment = new Comment([{ kind: 'text', text: `${description}.` }]);
}
await app.generateDocs(project, join(demo, 'static', 'api'));
if (app.logger.hasErrors() || app.logger.hasWarnings()) process.exitCode = 1;
