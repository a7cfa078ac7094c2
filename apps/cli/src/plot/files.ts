import { checkWritable, writeWhole } from '../terminal/files.js';
import { type Io, say } from '../terminal/io.js';
import { choose } from './choose.js';
import { type Destination, destination } from './destination.js';
import type { PictureName } from './picture.js';
import { drawings } from './pictures.js';
import { pngMaker } from './png.js';
import { render } from './render.js';
import type { Subject } from './subject.js';
import { dark, light } from './theme.js';

/** What pictures are asked for, and how. */
export interface PictureOptions {
  readonly modelPath: string;
  /** The pictures by name; every one that can be made unless given. */
  readonly what?: readonly PictureName[] | undefined;
  readonly out?: string | undefined;
  readonly png?: boolean | undefined;
  readonly theme: 'light' | 'dark';
}

/** A file that was written. */
export interface PictureFile {
  readonly picture: PictureName;
  readonly file: string;
}

/** Makes pictures and writes them; gives the files. One that goes to standard output is none. */
export async function writePictures(subject: Subject, options: PictureOptions, io: Io): Promise<PictureFile[]> {
  const names = choose(subject, options.what);
  const png = options.png ?? /\.png$/i.test(options.out ?? '');
  const where = await destination(options.modelPath, names, { out: options.out, png });
  const theme = options.theme === 'dark' ? dark : light;
  const svgOf = (name: PictureName) => render(drawings[name].draw(subject, theme), theme);
  if (where.kind === 'output') {
    io.out(svgOf(names[0]!));
    return [];
  }
  return writeFiles(names, where, svgOf, { modelPath: options.modelPath, png }, io);
}

async function writeFiles(
  names: readonly PictureName[],
  { pathOf }: Destination & { kind: 'files' },
  svgOf: (name: PictureName) => string,
  { modelPath, png }: { modelPath: string; png: boolean },
  io: Io,
): Promise<PictureFile[]> {
  const maker = png ? await pngMaker() : undefined;
  if (maker && io.lang === 'zh' && !maker.writesChinese()) {
    say(io, {
      en: 'note: no font of this machine has Chinese characters; they are missing from a PNG. Install one, such as Noto Sans CJK, or take SVG',
      zh: '提示：这台机器没有中文字体，PNG 中会缺少汉字。请安装一种（例如 Noto Sans CJK），或使用 SVG',
    });
  }
  for (const name of names) await checkWritable(pathOf(name), modelPath);
  const files: PictureFile[] = [];
  for (const picture of names) {
    const svg = svgOf(picture);
    const file = pathOf(picture);
    await writeWhole(file, maker ? maker.png(svg) : svg);
    files.push({ picture, file });
    say(io, { en: `wrote ${file}`, zh: `已写入 ${file}` });
  }
  return files;
}
