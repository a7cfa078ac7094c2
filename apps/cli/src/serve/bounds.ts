/** What a server takes upon itself at most, so that nobody can fill its memory or hold it up. */
export interface Bounds {
  /** Bytes of a request's body. */
  readonly body: number;
  /** Rows of a request. */
  readonly rows: number;
  /** Requests with rows that are received or answered at once; one more is told to come again. */
  readonly requests: number;
  /** Connections that are open at once; one more is closed. */
  readonly connections: number;
  /** Milliseconds in which a request must have arrived, and after that its answer have been taken. */
  readonly time: number;
}

/** For small requests of many clients: 256 bodies of 1 MB are what they may keep in memory. */
export const DEFAULT_BOUNDS: Bounds = {
  body: 1_000_000,
  rows: 10_000,
  requests: 256,
  connections: 1024,
  time: 30_000,
};
