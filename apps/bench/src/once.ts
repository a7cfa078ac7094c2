// One job in a process that does nothing else: `node once.js MODULE SETTING JOB`. Its peak memory is printed, in kilobytes.
import { readFileSync } from 'node:fs';
import { type ModuleName, modules } from './contestants/modules.js';
import { prepare } from './contestants/prepare.js';

const [name, setting, job] = process.argv.slice(2);
const open = await modules[name as ModuleName]();
const work = await prepare(await open(JSON.parse(setting!)), JSON.parse(readFileSync(job!, 'utf8')));
await work.reset?.();
await work.run();
console.log(process.resourceUsage().maxRSS);
