import { access } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { nearest } from '@nn/data';
import { shown } from '@nn/formula';
import { type Matrix, matrix, oneHot } from '@nn/matrix';
import type { Loss, Network, Optimizer } from '@nn/net';
import { CommandError } from '../terminal/errors.js';
import { unreadable } from '../terminal/files.js';

/** A network and what it is trained for, as a module of the user's own exports it. */
export interface Setup {
  readonly model: Network;
  /** rows x inputs. */
  readonly x: Matrix;
  /** rows x outputs. */
  readonly t: Matrix;
  readonly loss: Loss;
  readonly optimizer?: Optimizer;
  readonly batchSize?: number | 'all';
  readonly epochs?: number;
  readonly validation?: { readonly x: Matrix; readonly t: Matrix };
}

type Fields = Readonly<Record<string, unknown>>;

const REQUIRED = ['model', 'x', 't', 'loss'] as const;
const KNOWN = [...REQUIRED, 'optimizer', 'batchSize', 'epochs', 'validation'];
const TYPESCRIPT = new Set(['.ts', '.mts', '.cts']);

/** Whether a path is one of a module, by its ending. */
export const isModule = (path: string): boolean => /\.[cm]?[jt]s$/.test(path);

/**
 * Loads a module that exports `model`, `x`, `t` and `loss`, by their names or as its default export: an object of them, or a function that gives one.
 * Samples may be matrices or rows of numbers, targets class numbers (an Int32Array) too. Throws CommandError with the file's name where it is not there, throws while it is
 * loaded, or lacks something; where sizes do not fit it says which.
 */
export async function openModule(path: string): Promise<Setup> {
  const fields = await exportsOf(path);
  const missing = REQUIRED.filter((name) => fields[name] === undefined);
  if (missing.length > 0) {
    const spare = Object.keys(fields).filter((name) => name !== 'default' && !KNOWN.includes(name));
    const named = missing.map((name) => {
      // Names this short are seldom near any other.
      const near = nearest(name, spare);
      return near === undefined ? name : `${name} (there is '${near}')`;
    });
    throw new CommandError(
      `${path}: expected exports model, x, t and loss, or a default export of an object with them; missing: ${named.join(', ')}`,
    );
  }
  return setupOf(path, fields);
}

/** What a module exports: its default, if that is an object or a function that gives one, else its names. */
async function exportsOf(path: string): Promise<Fields> {
  await access(path).catch(async (cause) => {
    throw await unreadable(path, cause);
  });
  try {
    const all: Fields = await import(pathToFileURL(resolve(path)).href);
    const given = typeof all.default === 'function' ? await all.default() : all.default;
    return typeof given === 'object' && given !== null ? (given as Fields) : all;
  } catch (cause) {
    const { code, message, stack } = cause as NodeJS.ErrnoException;
    if (code === 'ERR_UNKNOWN_FILE_EXTENSION' && TYPESCRIPT.has(extname(path))) {
      throw new CommandError(
        `${path}: this Node (${process.version}) does not load TypeScript; take Node 22.18 or newer, or compile it to JavaScript first`,
        { cause },
      );
    }
    const line = lineOf(pathToFileURL(resolve(path)).href, stack);
    throw new CommandError(`${path}${line}: failed while it was loaded: ${message ?? String(cause)}`, { cause });
  }
}

/** ':12', the line of a file where an error came from, as far as its stack says so. */
function lineOf(href: string, stack = ''): string {
  const at = stack.indexOf(`${href}:`);
  return at < 0 ? '' : (stack.slice(at + href.length).match(/^:\d+/)?.[0] ?? '');
}

function setupOf(path: string, fields: Fields): Setup {
  const { model, loss, optimizer, batchSize, epochs, validation } = fields as Partial<Setup>;
  const expect = (name: string, expected: string, fits: boolean, value = fields[name]) => {
    if (fits) return;
    throw new CommandError(`${path}: ${name}: expected ${expected}, got ${shown(value)}`);
  };
  expect('model', 'a network, as network({ … }) makes it', typeof model?.predict === 'function' && 'memory' in model);
  expect('loss', 'a loss such as crossEntropy()', loss?.formula !== undefined);
  expect('optimizer', 'an optimizer such as adam()', optimizer === undefined || typeof optimizer?.init === 'function');
  const isCount = (value: unknown) => Number.isInteger(value) && (value as number) >= 1;
  expect(
    'batchSize',
    "a whole number from 1, or 'all'",
    batchSize === undefined || batchSize === 'all' || isCount(batchSize),
  );
  expect('epochs', 'a whole number from 1', epochs === undefined || isCount(epochs));
  expect('validation', 'samples { x, t }', validation === undefined || 'x' in Object(validation));
  const samples = (from: Fields, of: string) => samplesOf(path, from, of, model!);
  return {
    model: model!,
    ...samples(fields, ''),
    loss: loss!,
    ...(optimizer && { optimizer }),
    ...(batchSize !== undefined && { batchSize }),
    ...(epochs !== undefined && { epochs }),
    ...(validation && { validation: samples(validation as unknown as Fields, 'validation.') }),
  };
}

/** x and t as matrices that fit a network, and each other. */
function samplesOf(path: string, fields: Fields, of: string, { inputs, outputs }: Network): { x: Matrix; t: Matrix } {
  const x = toMatrix(`${path}: ${of}x`, fields.x);
  const t =
    fields.t instanceof Int32Array
      ? classRows(`${path}: ${of}t`, fields.t, outputs)
      : toMatrix(`${path}: ${of}t`, fields.t);
  const refuse = (what: string) => {
    throw new CommandError(`${path}: ${of}${what}`);
  };
  if (x.cols !== inputs) refuse(`x is ${x.rows} x ${x.cols}, but the network takes ${inputs} columns`);
  if (t.cols !== outputs) refuse(`t is ${t.rows} x ${t.cols}, but the network gives ${outputs} columns`);
  if (x.rows !== t.rows) refuse(`x has ${x.rows} rows and ${of}t ${t.rows}; expected one target for each sample`);
  if (x.rows === 0) refuse('x has no rows; expected at least one sample');
  for (const [name, m] of Object.entries({ x, t })) {
    const at = m.data.findIndex((v) => !Number.isFinite(v));
    if (at >= 0) {
      refuse(
        `${name}: row ${Math.floor(at / m.cols)}, column ${at % m.cols} is ${m.data[at]}; expected a finite number`,
      );
    }
  }
  return { x, t };
}

/** What is wrong with numbers is said with the name of the file. */
function named<T>(what: string, make: () => T): T {
  try {
    return make();
  } catch (cause) {
    throw new CommandError(`${what}: ${(cause as Error).message}`, { cause });
  }
}

const classRows = (what: string, classes: Int32Array, outputs: number): Matrix =>
  named(what, () => oneHot(classes, outputs));

function toMatrix(what: string, value: unknown): Matrix {
  const { rows, cols, data } = Object(value) as Partial<Matrix>;
  if (typeof rows === 'number' && typeof cols === 'number' && ArrayBuffer.isView(data)) return value as Matrix;
  if (Array.isArray(value) && value.every(Array.isArray)) return named(what, () => matrix(value as number[][]));
  throw new CommandError(`${what}: expected a matrix or rows of numbers, got ${shown(value)}`);
}
