import type { Text } from '../telling/text.js';
import { wrap } from '../telling/wrap.js';
import { harmless, type Io, inColour, type Look, painted } from '../terminal/io.js';
import { bySeverity, type Diagnosis, type Severity } from './diagnosis.js';

/** Longer lines are hard to read, shorter ones hold no sentence. */
const [NARROWEST, WIDEST] = [20, 100];

const WORDS: Readonly<Record<Severity, Text>> = {
  error: { en: 'error', zh: '错误' },
  warning: { en: 'warning', zh: '警告' },
  hint: { en: 'hint', zh: '提示' },
};
const LOOKS: Readonly<Record<Severity, Look>> = { error: 'error', warning: 'warning', hint: 'quiet' };

const isProblem = ({ severity }: Diagnosis) => severity !== 'hint';

/** How many of the diagnoses are worse than a hint. */
export const problems = (diagnoses: readonly Diagnosis[]): number => diagnoses.filter(isProblem).length;

/** '3 problems, 1 hint', or that there is nothing. */
function summary(diagnoses: readonly Diagnosis[]): Text {
  const bad = problems(diagnoses);
  const hints = diagnoses.length - bad;
  const en = [
    bad > 0 && `${bad} problem${bad === 1 ? '' : 's'}`,
    hints > 0 && `${hints} hint${hints === 1 ? '' : 's'}`,
  ].filter(Boolean);
  const zh = [bad > 0 && `${bad} 个问题`, hints > 0 && `${hints} 条提示`].filter(Boolean);
  return { en: en.join(', ') || 'nothing found', zh: zh.join('，') || '没有发现问题' };
}

/** Diagnoses as they are read in a terminal, the worst first: the code and where, what was seen, what to do; and how many there are. */
export function report(diagnoses: readonly Diagnosis[], io: Io): string {
  const columns = Math.min(WIDEST, Math.max(NARROWEST, io.width));
  const colours = inColour(io.env, io.terminal);
  const set = (text: string, first: string) =>
    wrap(harmless(text), columns - 4).map((line, i) => `${i === 0 ? first : '    '}${line}\n`);
  const told = bySeverity(diagnoses).map(({ code, severity, where, says, advice }) => {
    const title = `${io.tell(WORDS[severity])}  ${code}${where ? `  ${io.tell(where)}` : ''}`;
    const [head, ...more] = wrap(harmless(title), columns);
    return [
      `${painted(LOOKS[severity], head!, colours)}\n`,
      ...more.map((line) => `    ${line}\n`),
      ...set(io.tell(says), '    '),
      ...set(io.tell(advice), '  > '),
      '\n',
    ].join('');
  });
  return `${told.join('')}${io.tell(summary(diagnoses))}\n`;
}

/** Diagnoses as plain data, in the language of the command. */
export const reportData = (diagnoses: readonly Diagnosis[], io: Io) => ({
  problems: problems(diagnoses),
  hints: diagnoses.length - problems(diagnoses),
  diagnoses: bySeverity(diagnoses).map(({ code, severity, where, says, advice }) => ({
    code,
    severity,
    ...(where && { where: io.tell(where) }),
    says: io.tell(says),
    advice: io.tell(advice),
  })),
});
