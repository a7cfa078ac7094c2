/**
 * What the calling thread and its executors share to work together: words of memory, by their bytes from the first. Words that different threads
 * write in a hurry have a cache line of their own.
 */
export const CONTROL = {
  /** Counts jobs; executors sleep on it. */
  job: 0,
  /** The address of the command of the job under way. */
  command: 4,
  /** How many modules of kernels there are, and where the first of them is described. */
  modules: 8,
  firstModule: 12,
  /** How many executors sleep. */
  sleepers: 16,
  /** Not 0 where an executor broke down. */
  failed: 20,
  /** How many executors were begun and have not ended. */
  running: 24,
  /** The job (16 bits), in how many parts it is done (8: no more threads than that), and the part to be done next (8): adding 1 takes a part. */
  ticket: 64,
  /** How many parts of the job are done. */
  done: 128,
} as const;
export const CONTROL_BYTES = 192;

/** Words of each executor's own: a ticket that it has taken and not yet used, the last job it has seen, and why it came back. */
export const OWN = { ticket: 0, seen: 4, reason: 8 } as const;
export const OWN_BYTES = 64;
export const REASON = { modules: 1, idle: 2 } as const;

/** How a module of kernels is described: where the next is described, its length, the size of the table with it, its bytes. */
export const MODULE = { next: 0, length: 4, table: 8, bytes: 12 } as const;
