/** What engines say where a program has not looked at what it was given. */
const ENGINES =
  /Cannot (read|set|convert|destructure|mix|assign|access|create)|is not (a function|iterable|defined|a constructor|an object)|undefined \(|Invalid (array length|typed array length|string length|count value)|Maximum call stack|out of memory|Array buffer allocation|offset is out of bounds|null or undefined|Reduce of empty|WebAssembly|unreachable|memory access/;

/** What is wrong with an error that bad input got: it is the engine's, or it says nothing; undefined where it is ours. */
export function notOurs(error: unknown): string | undefined {
  if (!(error instanceof Error)) return `something was thrown that is no error: ${String(error)}`;
  if (error.message === '' || ENGINES.test(error.message))
    return `an error of the engine: ${error.stack?.slice(0, 400)}`;
  return undefined;
}
