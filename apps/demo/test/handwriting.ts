import type { Stroke } from '../src/routes/[lang=lang]/digits/image.js';

/** A piece of an ellipse around a place, from one angle to another, in degrees clockwise from the right. */
const arc = (x: number, y: number, rx: number, ry: number, from: number, to: number): Stroke =>
  Array.from({ length: 25 }, (_, i) => {
    const angle = ((from + ((to - from) * i) / 24) * Math.PI) / 180;
    return [x + rx * Math.cos(angle), y + ry * Math.sin(angle)];
  });

/** How a person may write each digit, on a surface of 280 by 280. */
const DIGITS: readonly (readonly Stroke[])[] = [
  [arc(140, 140, 60, 100, -90, 270)],
  [
    [
      [100, 90],
      [150, 40],
      [150, 240],
    ],
  ],
  [[...arc(140, 95, 55, 55, -170, 30), [85, 235], [200, 235]]],
  [[...arc(135, 90, 50, 50, -150, 80), ...arc(135, 190, 58, 52, -80, 150)]],
  [
    [
      [160, 40],
      [80, 170],
      [210, 170],
    ],
    [
      [165, 110],
      [165, 240],
    ],
  ],
  [[[190, 45], [100, 45], [92, 130], ...arc(135, 180, 58, 58, -120, 140)]],
  [[[170, 40], [110, 120], ...arc(140, 185, 52, 52, 180, 540)]],
  [
    [
      [80, 45],
      [200, 45],
      [120, 240],
    ],
  ],
  [[...arc(140, 90, 45, 48, 90, 450), ...arc(140, 188, 55, 50, -90, 270)]],
  [[...arc(140, 95, 50, 52, 0, 360), [188, 110], [175, 240]]],
];

/** The same digits by many hands: wider, slanted, smaller, elsewhere. */
export const hands: readonly ((digit: number) => readonly Stroke[])[] = [
  [1, 0, 1],
  [0.7, 0, 1],
  [1, -0.25, 0.9],
  [0.85, 0.15, 0.5],
  [1.2, 0, 0.4],
].map(
  ([wide, slant, size]) =>
    (digit) =>
      DIGITS[digit]!.map((stroke) =>
        stroke.map(([x, y]) => [
          30 + ((x - 140) * wide! + (y - 140) * slant! + 140) * size!,
          10 + (y - 140 + 140) * size!,
        ]),
      ),
);
