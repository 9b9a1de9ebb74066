import { expect, it } from 'vitest'
import { labelMapItem, readLabelMap } from './labelMap'

it('reads ids and names in any order, with gaps, quotes and comments', () => {
  const text = `# item { id: 9 name: 'no' }
item { id: 7 name: "truck { id: 5 }" }
item {
  name: 'traffic light'  # said last
  display_name: "Ampel"
  id: 3
}
item { id: 1, name: "person" }
item { id: 4 }`
  expect([...readLabelMap(text)]).toEqual([
    [1, 'person'],
    [3, 'traffic light'],
    [7, 'truck { id: 5 }'],
  ])
})

it('reads the escapes of protobuf text: octal and hexadecimal bytes of UTF-8, line ends', () => {
  expect([...readLabelMap(String.raw`item { id: 1 name: "Stra\303\237e\n\t\x41\"\'\\" }`).values()]).toEqual([
    'Straße\n\tA"\'\\',
  ])
})

it.each(['nut', 'two\nlines\r\n', 'tab\t"quoted" \\n', "it's ü 😀"])('row 19: %j comes back', (name) => {
  const item = labelMapItem(2, name)
  expect(item.split('\n')).toHaveLength(5)
  expect([...readLabelMap(item)]).toEqual([[2, name]])
})

it('row 19: takes no longer than the text is long', () => {
  const start = performance.now()
  readLabelMap(`item { name: "${'\\"'.repeat(100_000)}`)
  expect(performance.now() - start).toBeLessThan(2000)
})
