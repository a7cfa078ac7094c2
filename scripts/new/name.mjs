/** Throws what a person who typed it wants to read; the command ends with 2. */
export class UsageError extends Error {}

const CAMEL = /^[a-z][a-zA-Z0-9]*$/;
const KEBAB = /^[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*$/;

function isReserved(word) {
  try {
    new Function(`'use strict'; async () => { const ${word} = 0; }`);
    return false;
  } catch {
    return true;
  }
}

/** `myLoss` and `my-loss` alike: { name: 'myLoss', file: 'my-loss' }. Throws UsageError where it cannot be the name of an export. */
export function parseName(given) {
  if (!CAMEL.test(given) && !KEBAB.test(given)) {
    throw new UsageError(`expected a name of letters and digits such as myLoss or my-loss, got '${given}'`);
  }
  const name = given.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
  if (isReserved(name)) throw new UsageError(`expected a name, got '${given}', which is a word of JavaScript`);
  return { name, file: name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`) };
}
