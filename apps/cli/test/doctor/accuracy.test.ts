import { expect, test } from 'vitest';
import { score } from './support/score.js';
import { faults } from './support/faults.js';
import { controls } from './support/controls.js';

test('finds every seeded fault, and nothing in clean controls', async () => {
  const { table, missed, falsely, alarms } = await score((i) => 11 + i);
  console.log(`${faults.length} faults, ${controls.length} controls\n${table}\n`, { missed, falsely, alarms });
  expect({ missed, alarms }).toEqual({ missed: [], alarms: [] });
});
