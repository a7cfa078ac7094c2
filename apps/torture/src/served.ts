import { writeFileSync } from 'node:fs';
import { run } from '../../cli/src/run.js';
import { escaped } from './escaped.js';
import { HARMFUL } from './harmful.js';

/** What a server under these names says that it should not (its pages are left beside the model): in its form, its answers, its errors, and on the terminal. */
export async function asked(
  model: string,
  { number, category, cell }: { number: string; category: string; cell: string },
): Promise<string[]> {
  const controller = new AbortController();
  let [err, tell] = ['', (_: string) => {}];
  const line = new Promise<string>((resolve) => {
    tell = resolve;
  });
  const ended = run(['serve', model, '--port', '0', '--json', '--log'], {
    out: (text) => tell(text),
    err: (text) => {
      err += text;
    },
    live: false,
    terminal: true,
    columns: 80,
    width: 80,
    env: { NO_COLOR: '1' },
    signal: controller.signal,
  });
  const troubles: string[] = [];
  try {
    const said = await Promise.race([line, ended]);
    if (typeof said === 'number') return [`it ended with ${said}: ${err}`];
    const { address } = JSON.parse(said) as { address: string };
    const post = (path: string, type: string, body: string) =>
      fetch(`${address}${path}`, { method: 'POST', headers: { 'content-type': type }, body });
    const json = (rows: unknown) => post('/predict', 'application/json', JSON.stringify(rows));
    const form = (first: string) =>
      post('/', 'application/x-www-form-urlencoded', new URLSearchParams({ c0: first, c1: '0' }).toString());
    const replies = await Promise.all([
      fetch(address),
      form('1'),
      form(cell),
      fetch(`${address}/schema`),
      fetch(`${address}/${encodeURIComponent(cell)}`),
      json({ [number]: 1, [category]: cell }),
      json([{ [number]: cell, [category]: 1 }, { [`${number}!`]: 1 }]),
      json(cell),
      post('/predict', 'text/csv', `${cell}\n1\n`),
      post('/predict', cell.replace(/[^\x20-\x7e]/g, ''), cell),
    ]);
    for (const { url, status, headers, text } of await Promise.all(
      replies.map(async (reply) => ({
        url: reply.url,
        status: reply.status,
        headers: reply.headers,
        text: await reply.text(),
      })),
    )) {
      const where = `${url} (${status})`;
      if (status >= 500) troubles.push(`${where}: ${text}`);
      if (headers.get('x-content-type-options') !== 'nosniff')
        troubles.push(`${where}: a browser may guess what it is`);
      if (headers.get('content-type')?.startsWith('text/html')) writeFileSync(`${model}.${status}.html`, text);
      const wrong = headers.get('content-type')?.startsWith('text/html') ? escaped(text) : HARMFUL.exec(text)?.[0];
      if (wrong !== undefined) troubles.push(`${where} holds ${JSON.stringify(wrong)}`);
    }
  } finally {
    controller.abort();
    await ended;
  }
  const found = HARMFUL.exec(err);
  if (found)
    troubles.push(
      `on the terminal: ${JSON.stringify(found.input.slice(Math.max(0, found.index - 60), found.index + 20))}`,
    );
  return troubles;
}
