import { HARMFUL } from './harmful.js';

/** Elements that pages and pictures of `nn` have. */
const OURS = new Set(
  'html head meta title style body header main footer section p h1 h2 h3 dl div dt dd i b ul ol li span code pre figure figcaption table caption thead tbody tr th td form label input select option button details summary svg desc rect g path text line circle clippath defs tspan a use image symbol small strong em output legend fieldset'.split(
    ' ',
  ),
);

/** What is no character at all: pages and pictures may not hold it either. */
const NONE = /[\ufffe\uffff]/;

const TAG = /<\/?([a-zA-Z][\w:-]*)((?:\s+[\w:-]+(?:="[^"<]*"|='[^'<]*')?)*)\s*\/?>|<!doctype html>/giy;

/** Attributes that run something, and those that lead somewhere else than to a place of the page or the server itself. */
const RUNS = /^on|^srcdoc$/i;
const LEADS = /^(xlink:)?href$|^src$|action$/i;
const HERE = /^(#|\/(?!\/))[a-z#-]*$/;

const isOurs = (attributes: string) =>
  [...attributes.matchAll(/([\w:-]+)(?:=["']([^"']*)["'])?/g)].every(
    ([, name, value = '']) => !RUNS.test(name!) && (!LEADS.test(name!) || HERE.test(value)),
  );

/** What of a page or picture is none of ours: an element, an attribute that runs or leads away, a character that moves a terminal; undefined where nothing is. */
export function escaped(page: string): string | undefined {
  const control = HARMFUL.exec(page) ?? NONE.exec(page);
  if (control) return control[0];
  for (let at = page.indexOf('<'); at >= 0; at = page.indexOf('<', at + 1)) {
    TAG.lastIndex = at;
    const tag = TAG.exec(page);
    if (!tag) return page.slice(at, at + 60);
    const [whole, name, attributes = ''] = tag;
    if (name !== undefined && (!OURS.has(name.toLowerCase()) || !isOurs(attributes))) return whole;
  }
  return undefined;
}
