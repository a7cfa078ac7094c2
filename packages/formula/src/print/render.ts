import { type Index, isNumeric, type Notation, type ProductSort, type Sign } from './notation.js';

/** How each piece of notation is written; every argument is written already, in parentheses where it needs them. */
export interface Style {
  /** Everything stands on one line: a fraction is `a / b`, and its parts need parentheses as those of a product do. */
  readonly inline: boolean;
  symbol(name: string): string;
  number(digits: string): string;
  matrix(rows: readonly (readonly string[])[]): string;
  infix(left: string, sign: Sign, right: string): string;
  product(left: string, sign: 'none' | 'times' | 'elementwise', right: string): string;
  negative(body: string): string;
  fraction(top: string, bottom: string): string;
  power(base: string, exponent: string): string;
  exponential(body: string): string;
  transpose(body: string): string;
  root(body: string): string;
  parentheses(body: string): string;
  absolute(body: string): string;
  indicator(body: string): string;
  call(name: string, index: Index | undefined, args: readonly string[]): string;
  total(index: Index | undefined, body: string): string;
  cases(yes: string, condition: string, no: string, otherwise: string): string;
  elements(base: string, row: string | undefined, column: string | undefined): string;
}

/** How tightly a piece holds together, from a comparison to a single symbol. */
const Level = { Comparison: 0, Sum: 1, Product: 2, Power: 3, Atom: 4 };

/** A piece that is written, and what its neighbours must know of it. */
interface Piece {
  readonly written: string;
  readonly level: number;
  /** Begins with a minus. */
  readonly signed?: boolean | undefined;
  /** Begins with a number, so that a factor before it needs a sign between. */
  readonly numeric?: boolean | undefined;
  /** Ends with something that would take in a factor written behind it: a sum, a fraction on one line. */
  readonly open?: boolean | undefined;
  /** What sort of product it is: matrix products and elementwise ones do not mix without parentheses. */
  readonly sort?: ProductSort | undefined;
}

/** Writes notation in a style, with no more parentheses than precedence asks for. */
export function render(root: Notation, style: Style): string {
  const group = ({ written }: Piece): Piece => ({ written: style.parentheses(written), level: Level.Atom });
  const atLeast = (level: number, n: Notation): Piece => {
    const piece = write(n);
    return piece.level < level ? group(piece) : piece;
  };
  /** What follows an operator must not begin with a minus: (-x), and (-2) × 3 where a product may stand. */
  const behind = (level: number, n: Notation): Piece => {
    if (level <= Level.Product) {
      if (n.kind === 'product') return times(n, behind(Level.Comparison, n.left));
      if (n.kind === 'fraction' && style.inline) return over(n, behind(Level.Comparison, n.top));
    }
    const piece = atLeast(level, n);
    return piece.signed ? group(piece) : piece;
  };
  const atom = (written: string): Piece => ({ written, level: Level.Atom });
  const whole = (n: Notation) => write(n).written;

  const write = (n: Notation): Piece => {
    switch (n.kind) {
      case 'symbol':
        return atom(style.symbol(n.name));
      case 'number': {
        const signed = n.digits.startsWith('-');
        // 1.5e-8, or 1.5 × 10⁻⁸
        const spread = style.inline ? Level.Power : Level.Product;
        const level = signed ? Level.Sum : n.digits.includes('e') ? spread : Level.Atom;
        return { written: style.number(n.digits), level, signed, numeric: true };
      }
      case 'matrix':
        return atom(
          style.matrix(n.rows.map((row) => row.map((cell) => (/[…⋮⋱]/.test(cell) ? cell : style.number(cell))))),
        );
      case 'infix': {
        const sum = n.sign === '+' || n.sign === '-';
        const left = atLeast(Level.Sum, n.left);
        const right = sum ? behind(n.sign === '-' ? Level.Product : Level.Sum, n.right) : atLeast(Level.Sum, n.right);
        const { signed, numeric } = left;
        const written = style.infix(left.written, n.sign, right.written);
        return { written, level: sum ? Level.Sum : Level.Comparison, signed, numeric };
      }
      case 'negative': {
        const body = behind(Level.Product, n.body);
        return { ...body, written: style.negative(body.written), level: Level.Sum, signed: true };
      }
      case 'product':
        return times(n);
      case 'fraction':
        return over(n);
      case 'power':
        return {
          written: style.power(atLeast(Level.Atom, n.base).written, whole(n.exponent)),
          level: Level.Power,
          numeric: n.base.kind === 'number',
        };
      case 'exponential':
        return { written: style.exponential(whole(n.body)), level: style.inline ? Level.Atom : Level.Power };
      case 'transpose':
        return { written: style.transpose(atLeast(Level.Atom, n.body).written), level: Level.Power };
      case 'root': {
        const body = style.inline ? atLeast(Level.Atom, n.body).written : whole(n.body);
        return { written: style.root(body), level: style.inline ? Level.Power : Level.Atom };
      }
      case 'absolute':
        return atom(style.absolute(whole(n.body)));
      case 'indicator':
        return atom(style.indicator(whole(n.body)));
      case 'call':
        return atom(style.call(n.name, n.index, n.args.map(whole)));
      case 'total':
        return {
          written: style.total(n.index, summand(n.body).written),
          level: Level.Product,
          open: true,
        };
      case 'cases': {
        const [yes, no] = [n.yes, n.no].map((x) => (style.inline ? atLeast(Level.Sum, x).written : whole(x)));
        return { written: style.cases(yes!, whole(n.condition), no!, whole(n.otherwise)), level: Level.Comparison };
      }
      case 'elements': {
        const [row, column] = [n.row, n.column].map((index) => index && whole(index));
        return { written: style.elements(atLeast(Level.Atom, n.base).written, row, column), level: Level.Power };
      }
    }
  };

  const summand = (body: Notation): Piece =>
    body.kind === 'cases' && !style.inline ? write(body) : behind(Level.Product, body);

  const times = (n: Notation & { kind: 'product' }, first = write(n.left)): Piece => {
    const other = n.sort === 'matrix' ? 'elementwise' : n.sort === 'elementwise' ? 'matrix' : undefined;
    // A negative number may stand in front: -2 × 3.
    const bare =
      n.left.kind === 'number' || (first.level >= Level.Product && !first.open && !(other && first.sort === other));
    const left = bare ? first : group(first);
    const second = behind(Level.Product, n.right);
    // x (y / s) need not be x y / s where x y is a product of matrices.
    const loose = second.sort === 'plain' || (n.right.kind === 'fraction' && style.inline);
    const mixed = (second.sort && second.sort === other) || (n.sort === 'matrix' && loose);
    const right = mixed ? group(second) : second;
    const numbers = isNumeric(n.right) || (right.numeric && n.sort !== 'matrix');
    const sign = n.sort === 'elementwise' ? n.sort : numbers ? 'times' : 'none';
    const sort = n.sort === 'plain' ? (right.sort ?? left.sort ?? 'plain') : n.sort;
    const { signed, numeric } = left;
    const written = style.product(left.written, sign, right.written);
    return { written, level: Level.Product, signed, numeric, open: right.open, sort };
  };

  const over = (n: Notation & { kind: 'fraction' }, first = write(n.top)): Piece => {
    if (!style.inline) {
      const written = style.fraction(first.written, whole(n.bottom));
      return { written, level: Level.Product, numeric: first.numeric };
    }
    const top = n.top.kind === 'number' || (first.level >= Level.Product && !first.open) ? first : group(first);
    const bottom = behind(Level.Power, n.bottom);
    const { signed, numeric } = top;
    return { written: style.fraction(top.written, bottom.written), level: Level.Product, signed, numeric, open: true };
  };

  return whole(root);
}
