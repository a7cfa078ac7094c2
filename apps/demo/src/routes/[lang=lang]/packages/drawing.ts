/** A package, and the packages that it depends on. */
export interface Node<Name extends string> {
  readonly name: Name;
  readonly own: readonly Name[];
}

/** Every package that one leads to, not itself. */
function reached<Name extends string>(nodes: readonly Node<Name>[], from: Name): Set<Name> {
  const direct = nodes.find(({ name }) => name === from)?.own ?? [];
  return new Set(direct.flatMap((name) => [name, ...reached(nodes, name)]));
}

/** The packages in columns: first those that depend on none, then those that depend on these, and so on. */
export function columnsOf<Name extends string>(nodes: readonly Node<Name>[]): Name[][] {
  const depth = (of: Name): number => {
    const { own } = nodes.find(({ name }) => name === of)!;
    return own.length === 0 ? 0 : 1 + Math.max(...own.map(depth));
  };
  const depths = nodes.map(({ name }) => depth(name));
  return Array.from({ length: Math.max(...depths) + 1 }, (_, column) =>
    nodes.filter((_, i) => depths[i] === column).map(({ name }) => name),
  );
}

/** Who depends on whom, without what follows from the rest: where c needs b and b needs a, that c needs a is not drawn. */
export const edgesOf = <Name extends string>(nodes: readonly Node<Name>[]): { from: Name; to: Name }[] =>
  nodes.flatMap(({ name: from, own }) =>
    own.filter((to) => !own.some((other) => reached(nodes, other).has(to))).map((to) => ({ from, to })),
  );
