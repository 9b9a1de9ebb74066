import { useState } from 'react'
import type { AnnotatorController } from '../../annotator/controller'
import { useController } from '../../annotator/useController'
import { boxToScreen } from '../../annotator/view/viewport'
import { Field } from '../../components/Field'
import { Kbd } from '../../components/Kbd'
import { t } from '../../language/t'
import { addClass } from '../../state/labels/classes'
import { useSelection } from '../../state/labels/selection'

/** Under the first box of a project: what is it? The box waits until it has a name. */
export function NameTheClass({ controller }: { controller: AnnotatorController }) {
  const box = useSelection((state) => state.naming)
  const view = useController(controller, (c) => c.view)
  const [name, setName] = useState('')
  if (box === null) return null
  const on = boxToScreen(view, box)
  const close = () => {
    setName('')
    useSelection.setState({ naming: null })
  }
  return (
    <div
      className="name-class"
      style={{ left: on.x1, top: on.y2 + 8 }}
      onPointerDown={(event) => event.stopPropagation()}
    >
      <Field
        autoFocus
        aria-label={t('Name of the class')}
        data-testid="name-class"
        placeholder={t('What is this?')}
        value={name}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') close()
          if (event.key === 'Enter' && addClass(name, box)) setName('')
        }}
        trailing={<Kbd chord="Enter" />}
      />
    </div>
  )
}
