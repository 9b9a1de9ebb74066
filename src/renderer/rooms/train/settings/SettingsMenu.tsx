import { Ellipsis } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { keysOf, runAction } from '../../../actions/runAction'
import type { Action } from '../../../actions/types'
import { Kbd } from '../../../components/Kbd'
import { Tooltip } from '../../../components/Tooltip'
import { localText, t } from '../../../language/t'
import { exportSettingsAction } from '../actions/exportSettings'
import { importSettingsAction } from '../actions/importSettings'
import { resetSettingsAction } from '../actions/resetSettings'
import { undoSettingsAction } from '../actions/undoSettings'
import '../../../components/Menu.css'

/** What can be done with all settings at once. */
export function SettingsMenu() {
  return (
    // Not modal: a modal menu would put a style element on the page, which the policy forbids.
    <DropdownMenu.Root modal={false}>
      <Tooltip label={t('Export, import, reset')} side="left">
        <DropdownMenu.Trigger
          className="icon-button"
          aria-label={t('All settings')}
          data-testid="settings-menu"
        >
          <Ellipsis aria-hidden />
        </DropdownMenu.Trigger>
      </Tooltip>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="end" sideOffset={4}>
          <Item action={exportSettingsAction} />
          <Item action={importSettingsAction} />
          <DropdownMenu.Separator className="menu-line" />
          <Item action={undoSettingsAction} />
          <Item action={resetSettingsAction} />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

function Item({ action }: { action: Action }) {
  const [chord] = keysOf(action)
  return (
    <DropdownMenu.Item
      className="menu-item"
      data-testid={action.id}
      disabled={action.enabled?.() === false}
      onSelect={() => runAction(action)}
    >
      <span className="grow">{localText(action.label)}</span>
      {chord !== undefined && <Kbd chord={chord} />}
    </DropdownMenu.Item>
  )
}
