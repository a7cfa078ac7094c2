import type { Io } from '../terminal/io.js';
import type { OpenedModel } from '../training/model-file.js';
import type { Judged } from './judged.js';
import type { Picture } from './picture.js';
import type { Theme } from './theme.js';

/** What pictures are made of. */
export interface Subject extends OpenedModel {
  /** Answers beside the truth; absent where no rows with answers are at hand. */
  readonly judged?: Judged | undefined;
  /** Says a text in the language of the picture. */
  readonly tell: Io['tell'];
}

/** How one kind of picture is made. */
export interface Drawing {
  /** Why it cannot be made of this subject, and what to do (in English, for an error); undefined where it can. */
  readonly obstacle: (subject: Subject) => string | undefined;
  readonly draw: (subject: Subject, theme: Theme) => Picture;
}

/** The obstacle where a picture needs rows with answers. */
export const needsData = ({ pipeline }: Subject): string =>
  `needs rows to judge by; give a table with the column '${pipeline.target.name}' after the model`;
