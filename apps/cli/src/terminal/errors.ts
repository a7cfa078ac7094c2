/** What went wrong for a reason that the user can do something about; said without a stack trace. */
export class CommandError extends Error {
  override name = 'CommandError';
}

/** The command was asked for in a way that cannot be meant. */
export class UsageError extends CommandError {
  override name = 'UsageError';
}

/** Ctrl-C. */
export class Interrupted extends CommandError {
  override name = 'Interrupted';
}

/** A command has found and told what it looks for: there is nothing more to say, but it ends as a failure does. */
export class AlreadyTold extends CommandError {
  override name = 'AlreadyTold';
}

export const EXIT = { success: 0, failure: 1, usage: 2, interrupted: 130 } as const;

const SYSTEM: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'permission denied',
  EPERM: 'not permitted',
  EISDIR: 'this is a folder; expected a file',
  ENOTDIR: 'a part of this path is a file, not a folder',
  EROFS: 'this file system is read-only',
  ENOSPC: 'no space is left on the device',
  ENAMETOOLONG: 'the name is too long',
};

/** Why the system did not do what it was asked for, in words. */
export function reason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return (code !== undefined && SYSTEM[code]) || message;
}

/** Errors whose message is for the user; by name, so that a command need not load the packages that throw them. */
const SAID = new Set(['CommandError', 'TableError', 'ModelFileError', 'NonFiniteError', 'RangeError', 'TypeError']);

/** One message and the exit code for anything that was thrown. */
export function explain(error: unknown): { message: string; code: number } {
  if (error instanceof Interrupted) return { message: error.message, code: EXIT.interrupted };
  if (error instanceof UsageError) return { message: error.message, code: EXIT.usage };
  if (error instanceof Error && SAID.has(error.name)) return { message: error.message, code: EXIT.failure };
  return {
    message: `something went wrong inside nn: ${error instanceof Error ? error.message : String(error)}`,
    code: EXIT.failure,
  };
}
