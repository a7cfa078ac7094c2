/** A change of one file of the repository: what its text becomes. */

/** One line more at the end of the table that begins with `begin`, a line that ends with `end` alone. */
export const atEnd = (file, begin, end, line) => ({
  file,
  edit: (text) => {
    const { to } = tableIn(file, text, begin, end);
    return `${text.slice(0, to)}\n${line}${text.slice(to)}`;
  },
});

/** One line more in a table that is sorted by the names that its lines begin with. */
export const sorted = (file, begin, end, name, line) => ({
  file,
  edit: (text) => {
    const { from, to } = tableIn(file, text, begin, end);
    const names = [...text.slice(from, to).matchAll(/\n {2}(\w+)/g)];
    const next = names.find(([, other]) => other > name);
    const place = next ? from + next.index : to;
    return `${text.slice(0, place)}\n${line}${text.slice(place)}`;
  },
});

/** One import or export more; Biome puts it where it belongs. */
export const imported = (file, line) => ({ file, edit: (text) => `${line}\n${text}` });
export const exported = (file, line) => ({ file, edit: (text) => `${text}${line}\n` });

function tableIn(file, text, begin, end) {
  const from = text.indexOf(`\n${begin}`);
  const to = text.indexOf(`\n${end}\n`, from);
  if (from >= 0 && to >= 0) return { from: from + 1, to };
  throw new Error(
    `${file}: expected a table that begins with '${begin}' and ends with '${end}'; scripts/new/kinds.mjs says where`,
  );
}
