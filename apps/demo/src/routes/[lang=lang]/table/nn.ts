/** The training of the command `nn train`: a page and a command that agree have one recipe, not two. */

export type { Text } from '../../../../../cli/src/telling/text.js';
export { toCsv } from '../../../../../cli/src/terminal/csv.js';
export { explain } from '../../../../../cli/src/terminal/errors.js';
export { count, leftOut } from '../../../../../cli/src/terminal/words.js';
export { answers } from '../../../../../cli/src/training/answers.js';
export { checkClasses } from '../../../../../cli/src/training/check-classes.js';
export { defaultRecipe, FEWEST_TO_HOLD_BACK } from '../../../../../cli/src/training/defaults.js';
export { noBetter, otherTask } from '../../../../../cli/src/training/doubts.js';
export { metadataOf } from '../../../../../cli/src/training/metadata.js';
export { type Quality, quality } from '../../../../../cli/src/training/quality.js';
export { outputActivation, type Recipe } from '../../../../../cli/src/training/recipe.js';
export { tableRows } from '../../../../../cli/src/training/table-rows.js';
export { type Judgement, type Trained, train } from '../../../../../cli/src/training/train.js';
