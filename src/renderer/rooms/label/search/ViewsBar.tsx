import { BookmarkPlus, ChevronDown } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { useEffect, useState } from 'react'
import { create } from 'zustand'
import type { SavedView, SortChoice } from '../../../../shared/search/schema'
import { Field } from '../../../components/Field'
import { IconButton } from '../../../components/IconButton'
import { t } from '../../../language/t'
import { useProject } from '../../../state/project/project'
import { byName, useSearch } from '../../../state/search/search'
import {
  deleteView,
  loadViews,
  moveView,
  openView,
  renameView,
  saveView,
  useViews,
} from '../../../state/search/views'
import { reportError } from '../../../state/studio/notices'
import '../../../components/Menu.css'

const useNaming = create<{ naming: string | null }>(() => ({ naming: null }))
const setNaming = (naming: string | null) => useNaming.setState({ naming })

/** Searches with a name: a press shows what they find. */
export function ViewsBar() {
  const projectId = useProject((state) => state.summary?.id)
  const canWrite = useProject((state) => state.summary?.readOnly === false)
  const views = useViews((state) => state.views)
  const text = useSearch((state) => state.text)
  const sort = useSearch((state) => state.sort)
  const naming = useNaming((state) => state.naming)
  useEffect(() => {
    setNaming(null)
    if (projectId !== undefined) loadViews().catch(reportError)
  }, [projectId])
  if (views.length === 0 && naming === null) return null
  return (
    <div className="search-views" data-testid="views">
      {views.map((view) =>
        naming === view.id ? (
          <NameField
            key={view.id}
            initial={view.name}
            onDone={(name) => {
              setNaming(null)
              if (name !== null) renameView(view.id, name)
            }}
          />
        ) : (
          <span key={view.id} className="search-view" data-active={isView(view, text, sort)}>
            <button
              type="button"
              className="ellipsis"
              title={view.query === '' ? view.name : view.query}
              aria-pressed={isView(view, text, sort)}
              data-testid="view"
              onClick={() => openView(view)}
            >
              {view.name}
            </button>
            <ViewMenu view={view} disabled={!canWrite} onRename={() => setNaming(view.id)} />
          </span>
        ),
      )}
      {naming === 'new' && (
        <NameField
          initial=""
          onDone={(name) => {
            setNaming(null)
            if (name !== null && name.trim() !== '') saveView(name)
          }}
        />
      )}
    </div>
  )
}

/** Gives the search in hand a name. */
export function SaveViewButton() {
  const canWrite = useProject((state) => state.summary?.readOnly === false)
  const views = useViews((state) => state.views)
  const text = useSearch((state) => state.text)
  const sort = useSearch((state) => state.sort)
  const problem = useSearch((state) => state.problem)
  const isPlain = text.trim() === '' && sort.by === byName.by && !sort.descending
  const canSave = canWrite && !isPlain && problem === null && !views.some((view) => isView(view, text, sort))
  return (
    <IconButton
      icon={BookmarkPlus}
      label={t('Save this search')}
      data-testid="save-view"
      disabled={!canSave}
      onClick={() => setNaming('new')}
    />
  )
}

const isView = (view: SavedView, text: string, { by, descending }: SortChoice): boolean =>
  view.query.trim() === text.trim() && view.sort.by === by && view.sort.descending === descending

function ViewMenu({ view, disabled, onRename }: { view: SavedView; disabled: boolean; onRename(): void }) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        className="icon-button"
        aria-label={t('More for {{name}}', { name: view.name })}
        disabled={disabled}
        data-testid="view-menu"
      >
        <ChevronDown aria-hidden />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="start" sideOffset={4} collisionPadding={8}>
          <DropdownMenu.Item className="menu-item" onSelect={() => requestAnimationFrame(onRename)}>
            {t('Rename')}
          </DropdownMenu.Item>
          <DropdownMenu.Item className="menu-item" onSelect={() => moveView(view.id, -1)}>
            {t('Move forward')}
          </DropdownMenu.Item>
          <DropdownMenu.Item className="menu-item" onSelect={() => moveView(view.id, 1)}>
            {t('Move back')}
          </DropdownMenu.Item>
          <DropdownMenu.Separator className="menu-line" />
          <DropdownMenu.Item className="menu-item" onSelect={() => deleteView(view.id)}>
            {t('Delete')}
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

function NameField({ initial, onDone }: { initial: string; onDone(name: string | null): void }) {
  const [name, setName] = useState(initial)
  return (
    <Field
      autoFocus
      aria-label={t('Name of the view')}
      placeholder={t('Name of the view')}
      data-testid="view-name"
      maxLength={80}
      value={name}
      onChange={(event) => setName(event.target.value)}
      onBlur={() => onDone(null)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onDone(name)
        if (event.key === 'Escape') onDone(null)
      }}
    />
  )
}
