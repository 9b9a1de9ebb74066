import { bringBackPictures } from '../../actions/pictures/bringBack'
import { Button } from '../../components/Button'
import { localText, t } from '../../language/t'
import { bringBack } from '../../state/labels/takeOut'
import { rowOf, useProject } from '../../state/project/project'
import { useSettledId } from './settled'

/** Says over a picture that it was taken out of the project, with the way back. */
export function TakenOutBanner() {
  const imageId = useSettledId()
  const isOut = useProject((state) => rowOf(state, imageId)?.takenOut === true)
  const canWrite = useProject((state) => state.summary?.readOnly === false)
  if (!isOut || imageId === null) return null
  return (
    <div className="ghost-banner" role="status" data-testid="taken-out-banner">
      <span>{t('Taken out of the project')}</span>
      <Button disabled={!canWrite} onClick={() => bringBack(new Set([imageId]))}>
        {localText(bringBackPictures.label)}
      </Button>
    </div>
  )
}
