/** What takes turns: gives the seconds of one run. */
export interface Turn {
  readonly id: string;
  run(): Promise<number>;
}

/**
 * Runs everybody once a round, in an order that begins with another one each time, so that what else the machine does falls on
 * all alike. Who fails is out, and `failed` is told why.
 */
export async function inTurns(
  turns: readonly Turn[],
  rounds: number,
  { before, failed }: { before?(turn: Turn, round: number): void; failed(turn: Turn, error: Error): void },
): Promise<Map<string, number[]>> {
  const seconds = new Map(turns.map(({ id }) => [id, [] as number[]]));
  for (let round = 0; round < rounds; round++) {
    const left = turns.filter(({ id }) => seconds.has(id));
    for (let k = 0; k < left.length; k++) {
      const turn = left[(k + round) % left.length]!;
      before?.(turn, round);
      try {
        seconds.get(turn.id)!.push(await turn.run());
      } catch (error) {
        seconds.delete(turn.id);
        failed(turn, error as Error);
      }
    }
  }
  return seconds;
}
