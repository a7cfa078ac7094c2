import { statSync } from 'node:fs';
import promises, { type FileHandle } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

/** What is asked of the file system: in the order in which it is done. */
export type Operation =
  | { readonly kind: 'create' | 'sync' | 'syncFolder' | 'remove'; readonly path: string }
  | { readonly kind: 'write'; readonly path: string; readonly bytes: Uint8Array }
  | { readonly kind: 'rename'; readonly path: string; readonly to: string };

const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

/** A file that tells what it is asked for. */
function told(file: FileHandle, path: string, before: (operation: Operation) => void): FileHandle {
  const folder = isFolder(path);
  const [write, sync] = [file.writeFile.bind(file), file.sync.bind(file)];
  file.writeFile = async (data) => {
    before({
      kind: 'write',
      path,
      bytes: typeof data === 'string' ? Buffer.from(data) : new Uint8Array(data as Uint8Array),
    });
    return write(data);
  };
  file.sync = async () => {
    before({ kind: folder ? 'syncFolder' : 'sync', path });
    return sync();
  };
  return file;
}

/**
 * Does some work while `before` is told of everything that is asked of the file system; where it throws, that is what the file system answers. Functions of
 * `node:fs/promises` are replaced for that long, for everybody.
 */
export async function watched<T>(before: (operation: Operation) => void, work: () => Promise<T>): Promise<T> {
  const { open, rename, rm } = promises;
  promises.open = async (path, flags, mode) => {
    if (flags !== 'r') before({ kind: 'create', path: String(path) });
    return told(await open(path, flags, mode), String(path), before);
  };
  promises.rename = async (path, to) => {
    before({ kind: 'rename', path: String(path), to: String(to) });
    return rename(path, to);
  };
  promises.rm = async (path, options) => {
    before({ kind: 'remove', path: String(path) });
    return rm(path, options);
  };
  syncBuiltinESMExports();
  try {
    return await work();
  } finally {
    Object.assign(promises, { open, rename, rm });
    syncBuiltinESMExports();
  }
}
