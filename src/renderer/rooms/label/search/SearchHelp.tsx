import { CircleHelp } from 'lucide-react'
import { Popover } from 'radix-ui'
import { searchFields } from '../../../../shared/search/fields'
import '../../../components/Menu.css'

const rules = [
  ['a b', 'both hold'],
  ['a or b, a | b', 'either holds'],
  ['-a, not a', 'does not hold'],
  ['( … )', 'belongs together'],
  ['class:a,b', 'one of them'],
  ['boxes:3..8', 'from, to'],
  ['box(class:a size<32px)>2', 'more than two boxes for which both hold'],
  ['found(class:a score>0.9)', 'the run sees such a thing'],
  ['"white cell"', 'a value with spaces, or plain text'],
] as const

/** What can be written, with an example of every field. */
export function SearchHelp() {
  return (
    <Popover.Root>
      <Popover.Trigger
        className="icon-button"
        aria-label="How to search"
        title="How to search"
        data-testid="search-help"
      >
        <CircleHelp aria-hidden />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className="menu search-help" align="start" sideOffset={6} collisionPadding={8}>
          <h2>Searching pictures</h2>
          <p className="muted">A word alone is sought in the name and the note of the picture.</p>
          <table>
            <tbody>
              {rules.map(([sign, about]) => (
                <tr key={sign}>
                  <td className="mono small">{sign}</td>
                  <td className="muted small">{about}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <h3>Fields</h3>
          <table>
            <tbody>
              {searchFields.map(({ name, about, example }) => (
                <tr key={name}>
                  <td className="mono small">{example}</td>
                  <td className="muted small">{about}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
