import { initialOf } from '$lib/settings/address.js';
import { endsOf } from './ends.js';
import type { Answer } from './protocol.js';
import { lossHeights, timedRace } from './race.js';
import { fields, type Settings } from './settings.js';

/** Computes again only where something has changed of what goes into it. */
function remembered<Result>(compute: (settings: Settings) => Result, names: readonly (keyof Settings)[]) {
  let last: { readonly key: string; readonly result: Result } | undefined;
  return (settings: Settings): Result => {
    const key = JSON.stringify(names.map((name) => settings[name]));
    if (last?.key !== key) last = { key, result: compute(settings) };
    return last.result;
  };
}

const race = remembered(timedRace, [
  'points',
  'noise',
  'start',
  'rate',
  'decay',
  'strength',
  'miniBatch',
  'epochs',
  'seed',
]);
const heights = remembered(lossHeights, ['points', 'noise']);
const ends = remembered(endsOf, ['seeds', 'surfaceRate', 'surfaceBatch', 'surfaceEpochs', 'cooled']);

// The first run of a program is slow, and none to be measured.
timedRace(initialOf(fields));

self.onmessage = ({ data }: MessageEvent<Settings>) => {
  const answer: Answer = { ...race(data), heights: heights(data), ends: ends(data) };
  self.postMessage(answer);
};
