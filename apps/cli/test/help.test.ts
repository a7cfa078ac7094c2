import { expect, test } from 'vitest';
import { nn } from './support/command.js';

const titles = (out: string) => out.match(/^\S.*[:：]$/gm);

test('what a command has of its own comes first, what every command has comes last', async () => {
  const { out } = await nn('train --help');
  expect(titles(out)).toEqual(['Examples:', 'Arguments:', 'Options:', 'Recipe:', 'Table:', 'Every command:']);
  expect(out.slice(out.indexOf('Options:'))).toMatch(/^Options:\n {2}--target <column>/);
  expect(out.slice(out.indexOf('Every command:')).match(/--\w+/g)).toEqual(['--lang', '--quiet', '--help']);
  expect(titles((await nn('train --help --lang zh')).out)).toEqual([
    '示例：',
    '参数：',
    '选项：',
    '训练设置：',
    '表：',
    '所有命令：',
  ]);
});

test('only examples with words behind them stand in columns', async () => {
  const { out } = await nn('plot --help');
  expect(out).toContain(
    '  nn plot iris.safetensors --what loss,weights          some need no data\n  nn plot iris.safetensors test.csv --what roc --out - > roc.svg\n',
  );
});

test('Chinese is broken between characters, never before a mark', async () => {
  const { out } = await nn('export --help --lang zh');
  expect(out).toContain(
    '把模型写成其他环境能用的样子：ONNX、不依赖任何东西的 ES 模块（附类型），或\nPyTorch 的权重（附加载它的 Python 代码）。对表中各列的预处理一并带上。\n',
  );
  expect(out).toContain('  --to <format>      格式（可选："onnx", "module", "pytorch"）\n');
  expect((await nn('completion --help --lang zh')).out).toContain('哪一种（可选："bash", "zsh"）');
});
