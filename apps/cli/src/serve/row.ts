/** A row as it came, not yet looked at: its values by column, or why it is none. */
export type Row = ReadonlyMap<string, unknown> | Unreadable;

/** Why something that should be a row cannot be read as one. */
export class Unreadable {
  readonly reason: string;

  constructor(reason: string) {
    this.reason = reason;
  }
}
