import { describe, expect, test } from 'vitest';
import { inShort } from '../../src/doctor/index.js';
import { told } from './support/told.js';

/** What is said of each: the code, how bad it is, and in English and in Chinese where, what was seen, what to do. */
const expected: Readonly<
  Record<string, readonly [code: string, severity: string, en: readonly string[], zh: readonly string[]]>
> = {
  'a constant column': [
    'constant-column',
    'hint',
    [
      'column b',
      'it has the same value in all 10 rows, so it tells nothing',
      'leave it out, or look for why it does not change',
    ],
    ['列 b', '这一列在全部 10 行里都是同一个值，什么也说明不了', '去掉它，或者查一查它为什么不变'],
  ],
  'constant columns': [
    'constant-column',
    'hint',
    [
      'columns c0, c1, c2, c3, c4 and 2 more',
      '7 columns have the same value in all 10 rows, so they tell nothing',
      'leave them out, or look for why they do not change',
    ],
    [
      '列 c0、c1、c2、c3、c4 等共 7 个',
      '这 7 列在全部 10 行里都是同一个值，什么也说明不了',
      '去掉它，或者查一查它为什么不变',
    ],
  ],
  'a target in another unit': [
    'target-as-feature',
    'warning',
    [
      'column b',
      'y follows from it by a straight line (correlation above 0.9999 in 10 rows): it is the target under another name or in another unit',
      'if it is only known once y is, remove it from the table: with it the network looks perfect and cannot be used',
    ],
    [
      '列 b',
      'y 与它成一条直线（10 行的相关系数超过 0.9999）：它就是换了名字或单位的目标',
      '如果要等知道了 y 才知道它，就把它从表中去掉：留着它，网络看上去完美，却派不上用场',
    ],
  ],
  'a class under another name': [
    'target-as-feature',
    'warning',
    [
      'column b',
      'it has a value of its own for each class of y, in all 10 rows: it is the target under another name',
      'if it is only known once y is, remove it from the table: with it the network looks perfect and cannot be used',
    ],
    [
      '列 b',
      '在全部 10 行里，它的取值与 y 的类别一一对应：它就是换了名字的目标',
      '如果要等知道了 y 才知道它，就把它从表中去掉：留着它，网络看上去完美，却派不上用场',
    ],
  ],
  'classes among the inputs': [
    'target-as-feature',
    'warning',
    [
      'columns 1, 2',
      'they have a value of their own for each class of the target, in all 10 rows: they are the target under another name',
      'if it is only known once the target is, remove it from the table: with it the network looks perfect and cannot be used',
    ],
    [
      '列 1、2',
      '在全部 10 行里，它的取值与目标的类别一一对应：它就是换了名字的目标',
      '如果要等知道了目标才知道它，就把它从表中去掉：留着它，网络看上去完美，却派不上用场',
    ],
  ],
  'rows held back that were learnt': [
    'duplicate-rows-across-splits',
    'warning',
    [
      '',
      '3 of 3 rows held back are also among the 30 rows learnt from (lines 4 and 4 are the same), so the network looks better than it is',
      'keep one of each before the rows are divided; where rows are copies, or several of one person or thing, hold back all of them or none',
    ],
    [
      '',
      '留出的 3 行中有 3 行也在用来学习的 30 行里（第 4 行和第 4 行相同），网络看上去会比实际的好',
      '划分之前每种只留一行；如果几行是副本，或出自同一个人、同一件东西，就要么全部留出，要么全部用来学习',
    ],
  ],
  'samples held back that were learnt': [
    'duplicate-rows-across-splits',
    'warning',
    [
      '',
      '4 of 4 rows held back are also among the 30 rows learnt from (row 0 of the former is row 4 of the latter), so the network looks better than it is',
      'keep one of each before the rows are divided; where rows are copies, or several of one person or thing, hold back all of them or none',
    ],
    [
      '',
      '留出的 4 行中有 4 行也在用来学习的 30 行里（前者的第 0 行就是后者的第 4 行），网络看上去会比实际的好',
      '划分之前每种只留一行；如果几行是副本，或出自同一个人、同一件东西，就要么全部留出，要么全部用来学习',
    ],
  ],
  'a rare class': [
    'class-imbalance',
    'warning',
    [
      'column y',
      'class rare has 4 of 84 rows, class usual 80: saying always usual is right in 95 % of them',
      'do not judge by accuracy but by who is taken for whom (nn evaluate shows it), and collect more rows of class rare; in code, classWeights: balancedClassWeights(t) of @nn/net makes every class count the same',
    ],
    [
      '列 y',
      '类别 rare 在 84 行里只有 4 行，类别 usual 有 80 行：总是回答 usual 就有 95 % 正确',
      '不要只看准确率，要看哪一类被当成了哪一类（nn evaluate 会显示），并多收集类别 rare 的行；在代码里，@nn/net 的 classWeights: balancedClassWeights(t) 让每一类分量相同',
    ],
  ],
  'large inputs': [
    'unscaled-columns',
    'warning',
    [
      'column 0',
      'first weights are made for inputs of about 1, but the size (root mean square) of this column is 354',
      'take (value - mean) / standard deviation instead, both of the training rows only, as fitPipeline of @nn/data does; or begin the network with batchNorm()',
    ],
    [
      '列 0',
      '初始权重是按大小约为 1 的输入设定的，而这一列的大小（均方根）是 354',
      '改用（值 - 平均值）/ 标准差，两者只由训练行算出，@nn/data 的 fitPipeline 就是这样做的；或者让网络以 batchNorm() 开头',
    ],
  ],
  'small inputs': [
    'unscaled-columns',
    'warning',
    [
      'columns 0, 1',
      'first weights are made for inputs of about 1, but the size (root mean square) of column 1 is 0.001',
      'take (value - mean) / standard deviation instead, both of the training rows only, as fitPipeline of @nn/data does; or begin the network with batchNorm()',
    ],
    [
      '列 0、1',
      '初始权重是按大小约为 1 的输入设定的，而列 1 的大小（均方根）是 0.001',
      '改用（值 - 平均值）/ 标准差，两者只由训练行算出，@nn/data 的 fitPipeline 就是这样做的；或者让网络以 batchNorm() 开头',
    ],
  ],
  'large targets': [
    'unscaled-targets',
    'warning',
    [
      '',
      'outputs begin at about 1, but the size (root mean square) of the targets is 3540, so errors and gradients are as large',
      'learn (target - mean) / standard deviation, and undo that in what is predicted; fitPipeline of @nn/data does both',
    ],
    [
      '',
      '输出一开始大小约为 1，而目标的大小（均方根）是 3540，误差和梯度也就同样大',
      '让网络学（目标 - 平均值）/ 标准差，预测之后再换算回来；@nn/data 的 fitPipeline 两样都做',
    ],
  ],
  'softmax in two layers': [
    'softmax-twice',
    'error',
    [
      'layer 1 (activate, softmax)',
      'layer 0 has applied softmax already: of numbers between 0 and 1 softmax makes nearly equal ones (of two classes 0.73 and 0.27 at best), so the network can never be sure',
      'apply it once, in the last layer: give layer 0 relu, or leave its activation out where nothing else stands between',
    ],
    [
      '第 1 层 (activate, softmax)',
      '第 0 层已经用过 softmax：对 0 到 1 之间的数再做 softmax，得到的数几乎相等（两类时最多是 0.73 和 0.27），网络永远不会有把握',
      '只在最后一层用一次：第 0 层改用 relu，如果两层之间没有别的，就去掉它的激活函数',
    ],
  ],
  'softmax in the loss too': [
    'softmax-twice',
    'error',
    [
      'layer 0 (dense, softmax)',
      'the loss ofSums applies softmax to the outputs, and the last layer has done so already',
      'end the network without an activation, dense(classes), or keep softmax and take crossEntropy() of @nn/loss, which applies it once',
    ],
    [
      '第 0 层 (dense, softmax)',
      '损失 ofSums 会对输出做 softmax，而最后一层已经做过了',
      '让网络的最后一层不带激活函数：dense(classes)；或者保留 softmax，用 @nn/loss 的 crossEntropy()，它只用一次',
    ],
  ],
  'softmax of one': [
    'softmax-of-one-output',
    'error',
    [
      'layer 0 (dense, softmax)',
      'softmax of a single output is always 1, so nothing can be learnt',
      'for two classes take dense(1, sigmoid) with binaryCrossEntropy(), or dense(2, softmax) with class numbers or one-hot rows; for a number dense(1)',
    ],
    [
      '第 0 层 (dense, softmax)',
      '只有一个输出时 softmax 永远是 1，什么也学不到',
      '两类时用 dense(1, sigmoid) 和 binaryCrossEntropy()，或者 dense(2, softmax) 配类别编号或 one-hot 行；目标是数值时用 dense(1)',
    ],
  ],
  'cross-entropy of tanh': [
    'loss-needs-probabilities',
    'error',
    [
      'layer 0 (dense, tanh)',
      'binaryCrossEntropy takes the logarithm of probabilities, but the outputs of this layer are between -1 and 1',
      'end the network in sigmoid: dense(1, sigmoid); for targets that are numbers take meanSquaredError()',
    ],
    [
      '第 0 层 (dense, tanh)',
      'binaryCrossEntropy 要对概率取对数，而这一层的输出在 -1 和 1 之间',
      '让网络以 sigmoid 结尾：dense(1, sigmoid)；如果目标是数值，就用 meanSquaredError()',
    ],
  ],
  'targets beyond sigmoid': [
    'targets-outside-range',
    'error',
    [
      'layer 0 (dense, sigmoid)',
      'the outputs of sigmoid are between 0 and 1, but 2 of 3 targets are not (such as -1.25): the network cannot reach them',
      'end the network without an activation, as in dense(1), or scale the targets into that range',
    ],
    [
      '第 0 层 (dense, sigmoid)',
      'sigmoid 的输出在 0 和 1 之间，而 3 个目标中有 2 个不是（例如 -1.25）：网络达不到',
      '让最后一层不带激活函数，例如 dense(1)，或者把目标缩放到这个范围',
    ],
  ],
  'targets below relu': [
    'targets-outside-range',
    'error',
    [
      'layer 0 (dense, relu)',
      'the outputs of relu are 0 or more, but 1 of 3 targets are not (such as -1.25): the network cannot reach them',
      'end the network without an activation, as in dense(1), or scale the targets into that range',
    ],
    [
      '第 0 层 (dense, relu)',
      'relu 的输出不小于 0，而 3 个目标中有 1 个不是（例如 -1.25）：网络达不到',
      '让最后一层不带激活函数，例如 dense(1)，或者把目标缩放到这个范围',
    ],
  ],
  'targets that are no probabilities': [
    'targets-outside-range',
    'error',
    [
      '',
      'binaryCrossEntropy compares probabilities, but 1 of 3 targets are not between 0 and 1 (such as -1)',
      'classes are class numbers or one-hot rows, or 0 and 1 of one output; for targets that are numbers take meanSquaredError() and a last layer without an activation',
    ],
    [
      '',
      'binaryCrossEntropy 比较的是概率，而 3 个目标中有 1 个不在 0 和 1 之间（例如 -1）',
      '类别要写成类别编号或 one-hot 行，只有一个输出时写成 0 和 1；如果目标是数值，就用 meanSquaredError()，最后一层不带激活函数',
    ],
  ],
  'targets that do not sum to 1': [
    'targets-outside-range',
    'error',
    [
      'layer 0 (dense, softmax)',
      'the outputs of softmax sum to 1, but 2 of 3 rows of targets do not (one sums to 2)',
      'where a sample may be of several classes at once, or of none, take sigmoid and binaryCrossEntropy(); else make one-hot rows',
    ],
    [
      '第 0 层 (dense, softmax)',
      'softmax 的输出之和是 1，而 3 行目标中有 2 行不是（其中一行之和是 2）',
      '如果一个样本可以同时属于几类，或一类也不属于，就用 sigmoid 和 binaryCrossEntropy()；否则用 one-hot 行',
    ],
  ],
  'dead units': [
    'dead-relu',
    'warning',
    [
      'layer 0 (dense, relu)',
      '1 of 2 units are 0 for each of 8 samples; no gradient goes through them, so they stay so',
      'take a smaller learning rate (a tenth: --learning-rate), scale the inputs, begin with he() and biases of 0; or take an activation without a dead side: gelu, tanh, in code leakyRelu()',
    ],
    [
      '第 0 层 (dense, relu)',
      '2 个单元中有 1 个对 8 个样本全都是 0；梯度过不去，它们就一直是 0',
      '把学习率减小到十分之一（--learning-rate），缩放输入，用 he() 初始化、偏置从 0 开始；或者换没有死区的激活函数：gelu、tanh，代码里还有 leakyRelu()',
    ],
  ],
  'flat units': [
    'saturated-units',
    'warning',
    [
      'layer 0 (dense, tanh)',
      '1 of 2 units are at an end of tanh for each of 8 samples, where its slope is below 1 % of the steepest; they hardly learn',
      'scale the inputs, begin with smaller weights (glorot()), or take a smaller learning rate (--learning-rate); or take relu (--activation relu)',
    ],
    [
      '第 0 层 (dense, tanh)',
      '2 个单元中有 1 个对 8 个样本全都处在 tanh 的两端，斜率不到最大值的 1 %；它们几乎学不动',
      '缩放输入，用更小的初始权重（glorot()），或者减小学习率（--learning-rate）；也可以改用 relu（--activation relu）',
    ],
  ],
  twins: [
    'identical-units',
    'error',
    [
      'layer 0 (dense, sigmoid)',
      'all 3 units have a twin with the same weights and the same error, so they move alike and stay the same for ever',
      'begin with random weights, as dense(units, activation) does unless told otherwise: init: glorot() or he(), not zeros, ones or constant()',
    ],
    [
      '第 0 层 (dense, sigmoid)',
      '全部 3 个单元都有权重和误差相同的孪生单元，它们一起变动，永远一样',
      '用随机的初始权重，dense(units, activation) 默认就是这样：init 用 glorot() 或 he()，不要用 zeros、ones 或 constant()',
    ],
  ],
  'two twins among three': [
    'identical-units',
    'warning',
    [
      'layer 0 (dense, sigmoid)',
      '2 of 3 units have a twin with the same weights and the same error, so they move alike and stay the same for ever',
      'begin with random weights, as dense(units, activation) does unless told otherwise: init: glorot() or he(), not zeros, ones or constant()',
    ],
    [
      '第 0 层 (dense, sigmoid)',
      '3 个单元中有 2 个有权重和误差相同的孪生单元，它们一起变动，永远一样',
      '用随机的初始权重，dense(units, activation) 默认就是这样：init 用 glorot() 或 he()，不要用 zeros、ones 或 constant()',
    ],
  ],
  'an error that vanishes': [
    'vanishing-gradient',
    'warning',
    [
      'layer 0 (dense, linear)',
      'the error that comes back here is 0.000244 times that of the last of 3 layers: the first layers hardly learn',
      'take relu or gelu instead of sigmoid or tanh (--activation relu) with init: he(), fewer layers (--hidden), or in code batchNorm() between them and residual([…]) around them',
    ],
    [
      '第 0 层 (dense, linear)',
      '传回到这里的误差只有 3 层中最后一层的 0.000244 倍：前面的层几乎学不到东西',
      '用 relu 或 gelu 代替 sigmoid 或 tanh（--activation relu），配 init: he()，减少层数（--hidden）；代码里还可以在层间加 batchNorm()，在层外套 residual([…])',
    ],
  ],
  'an error that explodes': [
    'exploding-gradient',
    'warning',
    [
      'layer 0 (dense, linear)',
      'the error that comes back here is 4100 times that of the last of 3 layers',
      'begin with smaller weights (glorot() or he()), take a smaller learning rate (--learning-rate), or in code clipGlobalNorm(optimizer, { max: 1 }) of @nn/optim, or batchNorm() between the layers',
    ],
    [
      '第 0 层 (dense, linear)',
      '传回到这里的误差是 3 层中最后一层的 4100 倍',
      '用更小的初始权重（glorot() 或 he()），减小学习率（--learning-rate）；代码里可以用 @nn/optim 的 clipGlobalNorm(optimizer, { max: 1 })，或在层间加 batchNorm()',
    ],
  ],
  'a gradient that has grown': [
    'exploding-gradient',
    'warning',
    [
      '',
      'the gradient is 8e+6 after 6 epochs, 2e+6 times what it was at first',
      'begin with smaller weights (glorot() or he()), take a smaller learning rate (--learning-rate), or in code clipGlobalNorm(optimizer, { max: 1 }) of @nn/optim, or batchNorm() between the layers',
    ],
    [
      '',
      '6 轮之后梯度是 8e+6，为开始时的 2e+6 倍',
      '用更小的初始权重（glorot() 或 he()），减小学习率（--learning-rate）；代码里可以用 @nn/optim 的 clipGlobalNorm(optimizer, { max: 1 })，或在层间加 batchNorm()',
    ],
  ],
  'a loss that leaps': [
    'learning-rate-too-high',
    'warning',
    [
      '',
      'at a learning rate of 0.5 the loss leapt from 2 to 40 in the first epoch',
      '--learning-rate 0.05, in code learningRate: 0.05; findLearningRate(model, x, t, { loss, optimizer }) of @nn/net suggests one',
    ],
    [
      '',
      '学习率为 0.5 时，损失在第一轮就从 2 跳到 40',
      '用 --learning-rate 0.05，代码里是 learningRate: 0.05；@nn/net 的 findLearningRate(model, x, t, { loss, optimizer }) 会给出建议',
    ],
  ],
  'a loss that rises': [
    'learning-rate-too-high',
    'warning',
    [
      '',
      'at a learning rate of 0.5 the loss rose from 2 before training to 2.7 after 4 epochs',
      '--learning-rate 0.05, in code learningRate: 0.05; findLearningRate(model, x, t, { loss, optimizer }) of @nn/net suggests one',
    ],
    [
      '',
      '学习率为 0.5 时，损失从训练前的 2 升到 4 轮之后的 2.7',
      '用 --learning-rate 0.05，代码里是 learningRate: 0.05；@nn/net 的 findLearningRate(model, x, t, { loss, optimizer }) 会给出建议',
    ],
  ],
  'a loss that jumps': [
    'learning-rate-too-high',
    'warning',
    [
      '',
      'at a learning rate of 0.5 the loss does not settle: it jumped up by more than 5 % of what it was before training in 4 of the last 8 epochs',
      '--learning-rate 0.05, in code learningRate: 0.05; findLearningRate(model, x, t, { loss, optimizer }) of @nn/net suggests one',
    ],
    [
      '',
      '学习率为 0.5 时，损失静不下来：最后 8 轮里有 4 轮上跳，幅度超过训练前损失的 5 %',
      '用 --learning-rate 0.05，代码里是 learningRate: 0.05；@nn/net 的 findLearningRate(model, x, t, { loss, optimizer }) 会给出建议',
    ],
  ],
  'a loss that hardly falls': [
    'learning-rate-too-low',
    'warning',
    [
      '',
      'at a learning rate of 0.00001 the weights moved by 0.4 % in 4 epochs and the loss went from 2 to 1.96, while the slope is as steep as at first',
      '--learning-rate 0.001, in code learningRate: 0.001; findLearningRate(model, x, t, { loss, optimizer }) of @nn/net suggests one',
    ],
    [
      '',
      '学习率为 0.00001 时，4 轮里权重只动了 0.4 %，损失从 2 到 1.96，而坡度和开始时一样陡',
      '用 --learning-rate 0.001，代码里是 learningRate: 0.001；@nn/net 的 findLearningRate(model, x, t, { loss, optimizer }) 会给出建议',
    ],
  ],
  'overfitting, saved': [
    'overfitting',
    'hint',
    [
      '',
      'since epoch 2 the validation loss rose from 1 to 1.6 while the training loss fell from 1.5 to 0.55; the weights of that epoch are taken',
      'more rows help most; else a smaller network (--hidden 16) or more --weight-decay',
    ],
    [
      '',
      '从第 2 轮起，验证损失从 1 升到 1.6，而训练损失从 1.5 降到 0.55；取的是那一轮的权重',
      '最有用的是更多的行；否则用更小的网络（--hidden 16），或更大的 --weight-decay',
    ],
  ],
  overfitting: [
    'overfitting',
    'warning',
    [
      '',
      'since epoch 2 the validation loss rose from 1 to 1.6 while the training loss fell from 1.5 to 0.55',
      'callbacks: [earlyStopping()] of @nn/net puts the best weights back; more rows, fewer units, dropout() or adamW({ weightDecay: 0.01 }) help',
    ],
    [
      '',
      '从第 2 轮起，验证损失从 1 升到 1.6，而训练损失从 1.5 降到 0.55',
      '@nn/net 的 callbacks: [earlyStopping()] 会放回最好的权重；更多的行、更少的单元、dropout() 或 adamW({ weightDecay: 0.01 }) 也有用',
    ],
  ],
  'an output that is lost': [
    'non-finite',
    'error',
    [
      'layer 1 (dense, relu)',
      'the first numbers that turned NaN or infinite are the outputs of this layer, at step 12 (epoch 2), at a learning rate of 0.3',
      '--learning-rate 0.01, in code learningRate: 0.01; scale inputs and targets',
    ],
    [
      '第 1 层 (dense, relu)',
      '最先变成 NaN 或无穷大的是这一层的输出，发生在第 12 步（第 2 轮），学习率为 0.3',
      '用 --learning-rate 0.01，代码里是 learningRate: 0.01；缩放输入和目标',
    ],
  ],
  'a weight that is lost': [
    'non-finite',
    'error',
    [
      'layer 0 (dense, tanh)',
      'the first tensor that turned NaN or infinite is layers.0.weight, at step 12 (epoch 2), at a learning rate of 0.3',
      '--learning-rate 0.01, in code learningRate: 0.01; scale inputs and targets',
    ],
    [
      '第 0 层 (dense, tanh)',
      '最先变成 NaN 或无穷大的张量是 layers.0.weight，发生在第 12 步（第 2 轮），学习率为 0.3',
      '用 --learning-rate 0.01，代码里是 learningRate: 0.01；缩放输入和目标',
    ],
  ],
  'a loss that is lost': [
    'non-finite',
    'error',
    [
      '',
      'all layers are finite, but the loss turned NaN or infinite, at step 1 (epoch 2), at a learning rate of 0.3',
      'it was so before anything was learnt, so the learning rate is not the cause: keep what a loss of your own takes log, a root or a quotient of above 0, scale inputs and targets, begin with smaller weights',
    ],
    [
      '',
      '各层都是有限的数，但损失变成了 NaN 或无穷大，发生在第 1 步（第 2 轮），学习率为 0.3',
      '还没有学就已经如此，所以不是学习率的问题：让自己写的损失里取对数、开方或作除数的数大于 0，缩放输入和目标，用更小的初始权重',
    ],
  ],
};

describe('every message, in both languages', () => {
  test.each(Object.keys(told))('%s', (name) => {
    const all = told[name]!();
    const lines = (language: 'en' | 'zh') =>
      all.flatMap(({ where, says, advice }) => [where?.[language] ?? '', says[language], advice[language]]);
    expect(all).toHaveLength(1);
    expect([all[0]!.code, all[0]!.severity, lines('en'), lines('zh')]).toEqual(expected[name]);
  });
});

test('in one line, for a command that does something else', () => {
  const [dead, large] = [told['dead units']!()[0]!, told['large targets']!()[0]!];
  expect(inShort(dead)).toEqual({
    en: 'doctor: dead-relu, layer 0 (dense, relu); nn doctor tells more',
    zh: 'doctor：dead-relu，第 0 层 (dense, relu)；nn doctor 会说得更详细',
  });
  expect(inShort(large).en).toBe('doctor: unscaled-targets; nn doctor tells more');
});
