import { beforeAll, describe, expect, test } from 'vitest';
import { irisFiles, nn, nnOnTerminal, ownFolder } from './support/command.js';

ownFolder();
beforeAll(() => {
  irisFiles();
});

/** What was drawn between returns to the start of a line, without the order to clear it. */
const drawn = (err: string) => err.replaceAll('\u001b[K', '').split(/[\r\n]/);
const live = (err: string) => drawn(err).filter((line) => line.startsWith('validating'));
const train = 'train iris.csv --target species --epochs 60';

describe('the live line stays on one line', () => {
  test('of 80 columns: without the speed', async () => {
    const lines = live((await nnOnTerminal(80, train)).err);
    // Drawn while it goes, and left standing at the end.
    expect(lines.length).toBeGreaterThanOrEqual(2);
    for (const line of lines) {
      expect(line.length).toBeLessThanOrEqual(79);
      expect(line).toMatch(/ {2}accuracy \d\.\d{3}$/);
    }
  });

  test('of 40 columns: cut off', async () => {
    const lines = live((await nnOnTerminal(40, train)).err);
    expect(lines.length).toBeGreaterThanOrEqual(2);
    for (const line of lines) {
      expect(line).toHaveLength(39);
      expect(line).toMatch(/^validating {2}epoch +\d+\/60 {2}loss \d/);
    }
  });

  test('of 120 columns: with the speed, as in a log', async () => {
    for (const { err } of [await nnOnTerminal(120, train), await nn(train)]) {
      expect(live(err).length).toBeGreaterThanOrEqual(2);
      for (const line of live(err)) expect(line).toMatch(/accuracy \d\.\d{3} {2}[\d,]+ samples\/s$/);
    }
  });
});
