import type { ProblemPreset } from './types'

export const smallObjects: ProblemPreset = {
  id: 'smallObjects',
  title: 'Small objects',
  words: 'Most objects are a few dozen pixels in a large picture.',
  changes: [
    { path: 'network.stride4', value: 'on', reason: 'A finer level has cells small enough for them.' },
    { path: 'input.tiles.kind', value: 'on', reason: 'Piece by piece, no pixel is lost to shrinking.' },
    {
      path: 'matcher.kind',
      value: 'atss',
      reason: 'Small boxes seldom overlap an anchor by half; ATSS sets their own bar.',
    },
    {
      path: 'loss.sampleWeights.area',
      value: true,
      reason: 'A small object has fewer anchors to speak for it.',
    },
    { path: 'augment.copyPaste', value: 0.3, reason: 'More small objects a picture (Kisantal et al. 2019).' },
    { path: 'augment.zoomOut', value: 0.1, reason: 'Zooming out would make them smaller still.' },
  ],
}
