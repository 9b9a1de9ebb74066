import { ContextMenu } from 'radix-ui'
import type { ReactNode } from 'react'
import { ActionKey } from '../../actions/ActionKey'
import { copyBoxes } from '../../actions/boxes/copyBoxes'
import { deleteBoxes } from '../../actions/boxes/deleteBoxes'
import { duplicateBoxes } from '../../actions/boxes/duplicateBoxes'
import { pasteBoxes } from '../../actions/boxes/pasteBoxes'
import { toggleDifficult } from '../../actions/boxes/toggleDifficult'
import { toggleOccluded } from '../../actions/boxes/toggleOccluded'
import { classDigits, setClass } from '../../actions/classes/setClass'
import { runAction } from '../../actions/runAction'
import type { Action } from '../../actions/types'
import { fitImage } from '../../actions/view/fitImage'
import { whyNot } from '../../actions/whyNot'
import { ClassSwatch } from '../../components/ClassSwatch'
import { localText } from '../../language/t'
import { useProject } from '../../state/project/project'
import { useSettledBoxes } from './settled'
import '../../components/Menu.css'

const MOST_CLASSES = 10

/** The right button on the canvas: class and more for the selection, else what the picture offers. */
export function BoxMenu({ children }: { children: ReactNode }) {
  const classes = useProject((state) => state.classes)
  const hasSelection = useSettledBoxes().length > 0
  const first: readonly Action[] = hasSelection
    ? [copyBoxes, duplicateBoxes, pasteBoxes, toggleOccluded, toggleDifficult, deleteBoxes]
    : [pasteBoxes, fitImage]
  return (
    // Not modal: a modal menu would put a style element on the page, which the policy forbids.
    <ContextMenu.Root modal={false}>
      <ContextMenu.Trigger asChild>
        <div className="label-canvas">{children}</div>
      </ContextMenu.Trigger>
      <ContextMenu.Portal>
        <ContextMenu.Content className="menu" collisionPadding={8}>
          {classes.slice(0, MOST_CLASSES).map((record, place) => (
            <ContextMenu.Item key={record.id} className="menu-item" onSelect={() => setClass(record.id)}>
              <ClassSwatch color={record.color} />
              <span className="grow">{record.name}</span>
              <ActionKey action={classDigits[place]} />
            </ContextMenu.Item>
          ))}
          {classes.length > 0 && <ContextMenu.Separator className="menu-line" />}
          {first.map((action) => (
            <ContextMenu.Item
              key={action.id}
              className="menu-item"
              disabled={action.enabled?.() === false}
              title={whyNot(action) ?? undefined}
              onSelect={() => runAction(action)}
            >
              <span className="grow">{localText(action.label)}</span>
              <ActionKey action={action} />
            </ContextMenu.Item>
          ))}
        </ContextMenu.Content>
      </ContextMenu.Portal>
    </ContextMenu.Root>
  )
}
