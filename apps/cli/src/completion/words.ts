/** A word as a shell reads it: without the quotes and backslashes that are only for the shell. One that is not finished is taken as far as it goes. */
const meant = (word: string): string =>
  word.replace(/'([^']*)(?:'|$)|"((?:\\.|[^"\\])*)(?:"|$)|\\(.)/gs, (_, single, double, escaped) =>
    single !== undefined ? single : double !== undefined ? double.replace(/\\([$`"\\])/g, '$1') : escaped,
  );

/**
 * The words of a line that is not finished, the last one under the cursor, from how a shell has them. Each comes with a '+' before it, so that none is taken for an option of
 * the command that is asked. Bash cuts '--target=y' into three words.
 */
export function wordsOf(given: readonly string[]): string[] {
  const words = given.map((word) => meant(word.replace(/^\+/, '')));
  return words.flatMap((word, i) => {
    if (word !== '=' || !words[i - 1]?.startsWith('--')) return [word];
    return i === words.length - 1 ? [''] : [];
  });
}
