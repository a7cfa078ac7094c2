import { cases } from './cases.js';
import { hashOf as hash } from './hash-of.js';

/** Whether threads may share memory in this page. */
export const isolated = (): boolean => globalThis.crossOriginIsolated;

/** The hash of a case, computed in this page. */
export const hashOf = (name: string, threads: number): Promise<string> =>
  hash(cases.find((each) => each.name === name)!, threads);
