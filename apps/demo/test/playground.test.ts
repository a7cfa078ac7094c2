import { expect, test } from 'vitest';
import { initialOf } from '../src/lib/settings/address.js';
import { engine } from '../src/routes/[lang=lang]/playground/engine.js';
import { fields } from '../src/routes/[lang=lang]/playground/settings.js';

test('probe', () => {
  const answer = engine();
  const settings = initialOf(fields);
  let r = answer({ settings, start: true, unit: 'epoch', count: 0 });
  console.log(r.train, r.test, r.perEpoch);
  r = answer({ settings, start: false, unit: 'epoch', count: 100 });
  console.log(r.train, r.test, r.step, r.epoch);
  const t = performance.now();
  r = answer({ settings, start: false, unit: 'sample', count: 7 });
  console.log(r.seen, performance.now() - t);
});
