/** How many decimals the numbers of a matrix need so that its largest one has four significant digits; no fewer than four, and no more than nine. */
export function decimalsOf({ data }: { readonly data: ArrayLike<number> }): number {
  const largest = Math.max(...Array.from(data, Math.abs));
  return largest > 0 ? Math.min(9, Math.max(4, 3 - Math.floor(Math.log10(largest)))) : 4;
}
