import { input } from '@nn/formula';
import { compile, executable } from '@nn/matrix';
import type { Network } from '../network.js';
import { constrained } from '../regularization/apply.js';

/** Compiles what is done to parameters with a constraint after each update, in place. */
export function constraints({ backend, memory }: Network): () => void {
  const outputs = memory.list.flatMap((p) =>
    constrained(p, input(p.name)).map((value) => ({ value, into: memory.places[p.name]! })),
  );
  if (outputs.length === 0) return () => {};
  const program = executable(backend, [compile({ backend, inputs: memory.places, outputs, batch: 0 })]);
  return () => program.run(0);
}
