import type { Settings } from './settings.js';

/** From the page to the worker: train the network of these settings so much further, and read this image. */
export interface Request {
  readonly settings: Settings;
  /** Which training it is; another number begins a new one. */
  readonly run: number;
  /** 0 to look only. */
  readonly epochs: number;
}

/** The images that the network is judged by, and has never been trained on. */
export interface TestImages {
  /** 64 counts for each. */
  readonly counts: Uint8Array;
  readonly labels: Int32Array;
}

/** From the worker to the page: how the training stands. */
export interface Report {
  readonly epoch: number;
  /** The mean loss of the last epoch's batches; absent before the first. */
  readonly loss?: number;
  readonly testLoss: number;
  /** The part of the test images that is read right. */
  readonly accuracy: number;
  /** Row: the digit it is; column: the digit that is read. */
  readonly confusion: readonly (readonly number[])[];
  readonly test: TestImages;
  /** Ten probabilities for each test image. */
  readonly outputs: ArrayLike<number>;
  /** Ten probabilities for the image of the settings. */
  readonly reading: ArrayLike<number>;
  readonly samplesPerSecond: number;
  readonly trained: number;
  /** The loss was no longer a number, and the training is over. */
  readonly diverged: boolean;
}
