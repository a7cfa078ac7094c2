/**
 * cos(2 pi u) for u in turns, the same bits in every engine. Reducing a turn to an eighth is exact; the Taylor series
 * serves the rest.
 */
export function cosineOfTurns(u: number): number {
  const turn = u - Math.floor(u);
  const quarter = Math.round(turn * 4);
  const a = 2 * Math.PI * (turn - quarter / 4); // |a| <= pi / 4
  switch (quarter % 4) {
    case 0:
      return series(a, 0);
    case 1:
      return -series(a, 1);
    case 2:
      return -series(a, 0);
    default:
      return series(a, 1);
  }
}

/** cos a (first = 0) or sin a (first = 1): the sum of (-1)^n a^(2n + first) / (2n + first)!. */
function series(a: number, first: 0 | 1): number {
  let sum = 0;
  for (let n = 18 + first; n >= first + 2; n -= 2) sum = (-(1 + sum) * a * a) / (n * (n - 1));
  return (1 + sum) * (first === 0 ? 1 : a);
}
