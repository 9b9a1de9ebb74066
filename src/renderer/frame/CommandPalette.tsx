import { Command } from 'cmdk'
import { Image as ImageIcon } from 'lucide-react'
import { useState } from 'react'
import { setClass } from '../actions/classes/setClass'
import { ClassSwatch } from '../components/ClassSwatch'
import { t } from '../language/t'
import { inProject } from '../state/labels/inProject'
import { goToImage } from '../state/labels/selection'
import { useProject } from '../state/project/project'
import { clearSearch } from '../state/search/search'
import { goToRoom, useNavigation } from '../state/studio/navigation'
import { Overlay } from './Overlay'
import { PaletteActions } from './PaletteActions'
import { rank, searchable } from './searchRank'
import './CommandPalette.css'

const MOST_PICTURES = 8

/** One field that finds actions, classes and pictures. */
export function CommandPalette() {
  const open = useNavigation((state) => state.paletteOpen)
  const close = () => useNavigation.setState({ paletteOpen: false })
  return (
    <Overlay title={t('Search')} open={open} onClose={close} testId="palette">
      {open && <Search close={close} />}
    </Overlay>
  )
}

function Search({ close }: { close(): void }) {
  const [query, setQuery] = useState('')
  const classes = useProject((state) => state.classes)
  const pictures = useFoundPictures(query)
  const choose = (run: () => void) => () => {
    close()
    run()
  }
  return (
    <Command className="palette" label={t('Search pictures, classes and actions')} loop filter={rank}>
      <Command.Input
        autoFocus
        className="palette-input"
        placeholder={t('Search pictures, classes, actions')}
        value={query}
        onValueChange={setQuery}
      />
      <Command.List className="palette-list" label={t('Suggestions')}>
        <Command.Empty className="palette-empty">{t('Nothing is called that')}</Command.Empty>
        <PaletteActions query={query} close={close} />
        {classes.length > 0 && (
          <Command.Group heading={t('Classes')}>
            {classes.map((record) => (
              <Command.Item
                key={record.id}
                value={searchable(record.name, record.id)}
                onSelect={choose(() => setClass(record.id))}
              >
                <ClassSwatch color={record.color} />
                <span className="grow">{record.name}</span>
              </Command.Item>
            ))}
          </Command.Group>
        )}
        {pictures.length > 0 && (
          <Command.Group heading={t('Pictures')}>
            {pictures.map((image) => (
              <Command.Item
                key={image.id}
                value={searchable(image.path, image.id)}
                onSelect={choose(() => {
                  goToRoom('label')
                  void clearSearch()
                  void goToImage(image.id)
                })}
              >
                <ImageIcon aria-hidden />
                <span className="grow ellipsis">{image.path}</span>
              </Command.Item>
            ))}
          </Command.Group>
        )}
      </Command.List>
    </Command>
  )
}

/** The first pictures whose path holds what was typed: a list of ten thousand would drown the rest. */
function useFoundPictures(query: string) {
  const images = useProject((state) => inProject(state.images))
  const sought = query.trim().toLowerCase()
  if (sought === '') return []
  const found = []
  for (const image of images) {
    if (image.path.toLowerCase().includes(sought)) found.push(image)
    if (found.length === MOST_PICTURES) break
  }
  return found
}
