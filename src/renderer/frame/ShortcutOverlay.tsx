import { keysOf } from '../actions/runAction'
import type { Action } from '../actions/types'
import { Kbd } from '../components/Kbd'
import { useNavigation } from '../state/navigation'
import { actionsIn } from './allActions'
import { Overlay } from './Overlay'
import { pointerHints } from './pointerHints'
import './ShortcutOverlay.css'

/** Every key that works in this room. */
export function ShortcutOverlay() {
  const open = useNavigation((state) => state.helpOpen)
  const room = useNavigation((state) => state.room)
  const groups = groupsOf(actionsIn(room).filter((action) => keysOf(action).length > 0))
  return (
    <Overlay
      title="Keys"
      open={open}
      wide
      onClose={() => useNavigation.setState({ helpOpen: false })}
      testId="shortcuts"
    >
      <div className="shortcuts">
        {groups.map(([group, actions]) => (
          <section key={group}>
            <h3>{group}</h3>
            {actions.map((action) => (
              <div className="shortcuts-row" key={action.id}>
                <span className="grow">{action.label}</span>
                {keysOf(action).map((chord) => (
                  <Kbd key={chord} chord={chord} />
                ))}
              </div>
            ))}
          </section>
        ))}
        {room === 'label' && (
          <section>
            <h3>Pointer</h3>
            {pointerHints.map(([what, how]) => (
              <div className="shortcuts-row" key={what}>
                <span className="grow">{what}</span>
                <span className="muted small">{how}</span>
              </div>
            ))}
          </section>
        )}
      </div>
    </Overlay>
  )
}

function groupsOf(actions: readonly Action[]): [string, Action[]][] {
  const groups = new Map<string, Action[]>()
  for (const action of actions) groups.set(action.group, [...(groups.get(action.group) ?? []), action])
  return [...groups]
}
