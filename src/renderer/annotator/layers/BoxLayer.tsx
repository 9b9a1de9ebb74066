import { memo, useMemo } from 'react'
import type { BoxRecord, ClassRecord, MarkRecord } from '../../../shared/annotation/schema'
import type { BoxId } from '../../../shared/ids'
import type { Detection } from '../../../shared/review/schema'
import { colorsOf } from '../paint/colorsOf'
import { changedPlaces, paintResting, type Resting } from '../paint/paintResting'
import { Sheet } from './RestingGround'

interface BoxLayerProps {
  boxes: readonly BoxRecord[]
  marks: readonly MarkRecord[]
  detections: readonly Detection[]
  classes: readonly ClassRecord[]
  /** The overlay draws these. */
  selected: readonly BoxId[]
  /** Boxes that say the same as another one. */
  doubled: ReadonlySet<BoxId>
}

/** Everything that rests on the picture. */
export const BoxLayer = memo(function BoxLayer(props: BoxLayerProps) {
  const { boxes, marks, detections, classes, selected, doubled } = props
  const colors = useMemo(() => colorsOf(classes), [classes])
  const resting = useMemo(() => {
    const lifted = new Set(selected)
    return boxes.filter((box) => !lifted.has(box.id))
  }, [boxes, selected])
  const twice = useMemo(() => boxes.filter((box) => doubled.has(box.id)), [boxes, doubled])
  const content = useMemo<Resting>(
    () => ({ boxes: resting, marks, detections, doubled: twice, colors }),
    [resting, marks, detections, twice, colors],
  )
  const paint = useMemo(() => paintResting(content), [content])
  return <Sheet level={2} token={content} paint={paint} changedPlaces={changedPlaces} />
})
