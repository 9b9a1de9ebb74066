import { Command } from 'cmdk'
import { useState } from 'react'
import { ClassSwatch } from '../../../../components/ClassSwatch'
import { Kbd } from '../../../../components/Kbd'
import { t } from '../../../../language/t'
import { useProject } from '../../../../state/project/project'
import { chooseClass, useVerdicts } from '../../../../state/review/verdicts'
import './ClassPicker.css'

/** A class by its digit, or by a part of its name; Escape leaves things as they are. */
export function ClassPicker() {
  const classes = useProject((state) => state.classes)
  const [query, setQuery] = useState('')
  const close = () => useVerdicts.setState({ isPicking: false })
  return (
    <div className="class-picker" role="dialog" aria-label={t('Change the class')} data-testid="class-picker">
      <Command
        label={t('Change the class')}
        loop
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            event.preventDefault()
            close()
          }
          const place = /^\d$/.test(event.key) && query === '' ? (Number(event.key) + 9) % 10 : -1
          const record = classes[place]
          if (record === undefined) return
          event.preventDefault()
          void chooseClass(record.id)
        }}
      >
        <Command.Input
          autoFocus
          className="class-picker-input"
          placeholder={t('Digit or name')}
          value={query}
          onValueChange={setQuery}
          onBlur={close}
        />
        <Command.List className="class-picker-list">
          <Command.Empty className="class-picker-empty">{t('No class is called that')}</Command.Empty>
          {classes.map((record, place) => (
            <Command.Item
              key={record.id}
              value={record.name}
              className="class-picker-item"
              onMouseDown={(event) => event.preventDefault()}
              onSelect={() => void chooseClass(record.id)}
            >
              <ClassSwatch color={record.color} />
              <span className="grow ellipsis">{record.name}</span>
              {place < 10 && <Kbd chord={String((place + 1) % 10)} />}
            </Command.Item>
          ))}
        </Command.List>
      </Command>
    </div>
  )
}
