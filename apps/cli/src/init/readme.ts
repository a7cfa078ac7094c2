import type { Text } from '../telling/text.js';
import type { Plan } from './plan.js';

/** A text between the words of Markdown, whatever it holds. */
const inMarkdown = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .replace(/[\\`*_{}[\]()#+.!|~<>&-]/g, '\\$&');

/** README.md, in both languages. */
export function readme({ name, stem, target, columns, table }: Plan): Text {
  const what = inMarkdown(target.name);
  return {
    en: `# ${name}

A neural network that predicts **${what}** from ${columns === 1 ? 'one other column' : `${columns} other columns`} of [${stem}.csv](${stem}.csv) (${table.rows} rows).

\`\`\`sh
npm install
npm run train              # learns, says how good it is, and writes ${stem}.safetensors
npm run predict            # answers each row of ${stem}.csv
npm run predict -- new.csv # or of another table with the same columns
\`\`\`

- [src/train.ts](src/train.ts): the table, the network, the training. Everything that can be changed stands there.
- [src/predict.ts](src/predict.ts): what a program needs that only asks.

The model file is read by the command \`nn\` too: \`npx --package @nn/cli nn serve ${stem}.safetensors\`.
`,
    zh: `# ${name}

一个神经网络：根据 [${stem}.csv](${stem}.csv)（${table.rows} 行）的其他 ${columns} 列预测 **${what}**。

\`\`\`sh
npm install
npm run train              # 训练，说明它有多好，并写出 ${stem}.safetensors
npm run predict            # 回答 ${stem}.csv 的每一行
npm run predict -- new.csv # 或另一张列名相同的表
\`\`\`

- [src/train.ts](src/train.ts)：表、网络、训练。可以改的都在这里。
- [src/predict.ts](src/predict.ts)：只用来预测的程序所需的一切。

命令 \`nn\` 也能读这个模型文件：\`npx --package @nn/cli nn serve ${stem}.safetensors\`。
`,
  };
}
