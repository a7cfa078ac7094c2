/** A list of which only the first and the last ones are shown; `undefined` stands for those between. */
export function abridged<T>(list: readonly T[], first = 4, last = 1): (T | undefined)[] {
  // One that is left out takes as much room as what says so.
  if (list.length <= first + last + 1) return [...list];
  return [...list.slice(0, first), undefined, ...list.slice(-last)];
}
