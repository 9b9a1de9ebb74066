import { expect, it } from 'vitest'
import { createRandom } from '../../shared/random'
import { naturalOrder } from './naturalOrder'

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

it.each([1, 2, 3])('orders as the collator does, part by part (seed %i)', (seed) => {
  const random = createRandom(seed, 5)
  const alphabet = ['0', '1', '2', '9', 'a', 'B', 'b', '-', 'é', 'e\u0301', '٣', ' ', '_']
  const part = () => Array.from({ length: 1 + random.int(5) }, () => alphabet[random.int(alphabet.length)])
  const path = () => Array.from({ length: 1 + random.int(3) }, () => part().join('')).join('/')
  for (let n = 0; n < 4000; n++) {
    const [a, b] = [path(), path()]
    const [left, right] = [a.split('/'), b.split('/')]
    const at = left.findIndex((each, i) => i >= right.length || collator.compare(each, right[i]) !== 0)
    if (at === -1 || at >= right.length) continue
    const wanted = Math.sign(collator.compare(left[at], right[at]))
    expect({ a, b, order: Math.sign(naturalOrder(a, b)) }).toEqual({ a, b, order: wanted })
  }
})
