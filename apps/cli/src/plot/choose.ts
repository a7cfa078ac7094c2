import { CommandError } from '../terminal/errors.js';
import type { PictureName } from './picture.js';
import { drawings } from './pictures.js';
import type { Subject } from './subject.js';

/** Pictures that were asked for by name: those of a subject of which one cannot be made is an error that says why. Else every one that can. */
export function choose(subject: Subject, asked: readonly PictureName[] | undefined): PictureName[] {
  if (asked) {
    for (const name of asked) {
      const obstacle = drawings[name].obstacle(subject);
      if (obstacle !== undefined) throw new CommandError(`--what ${name}: this picture ${obstacle}`);
    }
    return [...asked];
  }
  const all = Object.keys(drawings) as PictureName[];
  return all.filter((name) => drawings[name].obstacle(subject) === undefined);
}
