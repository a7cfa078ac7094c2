import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { unpacked } from '@nn/data/node';
import { dataPieces } from '../terminal/files.js';

/** The file of labels beside a file of images that is named as those of MNIST are: train-images-idx3-ubyte has train-labels-idx1-ubyte. */
function labelsBeside(path: string): string | undefined {
  const name = basename(path);
  if (!/images.*idx3/i.test(name)) return undefined;
  const labels = join(dirname(path), name.replace(/images/i, 'labels').replace(/idx3/i, 'idx1'));
  const bare = labels.replace(/\.gz$/i, '');
  return [labels, bare, `${bare}.gz`].find((candidate) => existsSync(candidate));
}

/** The labels of an IDX file: as they were asked for, or found beside it; nothing for other files. */
export async function labelsOf(
  path: string,
  asked: string | undefined,
): Promise<{ labels: Uint8Array; labelsSource: string } | undefined> {
  const file = asked ?? labelsBeside(path);
  if (file === undefined) return undefined;
  const parts: Uint8Array[] = [];
  for await (const part of (await unpacked(dataPieces(file), file)).pieces) parts.push(part);
  return { labels: Buffer.concat(parts), labelsSource: file };
}
