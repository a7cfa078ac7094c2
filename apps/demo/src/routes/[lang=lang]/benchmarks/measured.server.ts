import { read } from '$lib/site/repository.server.js';
import type { LearningCurves } from '../../../../../bench/src/networks/curves.js';
import { learningTasks } from '../../../../../bench/src/networks/networks.js';
import type { Accuracy } from '../../../../../bench/src/report/accuracy.js';
import { yardstick } from '../../../../../bench/src/report/compared.js';
import { families } from '../../../../../bench/src/report/families.js';
import { digits } from '../../../../../bench/src/report/format.js';
import { allowed } from '../../../../../bench/src/report/goal.js';
import { goals } from '../../../../../bench/src/report/goals.js';
import { missingLines } from '../../../../../bench/src/report/missing.js';
import { cells, meanCurve } from '../../../../../bench/src/report/networks.js';
import { rowsOf } from '../../../../../bench/src/report/rows.js';
import type { Results, TaskResult } from '../../../../../bench/src/results.js';

// What docs/benchmarks.md is made of, by the same functions.
const results: Results = JSON.parse(read('apps/bench/results/latest.json'));
const accuracy: Accuracy = JSON.parse(read('apps/bench/results/accuracy.json'));
const nn: LearningCurves = JSON.parse(read('apps/bench/results/networks.json'));
const pytorch: LearningCurves = JSON.parse(read('apps/bench/results/networks-pytorch.json'));

const isOwn = (name: string) => name === 'nn' || results.contestants.some((each) => each.own && each.name === name);

const nameOf = (id: string) => results.contestants.find((each) => each.id === id)?.name ?? id;

/** A number as JSON has it, and as it is written. */
const quantity = (value: number, text = digits(value)) => ({ value, text });

/** The best of each side as a bar, the fastest on top: the longer, the faster. */
function bars(task: TaskResult) {
  const sides = families(results, task);
  return sides.map(({ name, best, speed }) => ({
    name,
    own: best.participant.own,
    share: speed / sides[0]!.speed,
    value: quantity(best.value.median),
    ratio: best.ratio && quantity(best.ratio.median),
  }));
}

function task(measured: TaskResult) {
  const against = yardstick(measured);
  const { heading, rows } = rowsOf(results, measured);
  return {
    id: measured.id,
    title: measured.title,
    unit: measured.measure.unit,
    less: measured.measure.show === 'time',
    against: against && nameOf(against.id).replace(/, \d threads?$/, ''),
    bars: bars(measured),
    absent: measured.absent.map(({ id, why }) => `${id}: ${why}`),
    heading,
    rows: rows.map((row) => ({ cells: row, own: isOwn(row[0]!) })),
  };
}

const isProduct = ({ id }: TaskResult) => id.startsWith('matmul-');

/** The products of all sizes in one table, in the unit of the tasks. */
function products() {
  const tasks = results.tasks.filter(isProduct);
  const rows = results.contestants.flatMap(({ id, name, own }) => {
    const row = tasks.map(({ entries, ...rest }) => {
      const entry = entries.find((each) => each.id === id);
      return entry ? rowsOf(results, { ...rest, entries: [entry] }).rows[0]![1]! : '';
    });
    return row.some((cell) => cell !== '') ? [{ cells: [name, ...row], own }] : [];
  });
  return { heading: ['GFLOP/s', ...tasks.map(({ id }) => id.replace('matmul-', ''))], rows };
}

/** What a page loads of each side. */
function sizes() {
  const names = [...new Set(results.sizes.map(({ name }) => name))];
  return names.map((name) => {
    const of = (what: 'predict' | 'train') => {
      const found = results.sizes.find((size) => size.name === name && size.what === what);
      if (!found) return '';
      return `${digits(found.gzipped / 1000)} kB${found.beside ? ` + ${digits(found.beside / 1000)} kB` : ''}`;
    };
    return { cells: [name, of('predict'), of('train')], own: isOwn(name) };
  });
}

const megabytes = (bytes: number) => digits(bytes / 1e6);

const memory = () =>
  results.memory.map((each) => ({
    cells: [
      `${each.training}: ${nameOf(each.id)}`,
      megabytes(each.peak),
      megabytes(each.needed),
      megabytes(allowed(each)),
    ],
    own: false,
  }));

/** Networks that PyTorch trains too: how many in a hundred are right after each epoch, in the mean over the trainings. */
const networks = () =>
  learningTasks.map(({ name, about, epochs, goal }) => {
    const side = ({ accuracies }: LearningCurves) => {
      const curves = accuracies[name];
      const [end, reached] = cells(curves, goal);
      return { end, reached, curve: curves ? meanCurve(curves) : [] };
    };
    return { name, about, epochs, goal, nn: side(nn), pytorch: side(pytorch) };
  });

/** All that the page shows. */
export const measured = () => ({
  quick: results.quick,
  date: results.date,
  rounds: results.rounds,
  minutes: results.minutes,
  images: results.images,
  machine: results.machine,
  versions: [...new Map(results.contestants.flatMap(({ versions }) => Object.entries(versions)))],
  missing: missingLines(results.missing),
  goals: goals.map((goal) => ({ what: goal.what, wanted: goal.wanted, reached: goal.reached(results) })),
  tasks: results.tasks.filter((each) => !isProduct(each)).map(task),
  products: products(),
  sizes: sizes(),
  memory: memory(),
  accuracy,
  networks: networks(),
  torch: pytorch.versions.torch,
});
