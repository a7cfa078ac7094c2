/** A sum that is rounded once, when it is asked for: the same in whatever order its numbers come. */
export interface ExactSum {
  add(value: number): void;
  /** The double nearest to the sum; not finite where a sum on the way was not. */
  readonly value: number;
}

/** Doubles that do not overlap; the exponents of doubles leave room for no more of them. */
const MOST = 48;

/** Keeps a sum as doubles that do not overlap, smallest first (Shewchuk, 1997); rounds it as `math.fsum` of Python does. */
export function exactSum(): ExactSum {
  const parts = new Float64Array(MOST);
  let size = 0;
  return {
    add: (value) => {
      let high = value;
      let kept = 0;
      for (let i = 0; i < size; i++) {
        const part = parts[i]!;
        const sum = high + part;
        // The smaller of the two loses digits.
        const rest = Math.abs(high) < Math.abs(part) ? high - (sum - part) : part - (sum - high);
        if (rest !== 0) parts[kept++] = rest;
        high = sum;
      }
      parts[kept++] = high;
      size = kept;
    },
    get value() {
      if (size === 0) return 0;
      let i = size - 1;
      let sum = parts[i]!;
      let rest = 0;
      while (i > 0 && rest === 0) {
        const [high, low] = [sum, parts[--i]!];
        sum = high + low;
        rest = low - (sum - high);
      }
      // Halfway between two doubles, what is below decides.
      const next = i > 0 ? parts[i - 1]! : 0;
      const twice = 2 * rest;
      const further = sum + twice;
      return rest * next > 0 && further - sum === twice ? further : sum;
    },
  };
}
