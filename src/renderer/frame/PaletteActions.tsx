import { Command } from 'cmdk'
import type { Action } from '../actions/types'
import { useKeys } from '../actions/useKeys'
import { whyNot } from '../actions/whyNot'
import { Kbd } from '../components/Kbd'
import { bothTexts, localText, t } from '../language/t'
import { usePreferences } from '../state/studio/preferences'
import { actionsHere, allActions } from './allActions'
import { placeWords } from './keys/placeWords'
import { runAnywhere } from './runAnywhere'
import { searchable } from './searchRank'

/** Every action: the ones used last, those of this screen, and once something is sought those of the others. */
export function PaletteActions({ query, close }: { query: string; close(): void }) {
  const recentIds = usePreferences((state) => state.recentActions)
  const here = actionsHere().filter(({ id }) => id !== 'showPalette')
  const ofHere = new Set(here.map(({ id }) => id))
  const recent = recentIds.flatMap((id) => here.filter((action) => action.id === id))
  const others = here.filter(({ id }) => !recentIds.includes(id))
  const run = (action: Action) => {
    close()
    runAnywhere(action)
  }
  const isSought = query.trim() !== ''
  const single = (action: Action) => action.family === undefined || isSought
  return (
    <>
      {recent.length > 0 && (
        <Command.Group heading={t('Used last')}>
          {recent.map((action) => (
            <Item key={action.id} action={action} reason={whyNot(action)} onSelect={() => run(action)} />
          ))}
        </Command.Group>
      )}
      <Command.Group heading={t('Actions')}>
        {others.filter(single).map((action) => (
          <Item key={action.id} action={action} reason={whyNot(action)} onSelect={() => run(action)} />
        ))}
      </Command.Group>
      {isSought && (
        <Command.Group heading={t('Elsewhere')}>
          {allActions
            .filter((action) => !ofHere.has(action.id) && action.family === undefined)
            .map((action) => (
              <Item key={action.id} action={action} place={placeWords(action)} onSelect={() => run(action)} />
            ))}
        </Command.Group>
      )}
    </>
  )
}

interface ItemProps {
  action: Action
  /** Why it cannot be run now. */
  reason?: string | null
  /** Where it is at home, if not here. */
  place?: string
  onSelect(): void
}

function Item({ action, reason = null, place, onSelect }: ItemProps) {
  const [chord] = useKeys(action)
  return (
    <Command.Item
      value={searchable(`${bothTexts(action.label)} ${bothTexts(action.group)}`, action.id)}
      disabled={reason !== null}
      data-testid={`palette-${action.id}`}
      onSelect={onSelect}
    >
      <span className="grow ellipsis">{localText(action.label)}</span>
      {(reason ?? place) !== undefined && <span className="palette-aside">{localText(reason) ?? place}</span>}
      {chord !== undefined && <Kbd chord={chord} />}
    </Command.Item>
  )
}
