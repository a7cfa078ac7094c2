/** Where the first number stands that is not finite; -1 where all are. */
export function firstNonFinite(data: Float32Array | Float64Array): number {
  // One look at their sum, since data are large: it is finite only where all are. Four sums, so that none waits for the one before.
  let [a, b, c, d] = [0, 0, 0, 0];
  const whole = data.length - (data.length % 8);
  for (let k = 0; k < whole; k += 8) {
    a += data[k]! + data[k + 1]!;
    b += data[k + 2]! + data[k + 3]!;
    c += data[k + 4]! + data[k + 5]!;
    d += data[k + 6]! + data[k + 7]!;
  }
  for (let k = whole; k < data.length; k++) a += data[k]!;
  // Where doubles have added up beyond what there is, none of them need be infinite.
  return Number.isFinite(a + b + c + d) ? -1 : data.findIndex((value) => !Number.isFinite(value));
}
