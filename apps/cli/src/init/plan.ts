import type { Table, Target } from '@nn/data';
import type { Recipe } from '../training/recipe.js';

/** What a project is made for. */
export interface Plan {
  /** What the package is called, and what its table and its model are. */
  readonly name: string;
  readonly stem: string;
  readonly table: Table;
  readonly target: Target;
  /** How many columns the model reads. */
  readonly columns: number;
  readonly recipe: Recipe;
}

/** A name that packages and files may have on every system, made of another; `otherwise` where nothing is left of it. */
export function plainName(text: string, otherwise: string): string {
  const plain = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return plain === '' ? otherwise : plain;
}
