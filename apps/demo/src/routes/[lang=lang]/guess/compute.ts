import { type GuessedWeights, guessWeights } from '@nn/net';
import type { Settings } from './settings.js';

/** What becomes of the error, which every round multiplies by 1 - rate. */
type Verdict = 'stuck' | 'right' | 'near' | 'once' | 'over' | 'forever' | 'away';

function verdictOf({ stuck, rounds: [first], learningRate: rate }: GuessedWeights): Verdict {
  if (first!.error === 0) return 'right';
  if (stuck) return 'stuck';
  if (rate === 1) return 'once';
  if (rate === 2) return 'forever';
  return rate < 1 ? 'near' : rate < 2 ? 'over' : 'away';
}

/** Every guess, how its error is shared, and what becomes of it. */
export function compute({ lines, target, rate, guesses }: Settings): GuessedWeights & { readonly verdict: Verdict } {
  const guessed = guessWeights({
    inputs: lines.map(([x]) => x!),
    weights: lines.map(([, w]) => w!),
    target,
    learningRate: rate,
    rounds: guesses,
  });
  return { ...guessed, verdict: verdictOf(guessed) };
}
