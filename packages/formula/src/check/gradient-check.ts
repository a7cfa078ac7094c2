/** One derivative, computed twice. */
export interface GradientDifference {
  /** By which number: `layers.0.weight[2, 1]`, row 2 and column 1. */
  readonly parameter: string;
  /** From the derived formula. */
  readonly analytic: number;
  /** From the value on either side: (f(x + h) - f(x - h)) / 2h. */
  readonly numeric: number;
  /**
   * What of |analytic - numeric| rounding does not explain, by the larger of the two (by a millionth of the largest derivative, if
   * both are smaller). Infinity where one of them is no number.
   */
  readonly relativeError: number;
}

/** What a gradient check found. */
export interface GradientCheck {
  /** Whether something was compared, and the worst relative error is within the tolerance. */
  readonly passed: boolean;
  readonly checked: number;
  /**
   * How many of them are passed over because they stand at a kink (a ReLU whose sum is exactly 0), where any slope between the two sides is right, or
   * where several kinks meet.
   */
  readonly kinks: number;
  /** What has a kink there, and for how many of them: `{ 'maximum(add(…), 0)': 3 }`. */
  readonly kinksAt: Readonly<Record<string, number>>;
  readonly worst: GradientDifference;
  /** All this in words. */
  readonly message: string;
}

const NONE: GradientDifference = { parameter: 'none', analytic: 0, numeric: 0, relativeError: 0 };

const isWorse = (a: GradientDifference, b: GradientDifference) =>
  a !== NONE && (b === NONE || a.relativeError > b.relativeError);

/** The result of a check, from what was compared and what has a kink at each number that was passed over. */
export function gradientCheck(
  differences: readonly GradientDifference[],
  kinks: readonly (readonly string[])[],
  tolerance: number,
): GradientCheck {
  const kinksAt: Record<string, number> = {};
  for (const name of kinks.flat()) kinksAt[name] = (kinksAt[name] ?? 0) + 1;
  const worst = differences.reduce((a, b) => (isWorse(b, a) ? b : a), NONE);
  const checked = differences.length + kinks.length;
  const passed = differences.length > 0 && worst.relativeError <= tolerance;
  const found = { passed, checked, kinks: kinks.length, kinksAt, worst };
  return { ...found, message: describe(found) };
}

function describe({ passed, checked, kinks, kinksAt, worst }: Omit<GradientCheck, 'message'>): string {
  const { parameter, analytic, numeric, relativeError } = worst;
  const compared = `${analytic} derived, ${numeric} by differences, relative error ${relativeError.toExponential(1)}`;
  const found = passed ? `right within ${relativeError.toExponential(1)}` : `wrong by ${parameter}: ${compared}`;
  const at = Object.entries(kinksAt).map(([name, n]) => `${n} at ${name}`);
  const passedOver = kinks > 0 ? `; ${kinks} of ${checked} passed over at kinks: ${at.join(', ')}` : '';
  return (kinks === checked ? 'nothing could be compared' : found) + passedOver;
}

/** Several checks as one that passes if all of them do. The names of what they found begin with their own: `link: y[0, 1]`. */
export function joinChecks(checks: Readonly<Record<string, GradientCheck>>): GradientCheck {
  const all = Object.entries(checks);
  const total = (count: (check: GradientCheck) => number) => all.reduce((n, [, check]) => n + count(check), 0);
  const named = all.map(([name, { worst }]) =>
    worst === NONE ? NONE : { ...worst, parameter: `${name}: ${worst.parameter}` },
  );
  return {
    passed: all.every(([, { passed }]) => passed),
    checked: total(({ checked }) => checked),
    kinks: total(({ kinks }) => kinks),
    kinksAt: Object.fromEntries(
      all.flatMap(([name, { kinksAt }]) => Object.entries(kinksAt).map(([at, n]) => [`${name}: ${at}`, n])),
    ),
    worst: named.reduce((a, b) => (isWorse(b, a) ? b : a), NONE),
    message: all.map(([name, { message }]) => `${name}: ${message}`).join('\n'),
  };
}
