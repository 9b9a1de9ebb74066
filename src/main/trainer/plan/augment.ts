import { percentText } from '../../../shared/text/percent'
import type { TrainConfig } from '../../../shared/training/config/index'
import type { Say } from './types'

/** How pictures are varied, in words. Mirrors that need an opinion on the pictures are never switched on by themselves. */
export function sayAugment({ augment }: TrainConfig, say: Say): void {
  const shares: [number, string][] = [
    [augment.crop, 'cropped'],
    [augment.zoomOut, 'zoomed out'],
    [augment.color, 'recoloured'],
    [augment.blur, 'blurred'],
    [augment.mosaic, 'put together in fours'],
    [augment.copyPaste, 'given pasted objects'],
  ]
  const used = shares.filter(([share]) => share > 0).map(([share, what]) => `${percentText(share)} ${what}`)
  if (augment.flipHorizontal) used.unshift('half of them mirrored')
  say(
    used.length === 0
      ? 'Pictures are shown as they are.'
      : `Pictures are varied each time: ${used.join(', ')}.`,
    'augment.crop',
  )
  if (!augment.flipVertical && augment.rotate90 === 0) {
    say(
      'They are never turned or put upside down; switch that on for pictures without an up, such as from a microscope or a plane.',
      'augment.rotate90',
    )
  }
}
