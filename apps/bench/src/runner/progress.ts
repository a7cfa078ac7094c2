/** A line on standard error that says what runs; on a terminal it is written over. */
export interface Progress {
  show(text: string): void;
  clear(): void;
}

export function progress(stream: NodeJS.WriteStream = process.stderr): Progress {
  const began = performance.now();
  const clock = () => {
    const seconds = Math.floor((performance.now() - began) / 1000);
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  };
  if (!stream.isTTY) return { show: () => {}, clear: () => {} };
  return {
    show: (text) => stream.write(`\r\u001b[2K${`${clock()}  ${text}`.slice(0, stream.columns - 1)}`),
    clear: () => stream.write('\r\u001b[2K'),
  };
}
