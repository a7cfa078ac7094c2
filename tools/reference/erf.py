"""The coefficients of packages/formula/src/elementary/erf.ts, highest power first: Remez' exchange in 80 decimal places (mpmath)."""

from mpmath import cos, erfc, log, lu_solve, matrix, mp, mpf, nstr, pi, polyval, sqrt

mp.dps = 80
TOP, BOTTOM, END = 11, 12, mpf(28)  # Degrees; beyond the end, erfc is 0 in double precision.
COUNT = TOP + BOTTOM + 2


def wanted(a):
    """S of -log erfc a = a (a + S(a))."""
    return -(log(erfc(a)) + a * a) / a if a > 0 else 2 / sqrt(pi)


def point(share):
    """A point of the range, from share 0 to 1; more of them where a is small."""
    t = -1 + (1 - cos(pi * share)) * END / (END + 6)
    return 6 * (1 + t) / (1 - t)


def solved(points, below):
    """The ratio whose relative errors in a + S are equal, with alternating signs; `below` is the denominator of the round before."""
    m, b = matrix(COUNT, COUNT), matrix(COUNT, 1)
    for i, (a, s) in enumerate(points):
        powers = [a**n for n in range(BOTTOM + 1)]
        row = powers[: TOP + 1] + [-s * x for x in powers[1:]] + [-((-1) ** i) * (a + s) * polyval(below, a)]
        for j, x in enumerate(row):
            m[i, j] = x
        b[i] = s
    *x, error = lu_solve(m, b)
    return x[TOP::-1], x[:TOP:-1] + [mpf(1)], abs(error)


grid = [(a, wanted(a)) for a in (point(mpf(k) / 1500) for k in range(1501))]
extremes = [grid[round(1500 * k / (COUNT - 1))] for k in range(COUNT)]
bottom, worst, error = [mpf(1)], mpf(1), mpf(0)
while worst > error * 1.01:
    for _ in range(8):
        top, bottom, error = solved(extremes, bottom)
    # The largest error of each stretch of one sign is where the next ratio shall have its own.
    stretches = []
    for a, s in grid:
        e = (polyval(top, a) / polyval(bottom, a) - s) / (a + s)
        if stretches and (e > 0) == (stretches[-1][0] > 0):
            stretches[-1] = max(stretches[-1], (e, (a, s)), key=lambda x: abs(x[0]))
        else:
            stretches.append((e, (a, s)))
    while len(stretches) > COUNT:
        stretches.pop(0 if abs(stretches[0][0]) < abs(stretches[-1][0]) else -1)
    worst = max(abs(e) for e, _ in stretches)
    extremes = [p for _, p in stretches]

for name, coefficients in ("TOP", top), ("BOTTOM", bottom):
    print(name, [float(x) for x in coefficients])
print("largest relative error: 2 **", nstr(log(worst, 2), 4))
