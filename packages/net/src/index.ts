export { type Activation, activation } from './activations/activation.js';
export { elu } from './activations/elu.js';
export { gelu, geluTanh } from './activations/gelu.js';
export { hardSigmoid } from './activations/hard-sigmoid.js';
export { hardSwish } from './activations/hard-swish.js';
export { leakyRelu } from './activations/leaky-relu.js';
export { linear } from './activations/linear.js';
export { logSoftmax } from './activations/log-softmax.js';
export { mish } from './activations/mish.js';
export { relu } from './activations/relu.js';
export { relu6 } from './activations/relu6.js';
export { selu } from './activations/selu.js';
export { sigmoid } from './activations/sigmoid.js';
export { silu } from './activations/silu.js';
export { softmax } from './activations/softmax.js';
export { softplus } from './activations/softplus.js';
export { softsign } from './activations/softsign.js';
export { tanh } from './activations/tanh.js';
export {
  checkGradients,
  type GradientCheck,
  type GradientCheckOptions,
  type GradientDifference,
} from './check-gradients.js';
export { type Evaluation, evaluate } from './evaluate.js';
export { type Computed, computed } from './explain/computed.js';
export { type DiagnoseOptions, diagnose } from './explain/diagnosis/diagnose.js';
export type { Finding } from './explain/diagnosis/finding.js';
export { type GuessedWeights, type GuessWeightsOptions, guessWeights } from './explain/guess-weights.js';
export type { Quantity, Role, TracedLayer, TracedParameter } from './explain/quantity.js';
export { replay } from './explain/replay.js';
export { type TraceOptions, trace } from './explain/trace.js';
export { traceFromJSON } from './explain/trace-from-json.js';
export type { QuantityJSON, TraceJSON } from './explain/trace-to-json.js';
export type { Trace, TraceSetting } from './explain/traced.js';
export { dense } from './layers/dense.js';
export { dropout } from './layers/dropout.js';
export type { ForwardContext, Layer, ParameterSpec } from './layers/layer.js';
export type { Loss } from './loss.js';
export { type Loaded, type LoadOptions, load } from './model-file/load.js';
export type { LayerReader, LayerReaders } from './model-file/read.js';
export { ModelFileError } from './model-file/safetensors.js';
export { type SaveOptions, save } from './model-file/save.js';
export { type Network, type NetworkOptions, network } from './network.js';
export type { Parameter, Parameters } from './parameters.js';
export { type RuleName, rules } from './rules/index.js';
export type { Rule } from './rules/rule.js';
export { type MatrixPair, type SentBack, sendBack } from './rules/send-back.js';
export type { Rows } from './samples.js';
export { type Candidate, type CompareOptions, compareTrainings, type Outcome } from './training/compare.js';
export { earlyStopping } from './training/early-stopping.js';
export { type FitOptions, fit } from './training/fit.js';
export type { Callback, EpochReport, History } from './training/history.js';
export { NonFiniteError } from './training/non-finite.js';
export type { Optimizer, OptimizerState, Schedule } from './training/optimizer.js';
export { type Run, type RunOptions, type StepReport, steps } from './training/run.js';
