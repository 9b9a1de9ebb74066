import { ChevronDown } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { closeProjectAction } from '../actions/closeProject'
import { cycleTheme } from '../actions/cycleTheme'
import { importFolder, importLabels } from '../actions/importPictures'
import { importVideo } from '../actions/importVideo'
import { openFolderAction } from '../actions/openFolder'
import { openSampleAction } from '../actions/openSample'
import { keysOf, runAction } from '../actions/runAction'
import { showShortcuts } from '../actions/showShortcuts'
import type { Action } from '../actions/types'
import { Kbd } from '../components/Kbd'
import { useProject } from '../state/project/project'
import '../components/Menu.css'

/** The studio's name and, with a project open, the menu of what can be done with it. */
export function ProjectMenu() {
  const summary = useProject((state) => state.summary)
  return (
    <>
      <span className="topbar-brand">Focal</span>
      {summary !== null && (
        <>
          <span className="faint">/</span>
          {/* Not modal: a modal menu would put a style element on the page, which the policy forbids. */}
          <DropdownMenu.Root modal={false}>
            <DropdownMenu.Trigger
              className="topbar-project"
              data-testid="project-menu"
              title={summary.folder}
            >
              <span className="ellipsis" data-testid="project-name">
                {summary.name}
              </span>
              <ChevronDown aria-hidden />
            </DropdownMenu.Trigger>
            <DropdownMenu.Portal>
              <DropdownMenu.Content className="menu" align="start" sideOffset={4}>
                <Item action={importFolder} />
                <Item action={importLabels} />
                <Item action={importVideo} />
                <DropdownMenu.Separator className="menu-line" />
                <Item action={openFolderAction} />
                <Item action={openSampleAction} />
                <Item action={closeProjectAction} />
                <DropdownMenu.Separator className="menu-line" />
                <Item action={cycleTheme} />
                <Item action={showShortcuts} />
              </DropdownMenu.Content>
            </DropdownMenu.Portal>
          </DropdownMenu.Root>
        </>
      )}
    </>
  )
}

function Item({ action }: { action: Action }) {
  const [chord] = keysOf(action)
  return (
    <DropdownMenu.Item
      className="menu-item"
      disabled={action.enabled?.() === false}
      onSelect={() => runAction(action)}
    >
      <span className="grow">{action.label}</span>
      {chord !== undefined && <Kbd chord={chord} />}
    </DropdownMenu.Item>
  )
}
