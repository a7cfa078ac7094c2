/** Where checkpoints are kept: a folder (`folder` of `@nn/net/node`), or whatever holds bytes by name. */
export interface CheckpointStore {
  /** Keeps the bytes under a name, in the place of what is there: wholly or, where it fails, not at all. */
  write(name: string, bytes: Uint8Array): void | Promise<void>;
  remove(name: string): void | Promise<void>;
  /** The names of all that is kept, in any order. */
  list(): Iterable<string> | Promise<Iterable<string>>;
}
