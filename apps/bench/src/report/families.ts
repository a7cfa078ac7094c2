import type { Results, TaskResult } from '../results.js';
import { type Compared, compared } from './compared.js';

/** The best of each side, whatever its number of threads; the fastest first. */
export function families(results: Results, task: TaskResult): { name: string; best: Compared; speed: number }[] {
  const found = new Map<string, { name: string; best: Compared; speed: number }>();
  for (const side of compared(results, task)) {
    const name = side.participant.name.replace(/, \d threads?$/, '');
    const { median } = side.value;
    const speed = task.measure.show === 'rate' ? median : 1 / median;
    if (speed > (found.get(name)?.speed ?? 0)) found.set(name, { name, best: side, speed });
  }
  return [...found.values()].sort((a, b) => b.speed - a.speed);
}
