import { type Pipeline, pipelineFromJSON } from '@nn/data';
import { zeros } from '@nn/matrix';
import { load, ModelFileError, type Network } from '@nn/net';
import { readModelBytes } from '../terminal/files.js';

/** A model file, opened: everything that predicting needs. */
export interface OpenedModel {
  readonly model: Network;
  readonly pipeline: Pipeline;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** Opens a model file that `nn train` wrote. Throws ModelFileError, with the file's name, where it is none. */
export async function openModel(path: string): Promise<OpenedModel> {
  const bytes = await readModelBytes(path);
  try {
    const { model, pipeline: json, metadata } = load(bytes);
    if (json === undefined)
      throw new ModelFileError('it holds a network but no pipeline, so tables cannot be read for it');
    const pipeline = pipelineFromJSON(json);
    if (pipeline.inputs !== model.inputs || pipeline.outputs !== model.outputs) {
      throw new ModelFileError(
        `its pipeline gives ${pipeline.inputs} inputs and ${pipeline.outputs} outputs, its network takes ${model.inputs} and ${model.outputs}`,
      );
    }
    const damaged = model.parameters.find((p) => !p.get().data.every(Number.isFinite));
    if (damaged) throw new ModelFileError(`its tensor '${damaged.name}' holds numbers that are not finite: damaged`);
    // A damaged activation shows itself when it is put to work.
    model.predict(zeros(1, model.inputs));
    return { model, pipeline, metadata };
  } catch (cause) {
    throw new ModelFileError(`${path}: ${(cause as Error).message}; expected a file that nn train saved`, { cause });
  }
}
