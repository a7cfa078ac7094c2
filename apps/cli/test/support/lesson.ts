import { nn } from './command.js';

/** Every lesson is told in both. */
export const both = ['en', 'zh'];

/** What a lesson prints, and what it gives to programs. */
export const told = async (call: string, lang = 'en'): Promise<string> =>
  (await nn(`lesson ${call} --lang ${lang}`)).out;
export const json = async (call: string) => JSON.parse((await nn(`lesson ${call} --json`)).out);

/** The lines that are set in, without the spaces that align them. */
export const setIn = (out: string): string[] =>
  out
    .split('\n')
    .filter((line) => line.startsWith('    '))
    .map((line) => line.trim().replace(/ +/g, ' '));
