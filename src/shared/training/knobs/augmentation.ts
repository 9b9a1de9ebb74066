import type { KnobGroup, NumberKnob } from './types'

const share = (path: string, term: string, words: string): NumberKnob => ({
  kind: 'number',
  path,
  term,
  words,
  min: 0,
  max: 1,
  step: 0.05,
})

/** How pictures are varied, so that the model sees more than there are. */
export const augmentationGroup: KnobGroup = {
  id: 'augmentation',
  part: 'data',
  title: 'Augmentation',
  summary: ({ augment }) => {
    const parts = [
      augment.flipHorizontal || augment.flipVertical ? 'flips' : null,
      augment.rotate90 > 0 ? 'turns' : null,
      augment.crop > 0 ? 'crops' : null,
      augment.zoomOut > 0 ? 'zoom' : null,
      augment.color > 0 ? 'colour' : null,
      augment.blur > 0 ? 'blur' : null,
      augment.mosaic > 0 ? 'mosaic' : null,
      augment.copyPaste > 0 ? 'copy-paste' : null,
    ].filter((part) => part !== null)
    return parts.length === 0 ? 'none' : parts.join(', ')
  },
  knobs: [
    {
      kind: 'switch',
      path: 'augment.flipHorizontal',
      term: 'Mirror left and right',
      words: 'Off where sides mean something, such as letters or traffic signs.',
    },
    {
      kind: 'switch',
      path: 'augment.flipVertical',
      term: 'Mirror top and bottom',
      words: 'For pictures without an up: microscopes, drones, tables.',
    },
    share(
      'augment.rotate90',
      'Quarter turns',
      'Share of pictures that are turned; for pictures without an up.',
    ),
    share(
      'augment.crop',
      'Crops',
      'Share of pictures that are cut, so that objects come larger and cut off.',
    ),
    share(
      'augment.zoomOut',
      'Zoom out',
      'Share of pictures that are shrunk on a plain ground: smaller objects.',
    ),
    share('augment.color', 'Colour', 'Share of pictures whose light, contrast and colours change.'),
    share('augment.blur', 'Blur', 'Share of pictures that are blurred.'),
    share('augment.mosaic', 'Mosaic', 'Share of pictures put together from four; not at the end of a run.'),
    share(
      'augment.copyPaste',
      'Copy and paste',
      'Share of pictures into which rare and small objects are pasted.',
    ),
  ],
}
