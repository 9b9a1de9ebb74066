import { Tooltip } from '../components/Tooltip'
import { rooms } from '../rooms'
import { goToRoom, useNavigation } from '../state/studio/navigation'
import './Rail.css'

/** The rooms, down the left edge. */
export function Rail() {
  const current = useNavigation((state) => state.room)
  return (
    <nav className="rail" aria-label="Rooms">
      {rooms.map(({ id, label, icon: Icon, key }) => (
        <Tooltip key={id} label={label} chord={key} side="right">
          <button
            type="button"
            className="rail-item"
            data-testid={`rail-${id}`}
            aria-current={id === current ? 'page' : undefined}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => goToRoom(id)}
          >
            <Icon aria-hidden />
            {label}
          </button>
        </Tooltip>
      ))}
    </nav>
  )
}
