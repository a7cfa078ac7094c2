import { run } from '../../cli/src/run.js';

/** What a command said, and how it ended. */
export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs `nn` in this process, as on a terminal (without colours, which are escapes of its own). */
export async function command(args: readonly string[], signal = new AbortController().signal): Promise<Said> {
  let [out, err] = ['', ''];
  const code = await run(args, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    live: false,
    terminal: true,
    columns: 80,
    width: 80,
    env: { NO_COLOR: '1' },
    signal,
  });
  return { code, out, err };
}
