import type { Language } from '$lib/words/index.js';

/** How the report of the benchmark puts things, in English, and the same in Chinese. What is composed is matched part by part, from top to bottom. */
const chinese: readonly (readonly [RegExp, string])[] = [
  // Goals.
  [/^([ABC]) against (.*), one thread$/, '$1：比 $2，单线程'],
  [/^([ABC]) against (.*), two threads$/, '$1：比 $2，双线程'],
  [/^([ABC]) against (.*), with BLAS$/, '$1：用 BLAS，比 $2'],
  [/^([ABC]) against (.*), the moonshot$/, '$1：比 $2，远大目标'],
  [/^([ABC]) against (.*)$/, '$1：比 $2'],
  [/^A step of XOR against (.*)$/, 'XOR 的一步：比 $1'],
  [/^A step of XOR$/, 'XOR 的一步'],
  [/^Product of 1024 against multiply and add alone, one thread$/, '1024 阶矩阵乘法：比单纯的乘加，单线程'],
  [/^Product of 1024, two threads against two processes$/, '1024 阶矩阵乘法：双线程比两个进程'],
  [/^Product of 1024 with BLAS against (.*)$/, '1024 阶矩阵乘法：用 BLAS，比 $1'],
  [/^Inference of 1,000 rows against (.*)$/, '推理 1,000 行：比 $1'],
  [/^Inference of one row against (.*)$/, '推理一行：比 $1'],
  [/^Cold start against (.*)$/, '冷启动：比 $1'],
  [/^Bundle that only predicts$/, '只做预测的打包大小'],
  [/^Bundle that trains$/, '能训练的打包大小'],
  [/^Peak memory of A, B and C$/, 'A、B、C 的内存峰值'],
  [/^at most data, vectors, 60 MB and 12 MB an executor$/, '至多为数据、向量、60 MB，每个执行线程另加 12 MB'],
  [/^at least as fast$/, '至少一样快'],
  [/^at least (.*) times$/, '至少 $1 倍'],
  [/^at least (.*)$/, '至少 $1'],
  [/^at most (.*)$/, '至多 $1'],
  [/^at worst (\S+) of (.*) \((.*)\)$/, '最差 $1，上限 $2（$3）'],
  [/^(\S+) times$/, '$1 倍'],
  // Tasks.
  [/^Inference: /, '推理：'],
  [
    /^Cold start: a process that imports, trains XOR 500 steps and exits$/,
    '冷启动：一个进程，导入、训练 XOR 500 步、退出',
  ],
  [/^([ABC]|XOR): /, '$1：'],
  [/, batches of (\d+)/, '，每批 $1'],
  [/, mean squared error/, '，均方误差'],
  [/, cross-entropy/, '，交叉熵'],
  [/ and (softmax|sigmoid)/, ' 与 $1'],
  [/, (SGD|Adam|sigmoid|ReLU|tanh)/g, '，$1'],
  [/, 1,000 rows$/, '，1,000 行'],
  [/, one row$/, '，一行'],
  [/, the network of the README$/, '，README 里的网络'],
  // Headings and units.
  [/^times (.*), (\d) threads?$/, '$1（$2 线程）的倍数'],
  [/^samples\/s$/, '样本/秒'],
  [/^rows\/s$/, '行/秒'],
  [/^µs a step$/, 'µs/步'],
  [/^s$/, '秒'],
  [/^middle half$/, '中间一半'],
  [/^loss$/, '损失'],
  [/^accuracy$/, '准确率'],
  [/^of the work$/, '做了多少'],
  [/^sum of numbers$/, '各数之和'],
  [/^(\S+) to (\S+)$/, '$1 至 $2'],
  [/^all$/, '全部'],
  [/^never$/, '未达到'],
  [/^not measured$/, '未测'],
  // Who takes part.
  [/, (\d) threads?$/, '，$1 线程'],
  [/^nn, two processes$/, 'nn，两个进程'],
  [/^multiply and add alone$/, '单纯的乘加'],
  [/: has no softmax$/, ' 没有 softmax'],
];

/** A phrase of the report in the language of the page. */
export const phrase = (text: string, language: Language): string =>
  language === 'en' ? text : chinese.reduce((said, [english, its]) => said.replace(english, its), text);
