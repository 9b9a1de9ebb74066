import { CircleHelp } from 'lucide-react'
import { Popover } from 'radix-ui'
import { searchFields } from '../../../../shared/search/fields'
import { english, localText, t } from '../../../language/t'
import '../../../components/Menu.css'

const rules = [
  ['a b', english('both hold')],
  ['a or b, a | b', english('either holds')],
  ['-a, not a', english('does not hold')],
  ['( … )', english('belongs together')],
  ['class:a,b', english('one of them')],
  ['boxes:3..8', english('from, to')],
  ['box(class:a size<32px)>2', english('more than two boxes for which both hold')],
  ['found(class:a score>0.9)', english('the run sees such a thing')],
  ['"white cell"', english('a value with spaces, or plain text')],
] as const

/** What can be written, with an example of every field. */
export function SearchHelp() {
  return (
    <Popover.Root>
      <Popover.Trigger
        className="icon-button"
        aria-label={t('How to search')}
        title={t('How to search')}
        data-testid="search-help"
      >
        <CircleHelp aria-hidden />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className="menu search-help" align="start" sideOffset={6} collisionPadding={8}>
          <h2>{t('Searching pictures')}</h2>
          <p className="muted">{t('A word alone is sought in the name and the note of the picture.')}</p>
          <table>
            <tbody>
              {rules.map(([sign, about]) => (
                <tr key={sign}>
                  <td className="mono small">{sign}</td>
                  <td className="muted small">{localText(about)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <h3>{t('Fields')}</h3>
          <table>
            <tbody>
              {searchFields.map(({ name, about, example }) => (
                <tr key={name}>
                  <td className="mono small">{example}</td>
                  <td className="muted small">{localText(about)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
