import { Search } from 'lucide-react'
import { Chip } from '../components/Chip'
import { Kbd } from '../components/Kbd'
import { useProject } from '../state/project/project'
import { useNavigation } from '../state/studio/navigation'
import { DeviceChip } from './DeviceChip'
import { ProjectMenu } from './ProjectMenu'
import { SaveStatus } from './SaveStatus'
import './TopBar.css'

/** Project, saved or not, search, device. */
export function TopBar() {
  const isOpen = useProject((state) => state.status === 'open')
  const readOnlyReason = useProject((state) =>
    state.summary?.readOnly ? state.summary.readOnlyReason : null,
  )
  return (
    <header className="topbar">
      <div className="topbar-side">
        <ProjectMenu />
        {isOpen && <SaveStatus />}
        {readOnlyReason !== null && (
          <span title={readOnlyReason}>
            <Chip tone="warn">Read-only</Chip>
          </span>
        )}
      </div>
      {isOpen && (
        <button
          type="button"
          className="topbar-search"
          data-testid="open-palette"
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => useNavigation.setState({ paletteOpen: true })}
        >
          <Search aria-hidden />
          <span className="grow">Search pictures, classes, actions</span>
          <Kbd chord="Ctrl+K" />
        </button>
      )}
      <div className="topbar-side topbar-end">
        <DeviceChip />
      </div>
    </header>
  )
}
