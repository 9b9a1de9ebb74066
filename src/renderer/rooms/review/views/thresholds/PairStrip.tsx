import type { ConfusionPair } from '../../../../../shared/evaluation/schema'
import type { CropBox } from '../../../../crops/BoxCrop'
import { CropOption } from '../../../../crops/CropOption'
import { CropStrip } from '../../../../crops/CropStrip'
import { t } from '../../../../language/t'
import { showPair, useConfusion } from '../../../../state/review/confusion'
import { aroundPair } from './aroundPair'

/** The pairs of the open cell as crops: what is there solid, what was found dashed; a press shows the picture. */
export function PairStrip({ pairs }: { pairs: readonly ConfusionPair[] }) {
  const shown = useConfusion((state) => state.shown)
  return (
    <CropStrip
      label={t('Pairs of the cell')}
      items={pairs}
      current={shown ?? -1}
      onFirst={() => pairs.length > 0 && showPair(0)}
    >
      {(pair, place) => (
        <CropOption
          label={pair.imagePath}
          imageId={pair.imageId}
          around={aroundPair(pair)}
          boxes={boxesOf(pair)}
          isCurrent={place === shown}
          testId={`pair-${place}`}
          onPress={() => showPair(place)}
        >
          {pair.score !== null && <span className="crop-tag">{pair.score.toFixed(2)}</span>}
        </CropOption>
      )}
    </CropStrip>
  )
}

function boxesOf({ truth, detection }: ConfusionPair): CropBox[] {
  const boxes: CropBox[] = []
  if (truth !== null) boxes.push({ box: truth, tone: 'good', isDashed: false })
  if (detection !== null) boxes.push({ box: detection, tone: 'bad', isDashed: true })
  return boxes
}
