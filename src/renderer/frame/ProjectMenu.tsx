import { ChevronDown } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { ActionKey } from '../actions/ActionKey'
import { closeProjectAction } from '../actions/file/closeProject'
import { exportLabelsAction } from '../actions/file/exportLabels'
import { importFolder } from '../actions/file/importFolder'
import { importLabels } from '../actions/file/importLabels'
import { importVideo } from '../actions/file/importVideo'
import { openFolderAction } from '../actions/file/openFolder'
import { openSampleAction } from '../actions/file/openSample'
import { showBackups } from '../actions/file/showBackups'
import { editKeys } from '../actions/help/editKeys'
import { showShortcuts } from '../actions/help/showShortcuts'
import { runAction } from '../actions/runAction'
import type { Action } from '../actions/types'
import { cycleTheme } from '../actions/view/cycleTheme'
import { languageActions } from '../actions/view/languageActions'
import { whyNot } from '../actions/whyNot'
import { localText, t } from '../language/t'
import { useProject } from '../state/project/project'
import '../components/Menu.css'

/** The studio's name and, with a project open, the menu of what can be done with it. */
export function ProjectMenu() {
  const summary = useProject((state) => state.summary)
  return (
    <>
      <span className="topbar-brand">{t('Focal')}</span>
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
                <Item action={exportLabelsAction} />
                <Item action={importVideo} />
                <Item action={showBackups} />
                <DropdownMenu.Separator className="menu-line" />
                <Item action={openFolderAction} />
                <Item action={openSampleAction} />
                <Item action={closeProjectAction} />
                <DropdownMenu.Separator className="menu-line" />
                <Item action={cycleTheme} />
                {languageActions.map((action) => (
                  <Item key={action.id} action={action} />
                ))}
                <DropdownMenu.Separator className="menu-line" />
                <Item action={showShortcuts} />
                <Item action={editKeys} />
              </DropdownMenu.Content>
            </DropdownMenu.Portal>
          </DropdownMenu.Root>
        </>
      )}
    </>
  )
}

function Item({ action }: { action: Action }) {
  const reason = whyNot(action)
  return (
    <DropdownMenu.Item
      className="menu-item"
      disabled={reason !== null}
      title={localText(reason) ?? undefined}
      onSelect={() => runAction(action)}
    >
      <span className="grow">{localText(action.label)}</span>
      <ActionKey action={action} />
    </DropdownMenu.Item>
  )
}
