import type { Diagnosis } from '../diagnosis.js';
import { layerPlace } from '../words.js';
import { outputRange } from './output-range.js';
import { isLinked, lastLayer, type Subject } from './subject.js';

/** A loss that takes the logarithm of probabilities, after a layer whose outputs are none. */
export function lossNeedsProbabilities(subject: Subject): Diagnosis[] {
  const { model, loss } = subject;
  if (!loss.link || isLinked(subject)) return [];
  const { layer, index } = lastLayer(model);
  // What a layer without an activation gives has no bounds; of layers made of layers nothing is known.
  if (layer.paths || layer.kind === 'dropout') return [];
  const [least, most] = layer.activation
    ? outputRange(layer.activation)
    : [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  if (least >= 0 && most <= 1) return [];
  const { activation } = loss.link;
  const shown = (value: number) =>
    Number.isFinite(value) ? String(Number(value.toPrecision(3))) : value < 0 ? '-∞' : '∞';
  return [
    {
      code: 'loss-needs-probabilities',
      severity: 'error',
      where: layerPlace(index, layer.kind, layer.activation?.name),
      says: {
        en: `${loss.name} takes the logarithm of probabilities, but the outputs of this layer are between ${shown(least)} and ${shown(most)}`,
        zh: `${loss.name} 要对概率取对数，而这一层的输出在 ${shown(least)} 和 ${shown(most)} 之间`,
      },
      advice: {
        en: `end the network in ${activation}: dense(${model.outputs}, ${activation}); for targets that are numbers take meanSquaredError()`,
        zh: `让网络以 ${activation} 结尾：dense(${model.outputs}, ${activation})；如果目标是数值，就用 meanSquaredError()`,
      },
    },
  ];
}
