/** How long the updates of one picture may take, in milliseconds, so that 60 pictures a second are shown. */
const ROOM = 12;
/** Who asks for less motion gets few pictures with many updates between them. */
const STILL = { wait: 400, updates: 500 } as const;

/** How fast a training is shown. */
export interface Pace {
  /** Waits for the next picture; gives how many updates come before it. */
  next(): Promise<number>;
  /** Tells how long so many updates took. */
  took(updates: number, milliseconds: number): void;
}

/** An update a picture at first, so that each can be followed, then more and more, up to as many as there is room for. */
export function pace(): Pace {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const began = performance.now();
  let fitting = 1;
  return {
    next: async () => {
      if (still) {
        await new Promise((resolve) => setTimeout(resolve, STILL.wait));
        return STILL.updates;
      }
      await new Promise(requestAnimationFrame);
      const seconds = (performance.now() - began) / 1000;
      return Math.max(1, Math.min(fitting, Math.ceil((2 * seconds) ** 2)));
    },
    took: (updates, milliseconds) => {
      // Some of the time goes into the picture and not into updates, so what fits is neared step by step.
      fitting =
        milliseconds < ROOM ? Math.max(fitting, Math.min(2 * updates, updates + 200)) : Math.ceil(updates * 0.7);
    },
  };
}
