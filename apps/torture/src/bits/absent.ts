/** An engine is not there, and cannot be had: it is not tested, and that is said. Whatever else goes wrong with an engine is wrong. */
export class Absent extends Error {
  override name = 'Absent';
}
