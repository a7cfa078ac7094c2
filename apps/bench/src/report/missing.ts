import type { Missing } from '../results.js';

/** Who was not there, why, and what installs them: one line for those who miss the same. */
export function missingLines(missing: readonly Missing[]): string[] {
  const reasons = new Map<string, string[]>();
  for (const { name, why, install } of missing) {
    const reason = `${why}${install && `; to install it: ${install}`}`;
    reasons.set(reason, [...(reasons.get(reason) ?? []), name]);
  }
  return Array.from(reasons, ([reason, names]) => `${names.join(' and ')} (${reason})`);
}
