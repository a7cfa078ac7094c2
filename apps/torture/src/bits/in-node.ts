import { cases } from './cases.js';
import { hashOf } from './hash-of.js';

// A program of its own: tells the version of its Node, and the hash of each case, line by line.
const threads = Number(process.argv[2]);
console.log(JSON.stringify(process.versions.node));
for (const each of cases) console.log(JSON.stringify([each.name, await hashOf(each, threads)]));
