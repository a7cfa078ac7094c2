import type { Minimization, Verdict } from '@nn/optim';
import { shown } from '../telling/equations.js';
import type { Text } from '../telling/text.js';

/** What became of a descent, in a word for a table. */
export const named: Readonly<Record<Verdict['kind'], Text>> = {
  converged: { en: 'converged', zh: '收敛' },
  slow: { en: 'slow', zh: '缓慢' },
  oscillating: { en: 'oscillating', zh: '振荡' },
  diverged: { en: 'diverged', zh: '发散' },
};

/** What the product of learning rate and curvature means. */
function side(product: number): string {
  if (product === 0) return '这里没有弯曲，步子不受限制';
  if (product < 1) return '小于 1：每一步只走完一部分路程';
  if (product === 1) return '正好等于 1：一步就能走完全程';
  if (product < 2) return '介于 1 和 2 之间：每一步都会越过最低点，但离它越来越近';
  if (product === 2) return '正好等于 2：每一步都越到对面同样高的地方';
  return '大于 2：每一步都会越过最低点，而且越偏越远';
}

function outcome({ path, verdict }: Minimization<number>, steps: number): string {
  const [from, to] = [path[0]!, path.at(-1)!];
  const length = shown(Math.abs(to.gradient));
  switch (verdict.kind) {
    case 'converged':
      return `收敛：走了 ${steps} 步，梯度的大小是 ${length}，可以看作 0。`;
    case 'slow':
      return `缓慢：走了 ${steps} 步，梯度的大小还有 ${length}，没有走到底。`;
    case 'oscillating':
      return `振荡：走了 ${steps} 步，梯度的大小还有 ${length}，而且最后一步让它变了号：越过了最低点。`;
    case 'diverged':
      return to.step < steps
        ? `发散：第 ${to.step + 1} 步之后，损失、梯度或 w 已经大得无法表示；在这之前，损失是 ${shown(to.loss)}。`
        : `发散：走了 ${steps} 步，损失从 ${shown(from.loss)} 变成 ${shown(to.loss)}，而且还在增大。`;
  }
}

function advice({ kind, curvature }: Verdict): string {
  if (!(curvature > 0)) return '这里是平的，看不出是不是最小值。';
  switch (kind) {
    case 'converged':
      return `这里的曲率是 ${shown(curvature)}，大于 0，所以是最小值。`;
    case 'slow':
      return `多走几步会更近；学习率取 1 / 曲率 = ${shown(1 / curvature)}，一步就能走完全程。`;
    case 'oscillating':
      return `学习率不超过 1 / 曲率 = ${shown(1 / curvature)}，就不会越过最低点。`;
    case 'diverged':
      return `学习率小于 2 / 曲率 = ${shown(2 / curvature)}，才会越走越近。`;
  }
}

/** The verdict on a plain descent down a parabola that was to take so many steps; in English the package says it. */
export function verdictText(descent: Minimization<number>, steps: number): Text {
  const { text, learningRate, curvature, product } = descent.verdict;
  const rule = `学习率 ${shown(learningRate)} 乘以曲率 ${shown(curvature)} 等于 ${shown(product)}，${side(product)}。`;
  return { en: text, zh: [outcome(descent, steps), rule, advice(descent.verdict)].join('') };
}
