import { open, readFile, truncate } from 'node:fs/promises';
import { CommandError, reason, UsageError } from '../terminal/errors.js';
import { writeWhole } from '../terminal/files.js';
import { jsonText } from '../terminal/json.js';
import { count } from '../terminal/words.js';
import type { TrialResult } from './result.js';

/** What a search was begun with: the first line of its journal. Another search has other results. */
export type Beginning = Readonly<Record<string, unknown>>;

/** What a search has come to so far, on the disk. */
export interface Journal {
  /** How many results there are. */
  size(): number;
  find(trial: number, epochs: number): TrialResult | undefined;
  /** Is done when it is on the disk. */
  append(result: TrialResult): Promise<void>;
}

/** Says that a file is a journal, and of which form. */
const MARK = { journal: 'nn tune', version: 1 } as const;

async function appendLine(path: string, value: object): Promise<void> {
  try {
    const file = await open(path, 'a');
    try {
      await file.writeFile(jsonText(value));
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw new CommandError(`${path}: could not be written: ${reason(cause)}`, { cause });
  }
}

/** The lines of a journal; what a power cut left of a last one is none. */
async function linesOf(path: string): Promise<{ lines: string[]; whole: number } | undefined> {
  const bytes = await readFile(path).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return undefined;
    throw new CommandError(`${path}: cannot be read: ${reason(cause)}`, { cause });
  });
  if (!bytes || bytes.length === 0) return undefined;
  const whole = bytes.lastIndexOf('\n') + 1;
  return { lines: bytes.subarray(0, whole).toString('utf8').split('\n').slice(0, -1), whole };
}

/** A line as an object; undefined where it is none. */
function parsed(line: string): Record<string, unknown> | undefined {
  try {
    const value = JSON.parse(line);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function resultIn(path: string, line: string, at: number): TrialResult {
  const result = parsed(line);
  if (result) return result as unknown as TrialResult;
  throw new CommandError(`${path}:${at}: this line is damaged; begin the search anew with --restart`);
}

const shown = (value: unknown) => (typeof value === 'object' ? JSON.stringify(value) : String(value));

/** Throws UsageError where a journal is of another search. */
function checkSame(path: string, before: Beginning, now: Beginning): void {
  const changed = [...new Set([...Object.keys(before), ...Object.keys(now)])].filter(
    (name) => shown(before[name]) !== shown(now[name]),
  );
  if (changed.length === 0) return;
  const list = changed.map((name) =>
    name === 'data' || name === 'space' ? `another ${name}` : `${name} ${shown(before[name])}, not ${shown(now[name])}`,
  );
  throw new UsageError(
    `--resume: the search in ${path} was begun with ${list.join('; ')}; ask for the same, or begin anew with --restart`,
  );
}

/** What a file says of the search that it keeps. Throws UsageError where it is no journal. */
function beginningIn(path: string, lines: readonly string[]): Beginning {
  const { journal, version, ...beginning } = parsed(lines[0] ?? '') ?? {};
  if (journal === MARK.journal && version === MARK.version) return beginning;
  throw new UsageError(
    `${path}: there is a file that is no journal of nn tune; it is not replaced. Remove it, or give --model another name`,
  );
}

export interface JournalFlags {
  readonly resume?: boolean | undefined;
  readonly restart?: boolean | undefined;
}

/** The results of a search that goes on. Throws UsageError where there is none to go on with, it is another, or it would be lost. */
async function resultsIn(path: string, now: Beginning, { resume, restart }: JournalFlags): Promise<TrialResult[]> {
  const there = await linesOf(path);
  if (!there) {
    if (resume) throw new UsageError(`--resume: no search is kept in ${path}; leave --resume out to begin one`);
    return [];
  }
  const before = beginningIn(path, there.lines);
  const [, ...lines] = there.lines;
  if (restart) return [];
  if (!resume) {
    throw new UsageError(
      `${path}: a search with ${count(lines.length, 'result')} is kept there; go on with --resume, or begin anew with --restart`,
    );
  }
  checkSame(path, before, now);
  const results = lines.map((line, i) => resultIn(path, line, i + 2));
  await truncate(path, there.whole);
  return results;
}

/** Opens the journal of a search, or begins one. Throws UsageError where the file holds something else than what is asked for. */
export async function openJournal(path: string, beginning: Beginning, flags: JournalFlags): Promise<Journal> {
  if (flags.resume && flags.restart) {
    throw new UsageError('--resume and --restart: a search goes on or begins anew; give one of them');
  }
  const results = await resultsIn(path, beginning, flags);
  if (!flags.resume) await writeWhole(path, jsonText({ ...MARK, ...beginning }));
  return {
    size: () => results.length,
    find: (trial, epochs) => results.find((result) => result.trial === trial && result.epochs === epochs),
    append: async (result) => {
      await appendLine(path, result);
      results.push(result);
    },
  };
}
