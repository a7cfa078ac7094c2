import { describe, expect, test } from 'vitest';
import { controls } from './support/controls.js';
import { faults } from './support/faults.js';
import { score } from './support/score.js';

test('there are enough faults and controls', () => {
  expect(faults.length).toBeGreaterThanOrEqual(30);
  expect(controls.length).toBeGreaterThanOrEqual(10);
});

describe('precision and recall', () => {
  test('on the seeds that the thresholds were looked at with: every fault, no false alarm', async () => {
    const { table, missed, falsely, alarms } = await score(11);
    console.log(`${faults.length} faults, ${controls.length} controls, seeds from 11\n${table}`);
    expect({ missed, falsely, alarms }).toEqual({ missed: [], falsely: [], alarms: [] });
  });

  test('on seeds that nothing was changed for', async () => {
    const { table, missed, falsely, alarms, recall, precision } = await score(5000);
    console.log(`seeds from 5000\n${table}\n${[...missed, ...falsely].join('\n')}`);
    expect(alarms).toEqual([]);
    expect(recall).toBeGreaterThanOrEqual(0.95);
    expect(precision).toBeGreaterThanOrEqual(0.95);
  });
});
