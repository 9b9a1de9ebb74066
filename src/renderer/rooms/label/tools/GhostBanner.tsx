import { toggleGhostBoxes } from '../../../actions/boxes/toggleGhostBoxes'
import { acceptSelected } from '../../../actions/proposals/acceptSelected'
import { acceptShown } from '../../../actions/proposals/acceptShown'
import { rejectSelected } from '../../../actions/proposals/rejectSelected'
import { rejectShown } from '../../../actions/proposals/rejectShown'
import { keysOf, runAction } from '../../../actions/runAction'
import { Button } from '../../../components/Button'
import { Kbd } from '../../../components/Kbd'
import { countText } from '../../../language/count'
import { localText, t } from '../../../language/t'
import { useStandingGhosts } from '../../../state/labels/ghosts'
import { usePreferences } from '../../../state/studio/preferences'
import './tools.css'

/** Says that the previous picture's boxes are offered, and how they are judged. */
export function GhostBanner() {
  const isOn = usePreferences((state) => state.canvas.ghosts)
  const ghosts = useStandingGhosts()
  if (!isOn) return null
  const judges = [
    { action: acceptSelected, words: t('Accept one') },
    { action: acceptShown, words: t('Accept all') },
    { action: rejectSelected, words: t('Not this') },
    { action: rejectShown, words: t('None') },
  ]
  return (
    <div className="ghost-banner" role="status" data-testid="ghost-banner">
      <span>
        {ghosts.length === 0
          ? t('Ghosts are on: none to judge here')
          : t('{{ghosts}} from the previous picture', { ghosts: countText(ghosts.length, 'ghost') })}
      </span>
      {ghosts.length > 0 &&
        judges.map(({ action, words }) => (
          <Button key={words} onClick={() => runAction(action)}>
            {localText(words)} <Kbd chord={keysOf(action)[0] ?? ''} />
          </Button>
        ))}
      <Button onClick={() => runAction(toggleGhostBoxes)}>
        {t('Turn off')} <Kbd chord={keysOf(toggleGhostBoxes)[0] ?? ''} />
      </Button>
    </div>
  )
}
