import { page } from '$app/state';
import type { Text } from './nn.js';

/** What `nn` says, in the language of the page where it has it; what the packages say is English. */
export const inLanguage = (said: string | Text): string =>
  typeof said === 'string' ? said : page.params.lang === 'zh' ? said.zh : said.en;
