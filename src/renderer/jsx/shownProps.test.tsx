import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { shownProps } from './shownProps'

const names = ['photo\u202egpj.exe', '\u2066a\u2069', '\u0000\u001b[2K']

function Named({ name }: { name: string }) {
  return (
    <ul>
      {names.map((each) => (
        <li key={each} aria-label={each}>
          class {each}: {name}
        </li>
      ))}
    </ul>
  )
}

it('row 22: markup in a name is text, and characters that turn or hide text are shown as their codes', () => {
  const name = '<img src=x onerror="alert(1)">'
  expect(renderToStaticMarkup(<b title={name}>{name}</b>)).toBe(
    '<b title="&lt;img src=x onerror=&quot;alert(1)&quot;&gt;">&lt;img src=x onerror=&quot;alert(1)&quot;&gt;</b>',
  )
  expect(renderToStaticMarkup(<b title={names[0]}>{names[0]}</b>)).toBe(
    '<b title="photo\\u202egpj.exe">photo\\u202egpj.exe</b>',
  )
  expect(renderToStaticMarkup(<Named name={'two\nlines'} />)).toBe(
    '<ul><li aria-label="photo\\u202egpj.exe">class photo\\u202egpj.exe: two\nlines</li>' +
      '<li aria-label="\\u2066a\\u2069">class \\u2066a\\u2069: two\nlines</li>' +
      '<li aria-label="\\u0000\\u001b[2K">class \\u0000\\u001b[2K: two\nlines</li></ul>',
  )
})

it('leaves what is plain as it is, fields and components too', () => {
  const plain = { children: ['a', 1, 'Gehäuse صورة'], title: 'x' }
  expect(shownProps('p', plain)).toBe(plain)
  const field = { value: names[0], defaultValue: names[1] }
  expect(shownProps('input', field)).toBe(field)
  const props = { children: names[0], title: names[0] }
  expect(shownProps(() => null, props)).toBe(props)
})
