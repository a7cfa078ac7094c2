import { basename } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { type Bounds, DEFAULT_BOUNDS } from '../serve/bounds.js';
import { example } from '../serve/example.js';
import { isLoopback } from '../serve/hosts.js';
import type { Language } from '../telling/text.js';
import { type Io, say } from '../terminal/io.js';
import { jsonText } from '../terminal/json.js';
import { openModel } from '../training/model-file.js';
import { declared } from './declared.js';
import { number, whole } from './numbers.js';
import { bytes } from './sizes.js';

interface ServeFlags {
  readonly port?: number;
  readonly host?: string;
  readonly maxBody?: number;
  readonly maxRows?: number;
  readonly maxRequests?: number;
  readonly maxConnections?: number;
  readonly timeout?: number;
  readonly cors?: readonly string[];
  readonly allowHost?: readonly string[];
  readonly lang?: Language;
  readonly log?: boolean;
  readonly json?: boolean;
}

/** An origin as browsers write it: a page's address without its path. */
function origins(text: string, before: readonly string[] = []): readonly string[] {
  if (text !== '*' && !(URL.canParse(text) && new URL(text).origin === text))
    throw new InvalidArgumentError(`expected an origin such as https://example.com, or *, got '${text}'`);
  return [...before, text];
}

const names = (text: string, before: readonly string[] = []): readonly string[] => [...before, text];

const boundsOf = ({ maxBody, maxRows, maxRequests, maxConnections, timeout }: ServeFlags): Bounds => ({
  body: maxBody ?? DEFAULT_BOUNDS.body,
  rows: maxRows ?? DEFAULT_BOUNDS.rows,
  requests: maxRequests ?? DEFAULT_BOUNDS.requests,
  connections: maxConnections ?? DEFAULT_BOUNDS.connections,
  time: timeout === undefined ? DEFAULT_BOUNDS.time : 1000 * timeout,
});

/** The names by which a server on this machine's own address may be called. */
const namesOf = (host: string, more: readonly string[]) =>
  new Set(['localhost', '127.0.0.1', '::1', host, ...more].map((name) => name.toLowerCase()));

/** Resolves when the command is told to stop: by Ctrl-C, or by SIGTERM, which is how others end a server. */
function toldToStop(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      process.off('SIGTERM', done);
      signal.removeEventListener('abort', done);
      resolve();
    };
    process.once('SIGTERM', done);
    signal.addEventListener('abort', done);
    if (signal.aborted) done();
  });
}

async function run(path: string, flags: ServeFlags, io: Io): Promise<void> {
  const opened = await openModel(path);
  const [{ server }, { stopper }, { listen }] = await Promise.all([
    import('../serve/server.js'),
    import('../serve/stop.js'),
    import('../serve/listen.js'),
  ]);
  const { host = '127.0.0.1', port = 8080, cors = [], allowHost = [], lang, json } = flags;
  const mine = isLoopback(host);
  const app = server(opened, {
    name: basename(path),
    bounds: boundsOf(flags),
    hosts: mine ? namesOf(host, allowHost) : undefined,
    origins: cors,
    lang,
    otherwise: io.lang,
    log: (line) => flags.log && say(io, line, 'quiet'),
    trouble: (line) => say(io, `nn: ${line}`, 'error'),
  });
  const stop = stopper(app);
  const stopped = toldToStop(io.signal);
  const address = await listen(app, host, port);
  say(io, {
    en: `${path} answers at ${address} (Ctrl-C to stop)`,
    zh: `${path} 已在 ${address} 提供预测（按 Ctrl-C 停止）`,
  });
  if (!mine) {
    say(io, {
      en: `note: it listens on ${host}: whoever reaches this machine may ask it`,
      zh: `注意：它监听 ${host}，能连到这台机器的人都可以向它提问`,
    });
  }
  say(io, { en: `next: ${example(opened.pipeline, address)}`, zh: `下一步：${example(opened.pipeline, address)}` });
  if (json) io.out(jsonText({ model: path, address }));
  await stopped;
  say(io, { en: 'stopping: requests under way are finished', zh: '正在停止：处理完手头的请求' });
  await stop();
}

/** What a server takes upon itself at most; each has a default. */
const boundOptions = (io: Io): Option[] => [
  new Option(
    '--max-body <size>',
    io.tell({ en: 'the largest body of a request (1mb)', zh: '请求体最大多大（1mb）' }),
  ).argParser(bytes),
  new Option(
    '--max-rows <number>',
    io.tell({ en: 'the most rows of a request (10000)', zh: '一个请求最多多少行（10000）' }),
  ).argParser(whole(1)),
  new Option(
    '--max-requests <number>',
    io.tell({ en: 'requests that are answered at once (256)', zh: '同时处理多少个请求（256）' }),
  ).argParser(whole(1)),
  new Option(
    '--max-connections <number>',
    io.tell({ en: 'connections that are open at once (1024)', zh: '同时打开多少个连接（1024）' }),
  ).argParser(whole(1)),
  new Option(
    '--timeout <seconds>',
    io.tell({
      en: 'for a request to arrive, and again for its answer to be taken (30)',
      zh: '请求须在多少秒内到达，答案也须在同样时间内被取走（30）',
    }),
  ).argParser(number('a number of seconds up to 3600', (v) => v > 0 && v <= 3600)),
];

/** `nn serve`: a model's answers over HTTP. */
export function serveCommand(io: Io): Command {
  const command = declared(io, 'serve', {
    about: {
      en: "Answers over HTTP: POST /predict takes rows as JSON or CSV, GET / is a form of the model's columns. Listens to this machine only, unless told otherwise.",
      zh: '通过 HTTP 提供预测：POST /predict 接受 JSON 或 CSV 的行，GET / 是按模型各列生成的表单。除非另行指定，只监听本机。',
    },
    examples: [
      ['nn serve iris.safetensors'],
      [
        'nn serve iris.safetensors --port 0 --json',
        { en: 'any free port, told as JSON', zh: '任选空闲端口，以 JSON 告知' },
      ],
      ['nn serve iris.safetensors --host 0.0.0.0', { en: 'for the whole network', zh: '供整个网络使用' }],
    ],
  })
    .argument('<model>', io.tell({ en: 'a file that nn train saved', zh: 'nn train 保存的文件' }))
    .addOption(
      new Option(
        '--port <number>',
        io.tell({
          en: 'where it listens (8080); 0 for any that is free',
          zh: '监听哪个端口（8080）；0 表示任选空闲端口',
        }),
      ).argParser(whole(0, 65_535)),
    )
    .option(
      '--host <address>',
      io.tell({ en: 'the address it listens on (127.0.0.1)', zh: '监听哪个地址（127.0.0.1）' }),
    )
    .addOption(
      new Option(
        '--allow-host <name>',
        io.tell({
          en: 'another name it may be called by, behind a proxy (may be repeated)',
          zh: '在代理之后，它还可以叫什么名字（可重复）',
        }),
      ).argParser(names),
    )
    .addOption(
      new Option(
        '--cors <origin>',
        io.tell({ en: 'whose pages may ask it (may be repeated)', zh: '允许哪个网站的页面提问（可重复）' }),
      ).argParser(origins),
    );
  for (const option of boundOptions(io)) command.addOption(option);
  return command
    .option('--log', io.tell({ en: 'a line for each request', zh: '每个请求输出一行' }))
    .option('--json', io.tell({ en: 'the address on standard output', zh: '把地址输出到标准输出' }))
    .action((path: string) => run(path, command.optsWithGlobals<ServeFlags>(), io));
}
