/** Where a value between two neighbours is 0, as a part of the way. */
const crossing = (a: number, b: number) => a / (a - b);

/**
 * The line on which values over a square of `size` x `size` cells are 0, as an SVG path in cells: in each square between four
 * middles, the crossings of its sides are joined (marching squares).
 */
export function contour(values: ArrayLike<number>, size: number): string {
  let path = '';
  for (let i = 0; i < size - 1; i++) {
    for (let j = 0; j < size - 1; j++) {
      const at = (row: number, col: number) => values[row * size + col]!;
      const corners = [at(i, j), at(i, j + 1), at(i + 1, j + 1), at(i + 1, j)] as const;
      const places = [
        [j, i],
        [j + 1, i],
        [j + 1, i + 1],
        [j, i + 1],
      ] as const;
      const met = corners.flatMap((a, k) => {
        const b = corners[(k + 1) % 4]!;
        if (!(a > 0 !== b > 0)) return [];
        const part = crossing(a, b);
        const [from, to] = [places[k]!, places[(k + 1) % 4]!];
        const along = (d: 0 | 1) => (from[d] + part * (to[d] - from[d]) + 0.5).toFixed(2);
        return [`${along(0)} ${along(1)}`];
      });
      for (let k = 0; k + 1 < met.length; k += 2) path += `M${met[k]}L${met[k + 1]}`;
    }
  }
  return path;
}
