import { checkGiven, checkMade } from '@nn/formula';
import { type Backend, reference } from '@nn/matrix';
import { compute } from './compute.js';
import { type Trace, traced } from './traced.js';

/**
 * Computes a trace again from what was given in it, formula by formula, without the network. The bits are the same, those of the next weights too. On
 * the backend that made it (`wasm` or `reference`) unless another is given.
 * Throws TypeError where something is of another kind.
 */
export function replay(trace: Trace, options: { backend?: Backend } = {}): Trace {
  const fits = trace?.setting && Array.isArray(trace.quantities);
  checkMade('replay: trace', trace, 'a trace, as trace(…) and traceFromJSON(…) give it', fits);
  const { backend = backendOf(trace) } = checkGiven('replay', options, '{ backend: wasm() }');
  checkMade('replay: backend', backend, 'a backend such as wasm()', typeof backend?.region === 'function');
  const { setting, quantities } = trace;
  const given = quantities.filter(({ formula }) => !formula);
  const values = compute(
    quantities.flatMap(({ name, formula }) => (formula ? [[name, formula] as const] : [])),
    {
      backend,
      given: Object.fromEntries(given.map(({ name, value }) => [name, value])),
      samples: ['x', 't', 'weights'],
      random: { seed: setting.seed, step: setting.step },
    },
  );
  return traced(
    setting,
    quantities.map((q) => ({ ...q, value: values[q.name]! })),
  );
}

/** Single precision has the same bits on both backends, so the one that is there everywhere serves. */
const backendOf = ({ setting: { backend, dtype } }: Trace): Backend => {
  if (backend === 'wasm' || backend === 'reference') return reference({ dtype });
  throw new TypeError(
    `replay: this trace was made by the backend '${backend}', whose bits are its own: hand it over as { backend }`,
  );
};
