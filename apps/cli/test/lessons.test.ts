import { describe, expect, test } from 'vitest';
import { nn } from './support/command.js';
import { both, told } from './support/lesson.js';

const json = async (call: string) => JSON.parse((await nn(`lesson ${call} --json`)).out);

/** The lines of the formulas, without the spaces that set them in and align them. */
const formulas = (out: string) =>
  out
    .split('\n')
    .filter((line) => line.startsWith('    '))
    .map((line) => line.trim().replace(/ +/g, ' '));

describe('neuron', () => {
  test.each(both)('every number of the notes, in symbols and with the numbers in place (%s)', async (lang) => {
    expect(formulas(await told('neuron', lang))).toEqual([
      'prediction = Σ x w',
      '= 1 × 2 + 2 × 3 = 8',
      'error = target - prediction',
      '= 10 - 8 = 2',
      'share_i = w_i / (Σ w)',
      'share_1 = 2 / (2 + 3) = 0.4',
      'share_2 = 3 / (2 + 3) = 0.6',
      'part_i = share_i error',
      'part_1 = 0.4 × 2 = 0.8',
      'part_2 = 0.6 × 2 = 1.2',
      'move_i = learningRate part_i / x_i',
      'move_1 = 1 × 0.8 / 1 = 0.8',
      'move_2 = 1 × 1.2 / 2 = 0.6',
      "w_i' = w_i + move_i",
      "w_1' = 2 + 0.8 = 2.8",
      "w_2' = 3 + 0.6 = 3.6",
      'prediction = Σ x w',
      '= 1 × 2.8 + 2 × 3.6 = 10',
      'error = target - prediction',
      '= 10 - 10 = 0',
      'factor = 1 - learningRate',
      '= 1 - 1 = 0',
      'prediction = Σ x (w + learningRate part)',
      '= 1 × (2 + 1 × 0.8) + 2 × (3 + 1 × 1.2) = 11.2',
      'factor = 1 - learningRate Σ x share',
      '= 1 - 1 × (1 × 0.4 + 2 × 0.6) = -0.6',
    ]);
  });

  test('the error is labelled: target minus prediction, the gradient the other way round', async () => {
    expect(await told('neuron', 'en')).toMatch(/target minus prediction.*gradient.*prediction\s+minus\s+target/s);
    expect((await told('neuron', 'zh')).replaceAll('\n', '')).toMatch(/目标值减去预测值。（梯度.*预测值减去目标值/);
  });

  test('rounds of half the error', async () => {
    const out = await told('neuron --learning-rate 0.5 --rounds 3', 'en');
    expect(formulas(out)).toEqual(
      expect.arrayContaining([
        'round weights prediction error',
        '0 2, 3 8 2',
        '1 2.4, 3.3 9 1',
        '2 2.61053, 3.44474 9.5 0.5',
        '= 1 - 0.5 = 0.5',
      ]),
    );
    expect(formulas(out).find((line) => line.startsWith('3 '))).toMatch(/ 9\.75 0\.25$/);
  });

  test.each<[string, string, string]>([
    ['--inputs 1,0 --weights 2,3', 'takes no share', '它不分摊误差'],
    ['--weights 2,-2', 'takes the same share', '平均分摊'],
    ['--weights 2,-3', 'A share is negative', '负数'],
    ['--inputs 0,0', 'Nothing can be moved', '无法调整'],
    ['--target 8', 'the guess was right', '猜对了'],
    ['--inputs 5 --weights 2 --target -3', 'what is left is rounding', '舍入误差'],
    ['--inputs 1,4', 'the target is not reached', '到不了目标值'],
    ['--learning-rate 0.5', 'it dies away', '越来越小'],
    ['--learning-rate 2', 'changes its sign', '变号'],
    ['--learning-rate 2.5', 'grows with every round', '一轮比一轮大'],
  ])('%s is remarked on, and only there', async (options, en, zh) => {
    const flat = async (call: string, lang: string) =>
      (await told(call, lang)).replace(/\s+/g, lang === 'en' ? ' ' : '');
    expect(await flat(`neuron ${options}`, 'en')).toContain(en);
    expect(await flat(`neuron ${options}`, 'zh')).toContain(zh);
    expect(await flat('neuron', 'en')).not.toContain(en);
    expect(await flat('neuron', 'zh')).not.toContain(zh);
  });

  test('parts that are added as they are overshoot further and further for inputs 1 and 4', async () => {
    expect(formulas(await told('neuron --inputs 1,4', 'en'))).toContain('= 1 - 1 × (1 × 0.4 + 4 × 0.6) = -1.8');
  });

  test('of many inputs the first and the last are shown', async () => {
    const many = Array.from({ length: 30 }, (_, i) => i + 1).join();
    const lines = formulas(await told(`neuron --inputs ${many} --weights ${many}`, 'en'));
    expect(lines.filter((line) => /^(share_|…)/.test(line)).slice(0, 7)).toEqual([
      'share_i = w_i / (Σ w)',
      'share_1 = 1 / (Σ [[1, 2, 3, …, 30]]) = 0.00215054',
      'share_2 = 2 / (Σ [[1, 2, 3, …, 30]]) = 0.00430108',
      'share_3 = 3 / (Σ [[1, 2, 3, …, 30]]) = 0.00645161',
      'share_4 = 4 / (Σ [[1, 2, 3, …, 30]]) = 0.00860215',
      '…',
      'share_30 = 30 / (Σ [[1, 2, 3, …, 30]]) = 0.0645161',
    ]);
  });

  test('--json has the numbers', async () => {
    expect(await json('neuron --inputs 1,0,2 --weights 2,7,3 --lang zh')).toEqual({
      lesson: 'neuron',
      inputs: [1, 0, 2],
      target: 10,
      learningRate: 1,
      rounds: [
        {
          weights: [2, 7, 3],
          terms: [2, 0, 6],
          prediction: 8,
          error: 2,
          total: 5,
          shares: [0.4, 0, 0.6],
          parts: [0.8, 0, expect.closeTo(1.2, 12)],
          moves: [0.8, 0, expect.closeTo(0.6, 12)],
          next: [2.8, 7, expect.closeTo(3.6, 12)],
        },
      ],
      after: {
        weights: [2.8, 7, expect.closeTo(3.6, 12)],
        terms: [2.8, 0, expect.closeTo(7.2, 12)],
        prediction: 10,
        error: 0,
      },
      stuck: false,
    });
    expect((await json('neuron --inputs 0,0')).stuck).toBe(true);
  });
});

describe('losses', () => {
  test.each(both)('errors of +100 and -100, in symbols and with the numbers in place (%s)', async (lang) => {
    const lines = formulas(await told('losses', lang));
    expect(lines.filter((line) => line.includes('='))).toEqual([
      'error_i = t_i - y_i',
      'error_1 = 100 - 200 = -100',
      'error_2 = 100 - 0 = 100',
      'sum = Σ error',
      '= -100 + 100 = 0',
      'MSE = (1/n) Σ (y - t)²',
      '= ((200 - 100)² + (0 - 100)²) / 2 = 10000',
      'SSE = Σ (y - t)²',
      '= (200 - 100)² + (0 - 100)² = 20000',
      'RMSE = √((1/n) Σ (y - t)²)',
      '= √(((200 - 100)² + (0 - 100)²) / 2) = 100',
      'gradient = 2 (y - t) / n',
      'y = w x + 1',
    ]);
    // Output, target, error as target minus output, gradient with the sign of output minus target.
    expect(lines).toEqual(expect.arrayContaining(['200 100 -100 100', '0 100 100 -100']));
  });

  test.each(both)('the three have their minimum at w = 3, and differ in scale (%s)', async (lang) => {
    const out = await told('losses', lang);
    const table = formulas(out);
    expect(table.slice(table.indexOf('w MSE SSE RMSE') + 1)).toEqual([
      '1 10 20 3.16228',
      '2 2.5 5 1.58114',
      '3 0 0 0',
      '4 2.5 5 1.58114',
      '5 10 20 3.16228',
    ]);
    expect(out).toContain('w = 3');
  });

  test('signs are labelled', async () => {
    const [en, zh] = [await told('losses', 'en'), await told('losses', 'zh')];
    expect(en.replaceAll('\n', ' ')).toMatch(
      /error says what is missing: target minus output.*gradient.*sign of output minus target/s,
    );
    expect(en).toContain('error t - y');
    expect(zh.replaceAll('\n', '')).toMatch(/误差表示还差多少，即目标值减去输出值.*梯度.*输出值减去目标值/);
    expect(zh).toContain('误差 t - y');
  });

  test.each<[string, string, string]>([
    ['--outputs 1,2 --targets 1,2', 'says the truth', '实话'],
    ['--outputs 1,2 --targets 2,0', 'cancel in part', '抵消了一部分'],
    ['--outputs 1,2 --targets 2,5', 'nothing cancels', '没有相互抵消'],
    ['', 'The errors cancel.', '正负误差相互抵消了'],
  ])('%s: what the sum says', async (options, en, zh) => {
    expect(await told(`losses ${options}`, 'en')).toContain(en);
    expect((await told(`losses ${options}`, 'zh')).replaceAll('\n', '')).toContain(zh);
  });

  test('--json has the numbers', async () => {
    const data = await json('losses');
    expect(data).toMatchObject({
      lesson: 'losses',
      outputs: [200, 0],
      targets: [100, 100],
      errors: [-100, 100],
      sumOfErrors: 0,
      meanSquaredError: 10000,
      sumSquaredError: 20000,
      rootMeanSquaredError: 100,
      gradient: [100, -100],
      line: {
        points: [
          [1, 4],
          [2, 7],
        ],
        best: 3,
      },
    });
    expect(data.line.rows).toHaveLength(5);
    for (const { w, ...measured } of data.line.rows) {
      // The errors are 3 - w and 2 (3 - w).
      const squares = 5 * (3 - w) ** 2;
      expect(measured).toEqual({
        meanSquaredError: expect.closeTo(squares / 2, 12),
        sumSquaredError: expect.closeTo(squares, 12),
        rootMeanSquaredError: expect.closeTo(Math.sqrt(squares / 2), 12),
      });
    }
  });
});
