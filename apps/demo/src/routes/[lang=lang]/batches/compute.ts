import { type Ends, endsOf } from './ends.js';
import { type Race, timedRace } from './race.js';
import type { Settings } from './settings.js';

export interface Report {
  readonly race: Race;
  readonly ends: Ends;
}

/** The race of three descents to a line, and where descents of a surface end. */
export const compute = (settings: Settings): Report => ({ race: timedRace(settings).race, ends: endsOf(settings) });
