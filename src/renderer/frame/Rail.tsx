import { runAction } from '../actions/runAction'
import { useKeys } from '../actions/useKeys'
import { Tooltip } from '../components/Tooltip'
import { localText, t } from '../language/t'
import { rooms } from '../rooms'
import type { Room } from '../rooms/types'
import { useNavigation } from '../state/studio/navigation'
import { switchTo } from './allActions'
import './Rail.css'

/** The rooms, down the left edge. */
export function Rail() {
  return (
    <nav className="rail" aria-label={t('Rooms')}>
      {rooms.map((room) => (
        <RailItem key={room.id} room={room} />
      ))}
    </nav>
  )
}

function RailItem({ room: { id, label, icon: Icon } }: { room: Room }) {
  const isCurrent = useNavigation((state) => state.room === id)
  const action = switchTo(id)
  const [chord] = useKeys(action)
  return (
    <Tooltip label={localText(label)} chord={chord} side="right">
      <button
        type="button"
        className="rail-item"
        data-testid={`rail-${id}`}
        aria-current={isCurrent ? 'page' : undefined}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => runAction(action)}
      >
        <Icon aria-hidden />
        {localText(label)}
      </button>
    </Tooltip>
  )
}
