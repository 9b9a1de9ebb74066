/** Longest line that a log or report takes. */
const MAX_LINE_LENGTH = 8 * 1024

/** Text without the person's home folder, which names them; bounded. */
export function redactHome(text: string, home: string): string {
  const hidden = home.length > 1 ? text.replaceAll(home, '~') : text
  return hidden.length <= MAX_LINE_LENGTH ? hidden : `${hidden.slice(0, MAX_LINE_LENGTH)}…\n`
}
