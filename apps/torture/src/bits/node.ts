import { execFile, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { bundled } from '../bundled.js';
import { inFolder } from '../in-folder.js';
import { Absent } from './absent.js';

/** Where a Node of this major version is: this one, or one from npm. Throws Absent where there is none to be had. */
async function nodeOf(major: number): Promise<string> {
  if (process.versions.node.startsWith(`${major}.`)) return process.execPath;
  const call = ['--yes', `node@${major}`, '-p', 'process.execPath'];
  const { stdout } = await promisify(execFile)('npx', call, { timeout: 120_000 }).catch((cause) => {
    throw new Absent(`npm has no Node ${major} for this machine, or is not reached`, { cause });
  });
  return stdout.trim();
}

/** The version of a Node of this major version, and the hashes of all cases in it, each told as it comes. Throws Absent where there is none to be had. */
export async function hashesInNode(
  major: number,
  threads: number,
  told: (name: string, hash: string) => void,
): Promise<string> {
  const node = await nodeOf(major);
  return inFolder(async (folder) => {
    const program = spawn(node, [await bundled('bits/in-node.ts', folder), String(threads)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = new Promise<number | null>((resolve) => program.once('close', resolve));
    let version = '';
    for await (const line of createInterface(program.stdout)) {
      const said = JSON.parse(line) as string | [string, string];
      if (typeof said === 'string') version = said;
      else told(...said);
    }
    const code = await ended;
    if (code !== 0) throw new Error(`the program ended with ${code}`);
    return version;
  });
}
