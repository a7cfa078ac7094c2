import { random } from '@nn/matrix';
import { csv } from './command.js';

/** Names that would end a text, a comment, a line or a script, or are of objects. */
export const HOSTILE = [
  '__proto__',
  'it\'s "quoted" \\',
  '*/ alert(1) /*',
  '</script><!--',
  'a\u2028b\u2029c\u202ed',
  'toString',
];
const classes = ['</script>', '__proto__', "'; exit() #", '*/'];

const cell = (text: string | number) => `"${String(text).replaceAll('"', '""')}"`;

/** A table whose columns, words and classes have such names: four columns of numbers, two of words, and the class. */
export function hostileTable(name: string): string {
  const draw = random(4).uniform(160, 6);
  const rows = Array.from({ length: 160 }, (_, i) => {
    const at = (k: number) => draw.at(i, k);
    const words = ['red', '</b>', '"', '__proto__'];
    const kind = (at(0) > 0.5 ? 1 : 0) + (at(4) > 0.5 ? 2 : 0);
    const missing = i % 40 === 7;
    return [
      2000 + at(0),
      at(1) * 1e6,
      missing ? '' : words[Math.floor(at(4) * 4)]!,
      at(2),
      missing ? '?' : `${at(3)}e-3`,
      ['a', 'b'][Math.floor(at(5) * 2)]!,
      classes[kind]!,
    ];
  });
  const columns = [HOSTILE[0]!, HOSTILE[1]!, HOSTILE[2]!, HOSTILE[3]!, HOSTILE[4]!, HOSTILE[5]!, 'class'];
  return csv(name, [columns, ...rows].map((row) => `${row.map(cell).join(',')}\n`).join(''));
}
