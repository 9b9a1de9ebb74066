/**
 * The test of a text against a pattern without regard to case: `*` is any run of characters, `?` one of them. A pattern
 * without either is sought anywhere in the text. Linear in the text for every star, so that no pattern can hang.
 */
export function globTest(pattern: string): (text: string) => boolean {
  const sought = pattern.toLowerCase()
  if (!/[*?]/.test(sought)) return (text) => text.toLowerCase().includes(sought)
  return (text) => matches(text.toLowerCase(), sought)
}

function matches(text: string, pattern: string): boolean {
  let [at, place] = [0, 0]
  let star = -1
  let resume = 0
  while (at < text.length) {
    // The star first: in the text it is a sign as any other.
    if (pattern[place] === '*') {
      star = place++
      resume = at
    } else if (place < pattern.length && (pattern[place] === '?' || pattern[place] === text[at])) {
      at++
      place++
    } else if (star >= 0) {
      place = star + 1
      at = ++resume
    } else return false
  }
  while (pattern[place] === '*') place++
  return place === pattern.length
}
