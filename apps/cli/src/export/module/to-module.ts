import type { OpenedNetwork } from '../../training/model-file.js';
import { commented } from '../quoted.js';
import { networkCode } from './network-code.js';
import { rowsCode } from './rows-code.js';
import { typesCode } from './types-code.js';

/** How a module begins: by this it is known again. */
export const MODULE_MARK = '// Written by nn export';

/** An ES module without dependencies that predicts, and its types. */
export interface ModuleText {
  readonly code: string;
  readonly types: string;
}

/** A model as a module: `predict(row)` and `predictRows(rows)`. `source` is the file that it was. Throws CommandError where its formula cannot be written so. */
export function toModule({ model, pipeline }: OpenedNetwork, source: string): ModuleText {
  const head = `${MODULE_MARK} from ${commented(source)}. It needs nothing else, in browsers and in Node.`;
  return {
    code: `${[head, networkCode(model), rowsCode(pipeline, model)].join('\n\n')}\n`,
    types: `${MODULE_MARK} from ${commented(source)}.\n\n${typesCode(pipeline, model)}`,
  };
}
