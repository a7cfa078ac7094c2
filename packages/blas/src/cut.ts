import type { Step } from '@nn/matrix';
import type { MatmulStep } from './product.js';

/** A piece of a plan: steps that stay together, or one product for BLAS. */
export type Piece =
  | { readonly kind: 'steps'; readonly steps: readonly Step[] }
  | { readonly kind: 'product'; readonly product: MatmulStep };

/**
 * What is left of a product whose plain result stands in its first output: its epilogue, as a map that reads it there. A map may
 * write where it reads, and the plan promises that no output overlaps an operand. Nothing where the plain result is all.
 */
function epilogueOf({ rows, cols, epilogue, operands, results, outputs }: MatmulStep): Step[] {
  if (epilogue.code.length === 0 && results.length === 1 && results[0] === 0) return [];
  return [{ kind: 'map', rows, cols, body: epilogue, operands: [outputs[0]!, ...operands], results, outputs }];
}

/** Cuts a plan at the products that `byBlas` chooses; the pieces, run in order, leave what the plan leaves. */
export function cut(steps: readonly Step[], byBlas: (step: MatmulStep) => boolean): Piece[] {
  const pieces: Piece[] = [];
  let together: Step[] = [];
  const close = () => {
    if (together.length > 0) pieces.push({ kind: 'steps', steps: together });
  };
  for (const step of steps) {
    if (step.kind !== 'matmul' || !byBlas(step)) {
      together.push(step);
      continue;
    }
    close();
    pieces.push({ kind: 'product', product: step });
    together = epilogueOf(step);
  }
  close();
  return pieces;
}
