import type { Suspect } from '../../../../../shared/labels/schema'
import type { CropBox } from '../../../../crops/BoxCrop'
import { CropOption } from '../../../../crops/CropOption'
import { CropStrip } from '../../../../crops/CropStrip'
import { localText, t } from '../../../../language/t'
import { showSuspect } from '../../../../state/review/suspects'
import { kinds } from './kinds'
import { suspectRegion } from './suspectRegion'

interface SuspectStripProps {
  suspects: readonly Suspect[]
  currentId: string | null
}

/** The doubted labels as a strip of crops: the label solid, the proposal dashed. */
export function SuspectStrip({ suspects, currentId }: SuspectStripProps) {
  return (
    <CropStrip
      label={t('Doubted labels in order')}
      items={suspects}
      current={suspects.findIndex(({ id }) => id === currentId)}
    >
      {(suspect) => (
        <CropOption
          key={suspect.id}
          label={`${localText(kinds[suspect.kind].label)}, ${suspect.imagePath}`}
          imageId={suspect.imageId}
          around={suspectRegion(suspect)}
          boxes={boxesOf(suspect)}
          isCurrent={suspect.id === currentId}
          isSettled={suspect.verdict !== null}
          onPress={() => showSuspect(suspect.id)}
        >
          <span className="label-crop-kind" style={{ background: `var(${kinds[suspect.kind].color})` }} />
        </CropOption>
      )}
    </CropStrip>
  )
}

function boxesOf({ label, prediction }: Suspect): CropBox[] {
  const proposed: CropBox = { box: prediction.box, tone: 'warn', isDashed: true }
  return label === null ? [proposed] : [{ box: label.box, tone: 'good', isDashed: false }, proposed]
}
