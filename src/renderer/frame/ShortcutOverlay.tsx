import { keysOf } from '../actions/runAction'
import type { Action } from '../actions/types'
import { Kbd } from '../components/Kbd'
import { useNavigation } from '../state/navigation'
import { actionsIn } from './allActions'
import { Overlay } from './Overlay'
import { pointerHints } from './pointerHints'
import './ShortcutOverlay.css'

const MOST_CHORDS = 4

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
      <div className="shortcuts-scroll">
        <div className="shortcuts">
          {groups.map(([group, actions]) => (
            <section key={group}>
              <h3>{group}</h3>
              {linesOf(actions).map(({ label, chords }) => (
                <div className="shortcuts-row" key={label}>
                  <span className="grow">{label}</span>
                  {chords.length > MOST_CHORDS ? (
                    <>
                      <Kbd chord={chords[0]} /> … <Kbd chord={chords[chords.length - 1]} />
                    </>
                  ) : (
                    chords.map((chord) => <Kbd key={chord} chord={chord} />)
                  )}
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
      </div>
    </Overlay>
  )
}

function groupsOf(actions: readonly Action[]): [string, Action[]][] {
  const groups = new Map<string, Action[]>()
  for (const action of actions) groups.set(action.group, [...(groups.get(action.group) ?? []), action])
  return [...groups]
}

/** A line for each action, one for a whole family. */
function linesOf(actions: readonly Action[]): { label: string; chords: string[] }[] {
  const lines = new Map<string, string[]>()
  for (const action of actions) {
    const label = action.family ?? action.label
    lines.set(label, [...(lines.get(label) ?? []), ...keysOf(action)])
  }
  return [...lines].map(([label, chords]) => ({ label, chords }))
}
