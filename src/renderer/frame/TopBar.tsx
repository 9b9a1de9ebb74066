import { Keyboard, Search } from 'lucide-react'
import { ActionKey } from '../actions/ActionKey'
import { editKeys } from '../actions/help/editKeys'
import { showPalette } from '../actions/help/showPalette'
import { runAction } from '../actions/runAction'
import { IconButton } from '../components/IconButton'
import { localText, t } from '../language/t'
import { useProject } from '../state/project/project'
import { DeviceChip } from './DeviceChip'
import { MenuButton } from './menu/MenuButton'
import { ProjectMenu } from './ProjectMenu'
import { RunningWork } from './RunningWork'
import { SaveStatus } from './SaveStatus'
import './TopBar.css'

/** Project, saved or not, search, what is running, device. */
export function TopBar() {
  const isOpen = useProject((state) => state.status === 'open')
  return (
    <header className="topbar">
      <div className="topbar-side">
        <MenuButton />
        <ProjectMenu />
        {isOpen && <SaveStatus />}
      </div>
      {isOpen && (
        <button
          type="button"
          className="topbar-search"
          data-testid="open-palette"
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => runAction(showPalette)}
        >
          <Search aria-hidden />
          <span className="grow">{t('Search pictures, classes, actions')}</span>
          <ActionKey action={showPalette} />
        </button>
      )}
      <div className="topbar-side topbar-end">
        <RunningWork />
        <DeviceChip />
        <IconButton
          icon={Keyboard}
          label={localText(editKeys.label)}
          action={editKeys}
          data-testid="open-keys"
          onClick={() => runAction(editKeys)}
        />
      </div>
    </header>
  )
}
