import { keysOf } from '../actions/runAction'
import type { Action } from '../actions/types'
import { Kbd } from '../components/Kbd'
import { useNavigation } from '../state/studio/navigation'
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
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard (WCAG 2.1.1) */}
      <section className="shortcuts-scroll" aria-label="Keys" tabIndex={0}>
        <div className="shortcuts">
          {groups.map(([group, actions]) => (
            <section key={group}>
              <h3>{group}</h3>
              {linesOf(actions).map(({ label, chords }) => (
                <div className="shortcuts-row" key={label}>
                  <span className="grow">{label}</span>
                  {chords.map((chord) => (
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
      </section>
    </Overlay>
  )
}

function groupsOf(actions: readonly Action[]): [string, Action[]][] {
  const groups = new Map<string, Action[]>()
  for (const action of actions) groups.set(action.group, [...(groups.get(action.group) ?? []), action])
  return [...groups]
}

/** A line for each action, one for a whole family. */
function linesOf(actions: readonly Action[]): { label: string; chords: readonly string[] }[] {
  const lines = new Map<string, readonly string[]>()
  for (const action of actions) {
    if (action.family === undefined) lines.set(action.label, keysOf(action))
    else lines.set(action.family.label, [action.family.keys])
  }
  return [...lines].map(([label, chords]) => ({ label, chords }))
}
