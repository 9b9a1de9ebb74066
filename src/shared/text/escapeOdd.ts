/**
 * Characters that draw nothing or turn the text around them: controls but the tab, line and paragraph separators,
 * directional marks, overrides and isolates, zero-width characters but the joiners that scripts and emoji need.
 */
const ODD =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that must not be shown
  /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]/g

/**
 * Foreign text as it can be shown: nothing in it hides, breaks the line or turns its neighbours around.
 * @param kept line breaks that stay, where the text may have several lines
 */
export function escapeOdd(text: string, kept: '' | '\n' | '\r\n' = ''): string {
  return text.replace(ODD, (character) =>
    kept.includes(character) ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
