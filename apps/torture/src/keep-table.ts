import { cells } from './bits/cells.js';
import { keepTable } from './bits/table.js';

// Computes every cell anew, and writes the table of docs/same-bits.md.
const all = await cells(() => {});
keepTable(all);
for (const { wrong } of all) for (const what of wrong) console.error(what);
