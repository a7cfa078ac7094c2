import { CommandError } from '../terminal/errors.js';

/** What of @resvg/resvg-js is needed. */
type Resvg = typeof import('@resvg/resvg-js');

/** Dots for each pixel of the picture: for screens of high density, and print. */
const ZOOM = 2;
const FONT = { loadSystemFonts: true, defaultFontFamily: 'DejaVu Sans', sansSerifFamily: 'DejaVu Sans' };

/**
 * Turns SVG into PNG. Throws CommandError where @resvg/resvg-js, which need not be installed, is not there.
 */
export async function pngMaker(load: () => Promise<Resvg> = () => import('@resvg/resvg-js')) {
  const { Resvg } = await load().catch((cause) => {
    throw new CommandError(
      'a PNG needs @resvg/resvg-js, which is not installed: npm install @resvg/resvg-js (beside nn: with --global where nn was), or leave out --png for SVG',
      { cause },
    );
  });
  const drawn = (svg: string) => new Resvg(svg, { fitTo: { mode: 'zoom', value: ZOOM }, font: FONT });
  return {
    png: (svg: string): Uint8Array => drawn(svg).render().asPng(),
    /** Whether some font has Chinese characters: SVG is written with those of its reader, a PNG with those of this machine. */
    writesChinese: (): boolean =>
      drawn('<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><text y="15">中</text></svg>').getBBox() !==
      undefined,
  };
}
