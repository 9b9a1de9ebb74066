import { TriangleAlert } from 'lucide-react'
import { type KeyboardEvent, type Ref, useEffect, useRef } from 'react'
import type { Action } from '../../actions/types'
import { Kbd } from '../../components/Kbd'
import type { Conflict } from '../../keys/conflicts'
import { chordsOf, isOwn, type Keymap } from '../../keys/keymap'
import { localText, t } from '../../language/t'

interface KeyListProps {
  actions: readonly Action[]
  chosen: Action | undefined
  keymap: Keymap
  conflicts: readonly Conflict<Action>[]
  emptyWords: string
  onChoose(action: Action): void
  /** New keys are wanted for the chosen one. */
  onChange(): void
  onClear(action: Action): void
  ref: Ref<HTMLDivElement>
}

const PAGE = 10

/** The actions with their keys by group; one stop of the keyboard, the arrows go through it. */
export function KeyList(props: KeyListProps) {
  const { actions, chosen, keymap, conflicts, emptyWords, onChoose, onChange, onClear, ref } = props
  const current = useRef<HTMLDivElement>(null)
  const clashing = new Set(conflicts.flatMap(({ first, second }) => [first.id, second.id]))
  const chosenId = chosen?.id

  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever another row is chosen
  useEffect(() => current.current?.scrollIntoView({ block: 'nearest' }), [chosenId])

  const press = (event: KeyboardEvent) => {
    if (chosen === undefined) return
    const at = actions.indexOf(chosen)
    const to = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + PAGE,
      PageUp: at - PAGE,
      Home: 0,
      End: 1e6,
    }[event.key]
    if (to !== undefined) {
      const next = actions[Math.min(actions.length - 1, Math.max(0, to))]
      onChoose(next)
      // The row that was chosen has the focus: it goes along once the next one may have it.
      requestAnimationFrame(() => current.current?.focus())
    } else if (event.key === 'Enter') onChange()
    else if (event.key === 'Delete' || event.key === 'Backspace') onClear(chosen)
    else return
    event.preventDefault()
  }

  return (
    <div
      className="keys-list"
      role="listbox"
      aria-label={t('Actions')}
      ref={ref}
      onKeyDown={press}
      tabIndex={-1}
    >
      {actions.length === 0 && <p className="keys-empty">{localText(emptyWords)}</p>}
      {actions.map((action, i) => (
        <div key={action.id}>
          {action.group !== actions[i - 1]?.group && (
            <div className="keys-group" aria-hidden>
              {localText(action.group)}
            </div>
          )}
          <div
            className="keys-row"
            role="option"
            ref={action.id === chosenId ? current : null}
            tabIndex={action.id === chosenId ? 0 : -1}
            aria-selected={action.id === chosenId}
            data-testid={`key-row-${action.id}`}
            data-own={isOwn(action, keymap)}
            onClick={() => onChoose(action)}
            onDoubleClick={onChange}
            onKeyDown={undefined}
          >
            <span className="grow ellipsis">{localText(action.label)}</span>
            {clashing.has(action.id) && (
              <TriangleAlert className="keys-clash" aria-label={t('shares a key')} />
            )}
            {chordsOf(action, keymap).map((chord) => (
              <Kbd key={chord} chord={chord} />
            ))}
          </div>
        </div>
      ))}
    </div>
  )
}
