import type { Text } from './text.js';

/** Lines of `left = right`; without a left side a line goes on from the one above. Formulas are the same in every language. */
export interface Equations {
  readonly equations: readonly (readonly [left: string, right: string])[];
}

/** Numbers in columns. */
export interface Table {
  readonly head: readonly (string | Text)[];
  readonly rows: readonly (readonly (string | Text)[])[];
}

/** What a step of a lesson consists of: a paragraph, formulas, or numbers in columns. */
export type Block = Text | Equations | Table;

/** One step of a lesson, with a short heading. */
export interface Step {
  readonly heading: Text;
  readonly blocks: readonly Block[];
}

/** A step; what is `false` is left out, so that a remark may hang on a condition. */
export const step = (heading: Text, ...blocks: readonly (Block | false)[]): Step => ({
  heading,
  blocks: blocks.filter((block) => block !== false),
});
