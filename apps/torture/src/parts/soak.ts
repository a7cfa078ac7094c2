import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { bundled } from '../bundled.js';
import { growth, mib } from '../growth.js';
import { inFolder } from '../in-folder.js';
import type { Part } from '../part.js';

/** What of memory is looked at, and how many bytes each may grow by in the second half of a soak. */
const SPARE = {
  /** What the system has given: it gives more than is needed, now and then. */
  rss: 32 * 2 ** 20,
  heapUsed: 2 * 2 ** 20,
  external: 2 * 2 ** 20,
  arrayBuffers: 2 ** 20,
  /** The memory of WebAssembly, which only ever grows. */
  engine: 16 * 2 ** 20,
};
const SCALES = {
  short: { steps: 60_000, networks: 400, times: 10 },
  whole: { steps: 10_000_000, networks: 100_000, times: 40 },
};
type Kind = keyof typeof SPARE;

interface Sample {
  readonly phase: string;
  readonly done: number;
  readonly memory: Readonly<Record<Kind, number>>;
}

/** What grows in one phase. */
function growing(phase: string, samples: readonly Sample[]): string[] {
  return (Object.keys(SPARE) as Kind[]).flatMap((kind) => {
    const grown = growth(samples.map(({ memory }) => memory[kind]));
    return grown > SPARE[kind] ? [`${phase}: ${kind} grew by ${mib(grown)} in the second half`] : [];
  });
}

/** Many steps, then many networks, in a process of their own: memory stays as it is. */
export const soak: Part = {
  name: 'soak',
  promise: 'memory stays flat over any number of steps and of networks',
  run: ({ scale, tell }) =>
    inFolder(async (folder) => {
      const of = SCALES[scale];
      const samples: Sample[] = [];
      const program = spawn(
        process.execPath,
        ['--expose-gc', await bundled('soak/program.ts', folder), ...[of.steps, of.networks, of.times].map(String)],
        { stdio: ['ignore', 'pipe', 'pipe'] },
      );
      let said = '';
      program.stderr.on('data', (text) => {
        said += text;
      });
      const ended = new Promise<number | null>((resolve) => program.once('close', resolve));
      for await (const line of createInterface(program.stdout)) {
        samples.push(JSON.parse(line));
        tell(samples.length, 2 * of.times);
      }
      const code = await ended;
      const phases = (['steps', 'networks'] as const).map(
        (phase) => [phase, samples.filter((each) => each.phase === phase)] as const,
      );
      const failures = phases.flatMap(([phase, all]) => [
        ...growing(phase, all),
        ...(all.at(-1)?.done === of[phase] ? [] : [`${phase}: not all were done`]),
      ]);
      if (code !== 0) failures.push(`it ended with ${code}: ${said.slice(-1000)}`);
      const measured = phases.flatMap(([phase, all]) =>
        (Object.keys(SPARE) as Kind[]).map((kind) => {
          const numbers = all.map(({ memory }) => memory[kind]);
          return [`${phase}, ${kind}`, `${mib(numbers.at(-1) ?? 0)} (${mib(growth(numbers))} more)`];
        }),
      );
      return { checked: of.steps + of.networks, failures, measured: Object.fromEntries(measured) };
    }),
};
