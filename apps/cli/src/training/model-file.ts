import { type Pipeline, pipelineFromJSON } from '@nn/data';
import { zeros } from '@nn/matrix';
import { load, ModelFileError, type Network } from '@nn/net';
import { readModelBytes } from '../terminal/files.js';

/** A network from a file, and how tables become its numbers, where the file says so. */
export interface OpenedNetwork {
  readonly model: Network;
  readonly pipeline?: Pipeline;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** A model file, opened: everything that predicting needs. */
export interface OpenedModel extends OpenedNetwork {
  readonly pipeline: Pipeline;
}

/** Opens a model file that `nn train` wrote, or `save` of @nn/net. Throws ModelFileError, with the file's name, where it is none. */
export async function openNetwork(path: string): Promise<OpenedNetwork> {
  const bytes = await readModelBytes(path);
  return named(path, () => {
    if (bytes.length > 8 && bytes[8] !== '{'.charCodeAt(0))
      throw new ModelFileError('this is not a model (.safetensors)');
    const { model, pipeline: json, metadata } = load(bytes);
    const pipeline = json === undefined ? undefined : pipelineFromJSON(json);
    if (pipeline && (pipeline.inputs !== model.inputs || pipeline.outputs !== model.outputs)) {
      throw new ModelFileError(
        `its pipeline gives ${pipeline.inputs} inputs and ${pipeline.outputs} outputs, its network takes ${model.inputs} and ${model.outputs}`,
      );
    }
    const damaged = model.parameters.find((p) => !p.get().data.every(Number.isFinite));
    if (damaged) throw new ModelFileError(`its tensor '${damaged.name}' holds numbers that are not finite: damaged`);
    // A damaged activation shows itself when it is put to work.
    model.predict(zeros(1, model.inputs));
    return { model, metadata, ...(pipeline && { pipeline }) };
  });
}

/** Opens a model file that `nn train` wrote. Throws ModelFileError, with the file's name, where it is none. */
export async function openModel(path: string): Promise<OpenedModel> {
  const { model, pipeline, metadata } = await openNetwork(path);
  return named(path, () => {
    if (!pipeline) throw new ModelFileError('it holds a network but no pipeline, so tables cannot be read for it');
    return { model, pipeline, metadata };
  });
}

/** What a file gives; the errors on the way with its name. */
function named<T>(path: string, open: () => T): T {
  try {
    return open();
  } catch (cause) {
    throw new ModelFileError(`${path}: ${(cause as Error).message}; expected a file that nn train saved`, { cause });
  }
}
