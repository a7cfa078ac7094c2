import stringWidth from 'string-width';
import type { Block, Equations, Step } from './step.js';
import { tableLines } from './table.js';
import type { Language, Text } from './text.js';
import { TOGETHER, wrap } from './wrap.js';

/** Longer lines are hard to read, shorter ones hold no formula. */
const [NARROWEST, WIDEST] = [20, 100];

/** With less room behind its name, a formula stands on lines of its own. */
const NARROW = 10;

const indented = (lines: readonly string[], by: number) => lines.map((line) => (line ? ' '.repeat(by) + line : ''));

/** What a formula is broken at last: products hold together, and an operator begins the new line. */
const together = (formula: string) => formula.replace(/ (?=[×⊙/] )|(?<= [-+×⊙/=]) /g, TOGETHER);

function equationLines({ equations }: Equations, columns: number): string[] {
  const left = Math.max(...equations.map(([name]) => stringWidth(name)));
  return equations.flatMap(([name, right]) => {
    if (right === '') return [name];
    if (columns - left - 3 < NARROW) return [`${name} =`.trim(), ...indented(wrap(together(right), columns - 2), 2)];
    const start = name.padEnd(left);
    const lines = wrap(together(right), columns - left - 3);
    return lines.map((line, i) => (i === 0 ? `${start} = ${line}` : `${' '.repeat(left + 3)}${line}`));
  });
}

const translate = (text: string | Text, language: Language) => (typeof text === 'string' ? text : text[language]);

function blockLines(block: Block, language: Language, columns: number): string[] {
  if ('equations' in block) return indented(equationLines(block, columns - 4), 4);
  if ('rows' in block) {
    const [head, ...rows] = [block.head, ...block.rows].map((row) => row.map((cell) => translate(cell, language)));
    return indented(tableLines(head!, rows, columns - 4), 4);
  }
  return wrap(block[language], columns);
}

/** A lesson as it is read in a terminal that is so many characters wide: a title, then the steps with a blank line between them. */
export function render(title: Text, steps: readonly Step[], language: Language, terminal: number): string {
  const columns = Math.min(WIDEST, Math.max(NARROWEST, terminal));
  const told = steps.map(({ heading, blocks }, i) => [
    ...wrap(`${i + 1}. ${heading[language]}`, columns),
    ...blocks.flatMap((block) => blockLines(block, language, columns)),
  ]);
  return [wrap(title[language], columns), ...told].map((lines) => `${lines.join('\n')}\n`).join('\n');
}
