import type { Text } from '../telling/text.js';
import type { Diagnosis } from './diagnosis.js';

/** A diagnosis in one line, for a command that does something else: 'doctor: dead-relu, layer 0 (dense, relu); nn doctor tells more'. */
export const inShort = ({ code, where }: Diagnosis): Text => ({
  en: `doctor: ${code}${where ? `, ${where.en}` : ''}; nn doctor tells more`,
  zh: `doctor：${code}${where ? `，${where.zh}` : ''}；nn doctor 会说得更详细`,
});
