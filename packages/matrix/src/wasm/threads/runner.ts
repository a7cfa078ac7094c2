import type { Code } from '../assembler/bytes.js';
import {
  atomic,
  call,
  callTable,
  get,
  i32,
  type Local,
  set,
  v128,
  when,
  whileLoop,
} from '../assembler/instructions.js';
import { type FunctionBuilder, functionBuilder } from '../assembler/module.js';
import { CONTROL } from './control.js';

/** The address of a control word. */
export const controlWord = (control: Local, word: keyof typeof CONTROL): Code =>
  i32.add(get(control), i32.const(CONTROL[word]));

/** Does one part of a command: its share of the units. Parameters: the command, the part, how many parts. */
export function partKernel(signature: number): Code {
  const [command, part, parts] = [0, 1, 2];
  const f = functionBuilder(['i32', 'i32', 'i32'], v128.const);
  const units = f.let('i32', i32.load(get(command), 8));
  const chunk = f.let('i32', i32.div(i32.add(get(units), i32.sub(get(parts), i32.const(1))), get(parts)));
  const begin = f.let('i32', i32.mul(get(chunk), get(part)));
  const end = f.let('i32', i32.add(get(begin), get(chunk)));
  f.emit(when(i32.less(get(units), get(end)), set(end, get(units))));
  const run = callTable(signature, i32.load(get(command)), get(command), get(begin), get(end), get(part));
  f.emit(when(i32.less(get(begin), get(end)), run));
  return f.finish();
}

const partOf = (ticket: Local): Code => i32.and(get(ticket), i32.const(0xff));
const partsOf = (ticket: Local): Code => i32.and(i32.shr(get(ticket), i32.const(8)), i32.const(0xff));
/** Whether there is a part to a ticket. */
export const isValid = (ticket: Local): Code => i32.less(partOf(ticket), partsOf(ticket));

/** Takes the next ticket of the job under way. */
export const takeTicket = (control: Local, ticket: Local): Code =>
  set(ticket, atomic.add(controlWord(control, 'ticket'), i32.const(1)));

/** Does the part of a ticket, `part` being the number of `partKernel`, and says that it is done. */
export const doTicket = (f: FunctionBuilder, part: number, control: Local, ticket: Local): Code =>
  f.inside(() => {
    f.emit(call(part, i32.load(controlWord(control, 'command')), partOf(ticket), partsOf(ticket)));
    // How many were done before is of no interest.
    f.let('i32', atomic.add(controlWord(control, 'done'), i32.const(1)));
  });

/**
 * Runs commands one after the other. Parameters: the first, the end of the last, and the control words, or 0 where there are no executors.
 * A command of several parts is a job: whoever comes takes one part after the other, the calling thread too, so that it never waits for
 * an executor that sleeps; then it waits for the parts that others have taken.
 */
export function runner(signature: number, part: number): Code {
  const [command, end, control] = [0, 1, 2];
  const f = functionBuilder(['i32', 'i32', 'i32'], v128.const);
  const [parts, job, ticket] = [f.local('i32'), f.local('i32'), f.local('i32')];
  const together = f.inside(() => {
    f.emit(set(job, i32.add(atomic.load(controlWord(control, 'job')), i32.const(1))));
    f.emit(atomic.store(controlWord(control, 'command'), get(command)));
    f.emit(atomic.store(controlWord(control, 'done'), i32.const(0)));
    const first = i32.or(i32.shl(get(job), i32.const(16)), i32.shl(get(parts), i32.const(8)));
    // The calling thread keeps the first part of every job, so that what it wrote in one command is still in its cache in the next.
    f.emit(set(ticket, first));
    // The ticket last of what a part needs; then the job, which wakes nobody, but is looked at.
    f.emit(atomic.store(controlWord(control, 'ticket'), i32.add(get(ticket), i32.const(1))));
    f.emit(atomic.store(controlWord(control, 'job'), get(job)));
    f.emit(whileLoop(isValid(ticket), [...doTicket(f, part, control, ticket), ...takeTicket(control, ticket)]));
    f.emit(whileLoop(i32.less(atomic.load(controlWord(control, 'done')), get(parts)), []));
  });
  const units = i32.load(get(command), 8);
  // A command without units is one that this batch does not need.
  const alone = when(
    units,
    callTable(signature, i32.load(get(command)), get(command), i32.const(0), units, i32.const(0)),
  );
  const step = f.inside(() => {
    f.emit(set(parts, i32.load(get(command), 12)));
    f.emit(when(i32.and(i32.less(i32.const(1), get(parts)), i32.less(i32.const(0), get(control))), together, alone));
    f.emit(set(command, i32.add(get(command), i32.load(get(command), 4))));
  });
  f.emit(whileLoop(i32.less(get(command), get(end)), step));
  return f.finish();
}
