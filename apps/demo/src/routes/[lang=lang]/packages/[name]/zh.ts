import type { Dictionary } from './en.js';

export const zh: Dictionary = {
  prose: {
    formula: {
      lead: '矩阵上的表达式，只写一次：值、导数、数学写法，都由它而来。',
      what: 'nn 的每个激活函数、损失和优化器都是这样一个表达式，所以没有人手写导数、内核或 LaTeX。它单独用也很好：在网页上展示数学，或者检查你自己的梯度。\n\n- `formula` 由若干有名字的输入（数或矩阵）得到一个函数，`derivative` 由它得到另一个。\n- `text`、`latex`、`mathml` 把它写出来，可以是符号，也可以代入数。\n- 表达式就是普通的 JSON，文件里可以保存它，而不必指向代码。\n- `checkFormula` 用中心差分核对导数，并指出错得最多的元素。',
    },
    matrix: {
      lead: '矩阵、随机数，以及把公式变成 WebAssembly 内核的编译器。',
      what: '同样的种子、同样的运算，在任何机器上都得到逐位相同的结果：Node 或任何浏览器，一个线程或八个线程。没有本地代码，也不用编译。\n\n- `matrix`、`matmul`、`transpose`、`map` 等，用于日常的矩阵计算。\n- `random(seed)` 给出的随机数与机器无关。\n- `wasm` 用 SIMD 和多线程计算；`reference` 是可以读懂的纯 TypeScript，结果逐位相同。\n- `compile` 把表达式变成程序，`@nn/net` 就建立在它上面。',
    },
    loss: {
      lead: '输出错得有多厉害，用一个数来说。',
      what: '每种损失都是输出 y 与目标 t 的一个公式；梯度、内核、写法都由它而来。\n\n- 数值、类别、计数、分位数：下面的表里全都有。\n- 网络以 softmax 结尾时，`crossEntropy` 直接由 logits 计算，到 ±10,000 也稳定。\n- 样本和类别都可以加权。\n- `loss` 用来写你自己的损失，`checkLoss` 用来检查它。',
    },
    optim: {
      lead: '梯度怎样移动权重。',
      what: '优化器是更新的公式，学习率的安排是时间的函数，一次下降是一串可以逐个细看的点。\n\n- 从带动量的 `sgd` 到 `adamW`、`lion` 和 `lbfgs`；PyTorch 里有的，都与它的轨迹逐步比较过。\n- 学习率可以衰减、预热、等待或循环。\n- `minimize` 说出下降的每一步，并给出结论：收敛、太慢、振荡、发散。\n- `compareDescents` 把批量、随机、小批量下降并排比较。',
    },
    data: {
      lead: '表格，以及随模型一起走的预处理。',
      what: '先划分，再只从其中一份学习均值和类别：用来评判模型的行不会泄漏任何信息。学到的都是普通数据，与权重存在一起。\n\n- `readCsv` 读得懂 pandas、R、Excel 写的文件，略去了什么、当成了什么，都会说明。\n- `fitPipeline` 把数值标准化，把词变成列，补上缺失值，也能原样变回去。\n- 开箱就有 `iris`、`digits`、`xor`、`spiral`、`moons` 和 `circles`。',
    },
    net: {
      lead: '网络：层、训练、评估和模型文件。',
      what: '它不认识任何一个损失或优化器，形状合适的对象都能用；`@nn/loss` 和 `@nn/optim` 里的正是这样。\n\n- `network`、`fit`、`evaluate`、`predict`；或者用 `steps` 一次只走一步。\n- 全连接、卷积、归一化、dropout、残差；大小在写代码时已知的，由类型检查器核对。\n- `save` 与 `load`：一个 `.safetensors` 文件，装着权重、结构、预处理和训练方法。`@nn/net/predict` 只做预测，大小约三分之一。\n- `trace` 显示一步里的每一个数，`diagnose` 指出学不动的单元。',
    },
    blas: {
      lead: '大矩阵的乘法交给系统的 BLAS，其余仍用 WebAssembly，共用同一块内存。',
      what: '用于有 OpenBLAS 或 Accelerate 的 Node：大网络快一倍左右，不用复制数据。\n\n- `blas()` 是一个后端：交给某个网络，或设为默认。\n- 没有 BLAS 时，会提示该装什么，并由 WebAssembly 代替。\n- 它放弃了“处处逐位相同”：每个 BLAS 相加的顺序都不一样。',
    },
  },
  purpose: '做什么用',
  version: '版本',
  dependsOn: '依赖',
  nothing: '无',
  usedBy: '被谁使用',
  size: '大小：含所需的一切，压缩并 gzip；每次改动都检查',
  reference: '参考手册（英文）',
  install: '安装',
  example: '一个完整的例子',
  exampleHint: '这是 README 里的第一个例子。测试会在空文件夹里装好这个包，运行它，并核对它打印的内容。',
  exports: '可以导入什么',
  exportsHint:
    '每个名字旁边是单独导入它的代价：含所需的一切，压缩并 gzip。说明取自源码，是英文；点名字可进入参考手册。',
  columns: { name: '名字', about: '是什么' },
  types: '类型：',
};
