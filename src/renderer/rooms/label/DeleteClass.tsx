import { DropdownMenu } from 'radix-ui'
import type { ClassRecord } from '../../../shared/annotation/schema'
import { countText } from '../../../shared/text/count'
import { Button } from '../../components/Button'
import { ClassSwatch } from '../../components/ClassSwatch'
import { deleteClass, useClassList } from '../../state/labels/classes'
import { useProject } from '../../state/project/project'
import { reportError } from '../../state/studio/notices'
import '../../components/Menu.css'

/** Before a class goes: what becomes of its boxes. Either way it is one edit that undo takes back. */
export function DeleteClass({ record }: { record: ClassRecord }) {
  const count = useProject((state) => state.boxCounts.get(record.id) ?? 0)
  const others = useProject((state) => state.classes).filter((other) => other.id !== record.id)
  const close = () => useClassList.setState({ deleting: null })
  const finish = (moveTo: ClassRecord | null) => {
    close()
    deleteClass(record, moveTo?.id ?? null).catch(reportError)
  }
  return (
    <li className="class-delete" aria-label={`Delete ${record.name}`}>
      <p>
        Delete <b>{record.name}</b>.
        {count > 0 && <span className="muted"> What about its {countText(count, 'box', 'boxes')}?</span>}
      </p>
      <div className="class-delete-choices">
        {count > 0 && others.length > 0 && (
          <DropdownMenu.Root modal={false}>
            <DropdownMenu.Trigger asChild>
              <Button>Move them to…</Button>
            </DropdownMenu.Trigger>
            <DropdownMenu.Portal>
              <DropdownMenu.Content className="menu" align="start" sideOffset={4}>
                {others.map((other) => (
                  <DropdownMenu.Item key={other.id} className="menu-item" onSelect={() => finish(other)}>
                    <ClassSwatch color={other.color} />
                    {other.name}
                  </DropdownMenu.Item>
                ))}
              </DropdownMenu.Content>
            </DropdownMenu.Portal>
          </DropdownMenu.Root>
        )}
        <Button variant="danger" data-testid="confirm-delete-class" onClick={() => finish(null)}>
          {count > 0 ? 'Delete them too' : 'Delete'}
        </Button>
        <Button variant="quiet" onClick={close}>
          Keep it
        </Button>
      </div>
    </li>
  )
}
