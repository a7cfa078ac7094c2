// The process of one contestant: reads requests from standard input, one JSON a line, and answers each with one line.
//   node serve.js MODULE SETTING      python/contestants.py says the same on the other side
import { createInterface } from 'node:readline';
import { Cannot, type Setting, type Work } from './contestants/contestant.js';
import { measure } from './contestants/measure.js';
import { type ModuleName, modules } from './contestants/modules.js';
import { prepare } from './contestants/prepare.js';
import type { Answer, Request } from './runner/protocol.js';

const [name, setting] = process.argv.slice(2);
const answer = (value: Answer) => process.stdout.write(`${JSON.stringify(value)}\n`);
// What libraries print must not be taken for an answer.
console.log = console.info = console.error;

try {
  const open = await modules[name as ModuleName]();
  const contestant = await open(JSON.parse(setting!) as Setting);
  answer({ ready: true });
  let work: Work | undefined;
  for await (const line of createInterface({ input: process.stdin })) {
    const request = JSON.parse(line) as Request;
    try {
      if (request.do === 'prepare') {
        work = undefined;
        work = await prepare(contestant, request.job);
        answer({ ready: true });
      } else if (request.do === 'run') answer({ seconds: await measure(work!, request.atLeast) });
      else answer({ outcome: await work!.outcome() });
    } catch (error) {
      answer({ [error instanceof Cannot ? 'cannot' : 'failed']: (error as Error).message } as Answer);
    }
  }
} catch (error) {
  answer({ failed: (error as Error).message.split('\n')[0]! });
}
process.exit(0);
