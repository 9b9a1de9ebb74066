import { Search as SearchIcon } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { type Completion, completeSearch } from '../../../../shared/search/complete'
import { call } from '../../../ipc/client'
import { localText, t } from '../../../language/t'
import { flagsInUse } from '../../../state/labels/remarks'
import { useProject } from '../../../state/project/project'
import { clearSearch, submitSearch, typeSearch, useSearch } from '../../../state/search/search'
import { usePreferences } from '../../../state/studio/preferences'
import { SearchHelp } from './SearchHelp'
import './SearchField.css'

/** The search above the pictures: what is wrong is underlined, what can come next is offered. */
export function SearchField() {
  const text = useSearch((state) => state.text)
  const problem = useSearch((state) => state.problem)
  const input = useRef<HTMLInputElement>(null)
  const [scroll, setScroll] = useState(0)
  const { offer, move, close, refresh, active } = useOffer(text, input)
  const listId = useId()
  const take = (option: Completion) => {
    if (offer === null) return
    const caret = input.current?.selectionStart ?? text.length
    const next = text.slice(0, offer.from) + option.insert + text.slice(caret)
    typeSearch(next)
    const at = offer.from + option.insert.length
    requestAnimationFrame(() => {
      input.current?.setSelectionRange(at, at)
      refresh(next, at)
    })
  }
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    const options = offer?.options ?? []
    const chosen = active === null ? undefined : options[active]
    if (event.key === 'Escape') {
      if (offer !== null) close()
      else if (text === '') event.currentTarget.blur()
      else void clearSearch()
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (offer === null) refresh(text, event.currentTarget.selectionStart ?? text.length)
      else move(event.key === 'ArrowDown' ? 1 : -1)
    } else if ((event.key === 'Enter' || event.key === 'Tab') && chosen !== undefined) {
      event.preventDefault()
      take(chosen)
    } else if (event.key === 'Enter') {
      close()
      submitSearch()
    }
  }
  return (
    <div className="search">
      <label className="field">
        <SearchIcon aria-hidden />
        <span className="search-text">
          {problem !== null && (
            <span className="search-marks" aria-hidden style={{ transform: `translateX(${-scroll}px)` }}>
              {text.slice(0, problem.from)}
              <mark>{text.slice(problem.from, problem.to) || ' '}</mark>
            </span>
          )}
          <input
            ref={input}
            type="text"
            role="combobox"
            aria-label={t('Search pictures')}
            aria-expanded={offer !== null}
            aria-controls={listId}
            aria-autocomplete="list"
            aria-activedescendant={active === null ? undefined : `${listId}-${active}`}
            aria-invalid={problem !== null}
            data-testid="image-filter"
            placeholder="state:open class:cell"
            spellCheck={false}
            autoComplete="off"
            value={text}
            onScroll={(event) => setScroll(event.currentTarget.scrollLeft)}
            onChange={(event) => {
              typeSearch(event.target.value)
              refresh(event.target.value, event.target.selectionStart ?? event.target.value.length)
            }}
            onFocus={() => refresh(text, input.current?.selectionStart ?? text.length)}
            onBlur={close}
            onKeyDown={press}
          />
        </span>
        <SearchHelp />
      </label>
      {offer !== null && (
        <div className="search-offer menu" role="listbox" id={listId} aria-label={t('What can be written')}>
          {offer.caption !== null && <div className="menu-caption">{localText(offer.caption)}</div>}
          {offer.options.map((option, i) => (
            <div
              key={option.insert}
              id={`${listId}-${i}`}
              role="option"
              tabIndex={-1}
              aria-selected={i === active}
              className="menu-item"
              data-highlighted={i === active ? '' : undefined}
              data-testid="search-option"
              ref={i === active ? (row) => row?.scrollIntoView({ block: 'nearest' }) : undefined}
              onMouseDown={(event) => {
                event.preventDefault()
                take(option)
              }}
            >
              <span className="mono search-insert">{option.insert.trim()}</span>
              <span className="faint small ellipsis">{localText(option.about)}</span>
            </div>
          ))}
        </div>
      )}
    </div>
  )
}

interface Offer {
  from: number
  options: readonly Completion[]
  caption: string | null
}

/** What the list under the field offers: recent searches while it is empty, else what completes the word. */
function useOffer(text: string, input: React.RefObject<HTMLInputElement | null>) {
  const [offer, setOffer] = useState<Offer | null>(null)
  const [active, setActive] = useState<number | null>(null)
  const [attributes, setAttributes] = useState<readonly string[]>([])
  const isOpen = offer !== null
  useEffect(() => {
    // Asked when the person comes to the field: most of the time there are none.
    if (isOpen)
      void call('search.words', {}).then(
        (words) => setAttributes(words.attributes),
        () => undefined,
      )
  }, [isOpen])
  const close = () => setOffer(null)
  const refresh = (now: string, caret: number) => {
    if (document.activeElement !== input.current) return
    setActive(null)
    const { recentSearches } = usePreferences.getState()
    if (now.trim() === '' && recentSearches.length > 0) {
      const recent = recentSearches.map((insert) => ({ insert, about: '' }))
      return setOffer({ from: 0, options: recent, caption: t('Lately') })
    }
    const { classes, images } = useProject.getState()
    const words = { classes: classes.map(({ name }) => name), flags: flagsInUse(images), attributes }
    const { from, options } = completeSearch(now, caret, words)
    const typed = now.slice(from, caret)
    const isDone = options.length === 1 && options[0]?.insert.trim() === typed
    setOffer(options.length === 0 || isDone ? null : { from, options, caption: null })
  }
  const move = (step: 1 | -1) => {
    const count = offer?.options.length ?? 0
    if (count === 0) return
    setActive((now) => (now === null ? (step === 1 ? 0 : count - 1) : (now + step + count) % count))
  }
  return { offer, active, move, close, refresh, text }
}
