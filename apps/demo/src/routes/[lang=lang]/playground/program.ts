import { divided } from './datasets.js';
import { features } from './features.js';
import type { Settings } from './settings.js';
import { lossNameOf, outputOf, taskOf } from './targets.js';

/** How a program writes what is not written by its name alone. */
const ACTIVATIONS: Partial<Record<Settings['activation'], string>> = { leakyRelu: 'leakyRelu()', elu: 'elu()' };
const INITIALIZERS: Partial<Record<Settings['init'], string>> = { normal: 'normal({ std: 1 })', zeros: 'zeros' };

const nameOf = (call: string) => /^\w+/.exec(call)![0];

function schedule({ schedule: name, rate, every, decay }: Settings): string {
  switch (name) {
    case 'step':
      return `stepDecay(${rate}, { every: ${every}, factor: 0.5 })`;
    case 'exponential':
      return `exponentialDecay(${rate}, { decay: ${decay} })`;
    case 'inverse':
      return `inverseTimeDecay(${rate}, { decay: ${decay} })`;
    case 'cosine':
      return `cosineDecay(${rate}, { over: ${every} })`;
    default:
      return String(rate);
  }
}

/** What makes the points, and the names of @nn/data that it needs. */
function points(settings: Settings): { readonly data: string[]; readonly code: string } {
  const { data, count, noise, dataSeed } = settings;
  const around = (places: string) => `const places: Point[] = ${places};
const jitter = random(${dataSeed}).normal(${count}, 2, { std: ${noise} });
const points = Array.from({ length: ${count} }, (_, i): Point => {
  const [x1, x2, t] = places[i % places.length]!;
  return [x1 + jitter.at(i, 0), x2 + jitter.at(i, 1), t];
});`;
  switch (data) {
    case 'own':
      return {
        data: [],
        code: `const points: Point[] = [\n${inRows(settings.points.map((point) => `[${point.join(', ')}]`))}\n];`,
      };
    case 'xor':
      return { data: [], code: around('[[-1, -1, 0], [-1, 1, 1], [1, -1, 1], [1, 1, 0]]') };
    case 'blobs':
      return { data: [], code: around('[[-1, -1, 0], [1, 1, 1]]') };
    case 'saddle':
      return {
        data: [],
        code: `const place = random(${dataSeed}).uniform(${count}, 2, { min: -1.5, max: 1.5 });
const jitter = random(${dataSeed}, 1).normal(${count}, 1, { std: ${noise} });
const points = place.toArray().map(([x1 = 0, x2 = 0], i): Point => [x1, x2, (x1 * x1 - x2 * x2) / 2 + jitter.at(i, 0)]);`,
      };
    default:
      return {
        data: [data],
        code: `const made = ${data}({ count: ${count}, noise: ${noise}, seed: ${dataSeed} });
const points = made.x.toArray().map(([x1 = 0, x2 = 0], i): Point => [x1, x2, made.t.at(i, 1)]);`,
      };
  }
}

/** Short pieces, a few in a line. */
function inRows(pieces: readonly string[], most = 90): string {
  const lines: string[] = [];
  for (const piece of pieces) {
    const last = lines.at(-1);
    if (last && last.length + piece.length < most) lines[lines.length - 1] = `${last} ${piece},`;
    else lines.push(`  ${piece},`);
  }
  return lines.join('\n');
}

const importOf = (names: readonly string[], from: string) =>
  names.length > 0 ? [`import { ${[...new Set(names)].sort().join(', ')} } from '${from}';`] : [];

/** A whole program that trains this network for so many updates, to the same bits. */
export function programOf(settings: Settings, updates: number): string {
  const isClasses = taskOf(settings) === 'classes';
  const loss = lossNameOf(settings);
  const { hidden, batch, seed, dataSeed, l2 } = settings;
  const parts = divided(settings);
  const activation = ACTIVATIONS[settings.activation] ?? settings.activation;
  const init = settings.init === 'usual' ? undefined : (INITIALIZERS[settings.init] ?? `${settings.init}()`);
  const output = outputOf(settings);
  const optimizer = settings.optimizer === 'momentum' ? 'sgd({ momentum: 0.9 })' : `${settings.optimizer}()`;
  const rate = schedule(settings);
  const made = points(settings);
  const options = [init && `init: ${init}`, l2 > 0 && `penalty: l2(${l2})`].filter(Boolean).join(', ');
  const layer = (units: number, name: string) => `    dense(${units}, ${name}${options && `, { ${options} }`}),`;
  const codes = settings.features.map((name) => features[name].code);
  const hasSine = codes.some((code) => code.startsWith('sin('));
  const target = isClasses
    ? 'Int32Array.from(rows, ([, , t]) => (t > 0.5 ? 1 : 0))'
    : 'matrix(rows.map(([, , t]) => [t]))';
  const uses = (name: string) => codes.some((code) => code.includes(name));
  const point = uses('x2') ? `[${uses('x1') ? 'x1' : ''}, x2]` : '[x1]';
  const metric = isClasses ? 'accuracy()' : 'r2()';
  const lines = [
    ...importOf(made.data, '@nn/data'),
    ...importOf(hasSine ? ['scalar'] : [], '@nn/formula'),
    ...importOf([loss], '@nn/loss'),
    ...importOf(['matrix', 'random', ...(isClasses ? ['oneHot'] : [])], '@nn/matrix'),
    ...importOf(
      [
        'dense',
        'network',
        'steps',
        output.name,
        ...(hidden.length > 0 ? [nameOf(activation)] : []),
        ...(l2 > 0 ? ['l2'] : []),
      ],
      '@nn/net',
    ),
    ...importOf(init ? [nameOf(init)] : [], '@nn/net/init'),
    ...importOf([nameOf(metric)], '@nn/net/metrics'),
    ...importOf([nameOf(optimizer), ...(settings.schedule === 'constant' ? [] : [nameOf(rate)])], '@nn/optim'),
    '',
    'type Point = readonly [x1: number, x2: number, t: number];',
    made.code,
    '',
    '// Shuffled; the first ones are held back.',
    `const order = random(${dataSeed}).permutation(points.length);`,
    'const pick = (rows: Int32Array) => Array.from(rows, (i) => points[i]!);',
    `const [test, train] = [pick(order.slice(0, ${parts.test.length})), pick(order.slice(${parts.test.length}))];`,
    '',
    ...(hasSine
      ? [
          '// The same bits in every engine.',
          'const sin = (x: number) => scalar.cosineOfTurns(x / (2 * Math.PI) - 0.25);',
        ]
      : []),
    `const inputs = (rows: readonly Point[]) => matrix(rows.map((${point}) => [${codes.join(', ')}]));`,
    `const targets = (rows: readonly Point[]) => ${target};`,
    '',
    'const model = network({',
    `  inputs: ${codes.length},`,
    '  layers: [',
    ...hidden.map((units) => layer(units, activation)),
    layer(output.units, output.name),
    '  ],',
    `  seed: ${seed},`,
    '});',
    '',
    `const loss = ${loss}();`,
    'const training = steps(model, inputs(train), targets(train), {',
    '  loss,',
    `  optimizer: ${optimizer},`,
    `  learningRate: ${rate},`,
    `  batchSize: ${Math.min(batch, parts.train.length)},`,
    `  seed: ${seed},`,
    '});',
    `for (const { step } of training) if (step === ${updates}) break;`,
    '',
    'for (const [name, rows] of Object.entries({ train, test })) {',
    '  if (rows.length === 0) continue;',
    '  const [output, target] = [model.predict(inputs(rows)), targets(rows)];',
    isClasses
      ? '  console.log(name, loss.value(output, target), accuracy().value(output, oneHot(target, 2)));'
      : '  console.log(name, loss.value(output, target), r2().value(output, target));',
    '}',
  ];
  return `${lines.join('\n')}\n`;
}
