import {
  halfSquaredError,
  huber,
  type Loss,
  meanAbsoluteError,
  meanError,
  meanSquaredError,
  rootMeanSquaredError,
  sumSquaredError,
} from '@nn/loss';
import { matrix } from '@nn/matrix';
import { answer } from './answer.js';
import { type LossName, lossNames, type Settings } from './settings.js';

/** The losses, by their names. */
export const lossesOf = ({ delta }: Pick<Settings, 'delta'>): Readonly<Record<LossName, Loss>> => ({
  meanError: meanError(),
  meanAbsoluteError: meanAbsoluteError(),
  meanSquaredError: meanSquaredError(),
  halfSquaredError: halfSquaredError(),
  sumSquaredError: sumSquaredError(),
  rootMeanSquaredError: rootMeanSquaredError(),
  huber: huber({ delta }),
});

/** What every loss says of the predictions, the slope of the chosen one by each, and what is said of an answer among classes. */
export function compute(settings: Settings) {
  const { points, loss, p } = settings;
  const losses = lossesOf(settings);
  const output = matrix(
    points.map(([y]) => [y!]),
    { dtype: 'f64' },
  );
  const target = matrix(
    points.map(([, t]) => [t!]),
    { dtype: 'f64' },
  );
  const errors = points.map(([y, t]) => y! - t!);
  return {
    errors,
    squares: errors.map((error) => error * error),
    losses: Object.fromEntries(lossNames.map((name) => [name, losses[name].value(output, target)])) as Readonly<
      Record<LossName, number>
    >,
    gradient: losses[loss].gradient(output, target).data,
    answer: answer(p),
  };
}

export type Report = ReturnType<typeof compute>;
