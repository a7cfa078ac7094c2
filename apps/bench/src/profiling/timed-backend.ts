import type { Backend, Step } from '@nn/matrix';

/** One step of a program, and how long it took in all. */
export interface TimedStep {
  readonly what: string;
  microseconds: number;
}

const size = (step: Step): string => {
  switch (step.kind) {
    case 'matmul': {
      const flips = [step.transposeA && 'Aᵀ', step.transposeB && 'Bᵀ'].filter(Boolean).join(' ');
      return `${step.rows} x ${step.inner} x ${step.cols}${flips && `, ${flips}`}${step.epilogue.code.length > 0 ? ', and what follows it' : ''}`;
    }
    case 'map':
      return `${step.rows} x ${step.cols}, ${step.body.code.length} operations`;
    case 'reduce':
      return `${step.reducer} ${step.axis}, ${step.rows} x ${step.cols}`;
    default:
      return '';
  }
};

/** A backend that runs every step as a program of its own and takes its time: a little slower as a whole, and each step by itself. */
export function timedBackend(backend: Backend): { backend: Backend; timed: TimedStep[] } {
  const timed: TimedStep[] = [];
  return {
    timed,
    backend: {
      ...backend,
      program: (steps) => {
        const parts = steps.map((step) => {
          const entry: TimedStep = { what: `${step.kind} ${size(step)}`, microseconds: 0 };
          timed.push(entry);
          return { entry, program: backend.program([step]) };
        });
        return {
          run: (batch) => {
            for (const { entry, program } of parts) {
              const began = performance.now();
              program.run(batch);
              entry.microseconds += 1000 * (performance.now() - began);
            }
          },
          free: () => {
            for (const { program } of parts) program.free();
          },
        };
      },
    },
  };
}
