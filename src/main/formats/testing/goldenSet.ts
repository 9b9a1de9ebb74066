import type { LabelSet } from '../types'

/** What the golden exports in fixtures/label-exports were written from. */
export const goldenSet: LabelSet = {
  classes: ['nut', 'Schraube M8 "klein" & <neu>', 'never used'],
  images: [
    {
      name: 'a.jpg',
      path: null,
      width: 640,
      height: 480,
      boxes: [
        { className: 'nut', x1: 10.5, y1: 20.25, x2: 110.125, y2: 220, difficult: true },
        { className: 'Schraube M8 "klein" & <neu>', x1: 0, y1: 0, x2: 640, y2: 480, truncated: true },
      ],
      isLabelled: true,
      split: null,
    },
    {
      name: 'sub/b.png',
      path: null,
      width: 1023,
      height: 767,
      boxes: [{ className: 'nut', x1: 333.333, y1: 1.001, x2: 1023, y2: 99.999, crowd: true }],
      isLabelled: true,
      split: null,
    },
    { name: 'sub/empty.jpg', path: null, width: 64, height: 48, boxes: [], isLabelled: true, split: null },
  ],
  embed: false,
}
