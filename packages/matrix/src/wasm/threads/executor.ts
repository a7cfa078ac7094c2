import type { Code } from '../assembler/bytes.js';
import {
  atomic,
  block,
  doWhile,
  get,
  i32,
  leaveIf,
  returnIf,
  set,
  v128,
  when,
  whileLoop,
} from '../assembler/instructions.js';
import { functionBuilder } from '../assembler/module.js';
import { OWN, REASON } from './control.js';
import { controlWord, doTicket, isValid, takeTicket } from './runner.js';

/**
 * How often an executor looks for a job before it sleeps: some milliseconds, which bridges what lies between two steps. Waking a thread takes long on some
 * systems (and a thread that sleeps much is put where others run), so runtimes of this sort look longer yet: libomp for 200 ms.
 */
const LOOKS = 6_000_000;
/** How long it sleeps before it comes back as idle, in milliseconds. */
const IDLE = 2_000;
const TIMED_OUT = 2;

/**
 * What an executor does: looks for a job, takes parts of it, and sleeps where there has been none for a while. Parameters: the control words, its own
 * words, how many modules it has loaded. It comes back, with the reason among its own words, where there are new modules, and where it
 * has slept for long. A ticket that it has in hand then stays there.
 */
export function executor(part: number): Code {
  const [control, own, loaded] = [0, 1, 2];
  const f = functionBuilder(['i32', 'i32', 'i32'], v128.const);
  const [ticket, job, looks] = [f.local('i32'), f.local('i32'), f.local('i32')];
  const comeBack = (reason: number): Code => i32.store(get(own), i32.const(reason), OWN.reason);
  const isNew = i32.sub(get(job), i32.load(get(own), OWN.seen));
  const lacksModules = i32.sub(atomic.load(controlWord(control, 'modules')), get(loaded));

  const look = f.inside(() => {
    f.emit(set(job, atomic.load(controlWord(control, 'job'))), leaveIf(isNew));
    f.emit(set(looks, i32.sub(get(looks), i32.const(1))));
  });
  const sleep = f.inside(() => {
    f.let('i32', atomic.add(controlWord(control, 'sleepers'), i32.const(1)));
    const woken = f.let('i32', atomic.wait(controlWord(control, 'job'), get(job), IDLE));
    f.let('i32', atomic.add(controlWord(control, 'sleepers'), i32.const(-1)));
    f.emit(when(i32.equal(get(woken), i32.const(TIMED_OUT)), [...comeBack(REASON.idle), ...set(looks, i32.const(-1))]));
  });
  const find = f.inside(() => {
    f.emit(set(looks, i32.const(LOOKS)), block(doWhile(look, get(looks))));
    f.emit(when(isNew, [...i32.store(get(own), get(job), OWN.seen), ...takeTicket(control, ticket)], sleep));
  });

  f.emit(set(ticket, i32.load(get(own), OWN.ticket)), i32.store(get(own), i32.const(0), OWN.ticket));
  const round = f.inside(() => {
    f.emit(when(i32.eqz(isValid(ticket)), find));
    f.emit(returnIf(i32.equal(get(looks), i32.const(-1))));
    f.emit(
      when(isValid(ticket), [
        // The kernels of a job were there before it: who has its ticket sees that they are.
        ...when(lacksModules, [
          ...i32.store(get(own), get(ticket), OWN.ticket),
          ...comeBack(REASON.modules),
          ...returnIf(i32.const(1)),
        ]),
        ...doTicket(f, part, control, ticket),
        ...takeTicket(control, ticket),
      ]),
    );
  });
  f.emit(whileLoop(i32.const(1), round));
  return f.finish();
}
