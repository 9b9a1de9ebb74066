import { Menu } from 'lucide-react'
import { IconButton } from '../../components/IconButton'
import { call } from '../../ipc/client'
import { isMac } from '../../keys/chord'
import { t } from '../../language/t'
import { reportError } from '../../state/studio/notices'

/** Opens the menu of the window, which hides until then; macOS has it at the top of the screen. */
export function MenuButton() {
  if (isMac) return null
  return (
    <IconButton
      icon={Menu}
      label={t('Menu')}
      aria-haspopup="menu"
      data-testid="app-menu"
      onClick={({ currentTarget }) => {
        const { left, bottom } = currentTarget.getBoundingClientRect()
        call('menu.open', { x: Math.round(left), y: Math.round(bottom) }).catch(reportError)
      }}
    />
  )
}
