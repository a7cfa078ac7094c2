import type { Dictionary } from './en.js';

export const zh: Dictionary = {
  prose: {
    lead: '一层就是一张权重表。乘一次这张表，数就向前走完一层；把同一张表翻转过来，误差就走回去。',
    picture:
      '左边是这一层的单元：可以是输入，也可以是更大的网络里的隐藏单元。右边是输出。每条边是一个权重，每个权重是表里的一格：$w_{ij}$ 从单元 $i$ 通向输出 $j$。指着一条边或一个格子，另一个也会亮。点一下就固定住；再点一下，或按 Escape，就松开。',
    forward:
      '$W$ 的第 $j$ 列，是输出 $j$ 听到的全部权重。所以它的加权和就是各单元的数乘以这一列：$z_j = \\sum_i x_i\\, w_{ij}$。所有的和放在一起，就是**一次矩阵乘法**。带框的数都可以改。',
    backward:
      '往回走，问题就反过来了：单元 $i$ 对哪些误差有责任？对它通向的每一个输出都有，而这些权重排在 $W$ 的第 $i$ **行**。矩阵乘法却要它们排成一列。转置 $W^\\top$ 做的就是这一件事：把离开一个单元的权重，放到乘法要找的地方。',
    signs: '这里的误差是输出减目标，也就是 ½ (y − t)² 的斜率。有的书写成目标减输出，数值一样，符号相反。',
    rules: {
      proportional:
        '最初的想法：权重大的，责任也大。$W$ 的每一列除以这一列的和，于是同一个输出的份额加起来是 1。权重有正有负时，和可能很小，份额就会大得离谱；和为 0 时，根本没有份额。',
      transposed:
        '分母只是把整体放大或缩小，那就去掉它。剩下的是 $W^\\top$：不用除，也不会爆掉。权重大的，得到的仍然多。',
      gradient:
        '微积分的答案：先把每个误差乘以激活函数在该处的斜率。只有这样得到的才是损失的导数。激活函数平坦的地方，几乎什么也传不回去。',
    },
    notation:
      '一个样本可以写成一行，也可以写成一列。这些包写成**行**：向前 $x\\, W$，向后 $e\\, W^\\top$；多个样本就是多行。许多书写成**列**：向前 $W^\\top x$，向后 $W e$。表是同一张，数也一样，只是照了镜子。',
  },
  drawing: '画成网络的一层：左边是单元，右边是输出。每条边都是按钮，按下就固定它的权重。',
  drawingHint: '紫色：输出的误差，以及单元收到的误差，规则是',
  weight: '从单元 {from} 到输出 {to} 的权重',
  part: '亮着的边带来的',
  unit: '单元 {unit} 收到：',
  weights: '向前的权重',
  backwardMatrix: '往回走的矩阵',
  vectors: {
    x: '单元的数',
    z: '输出的加权和',
    y: '输出',
    t: '输出的目标',
    e: '输出的误差',
    back: '退回给单元的误差',
  },
  pinned: '固定的是 {weight}，从单元 {from} 到输出 {to}。',
  noPin: '没有固定的权重。',
  release: '松开（Escape）',
  forward: '向前',
  forwardProduct: '这一层的数',
  backward: '向后：三种规则',
  notationLegend: '一个样本写成',
  notations: { rows: '一行：x W', columns: '一列：Wᵀ x' },
  units: '单元数',
  outputs: '输出数',
  activation: '激活函数',
  activations: { linear: '无', sigmoid: 'sigmoid', tanh: 'tanh', relu: 'ReLU' },
  rule: '图中误差的规则',
  rules: { proportional: '按权重分摊', transposed: '转置的权重', gradient: '梯度' },
  table: '每个单元收到多少',
  unitColumn: '单元',
  together: '合计',
  errors: '各输出的误差合计：',
  presets: {
    first: '三个单元，两个输出',
    byHand: '可以手算',
    columns: '写成列',
    saturated: '激活函数很平',
    cancelling: '份额爆炸',
    zeroSum: '没有份额可分',
    silent: '沉默的输出',
    larger: '4 × 3',
  },
  check: {
    ask: '四个单元通向三个输出，所以 $W$ 是 4 × 3。输出的误差排成一行，三个数。往回走时，它乘的矩阵有多大？',
    answers: ['4 × 3', '3 × 4', '3 × 3'],
    because: [
      '一行 3 个数不能乘一个 4 行的矩阵。翻转一下。',
      '1 × 3 乘 3 × 4 得 1 × 4：每个单元一个误差。这就是 $W^\\top$。',
      '那样只得到三个误差，而等着的单元有四个。',
    ],
    right: 1,
  },
};
