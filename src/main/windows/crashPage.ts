import { lastWords } from '../../shared/dialogs/lastWords'

/** The page's text; nothing in it is interpreted. */
export function crashPage(logFolder: string, say: (english: string) => string): string {
  const { title, words, label } = lastWords.page
  const line = (text: string) => escapeHtml(say(text))
  return `<!doctype html><meta charset="utf-8"><title>Focal Studio</title>
<body style="font:15px system-ui;padding:32px;line-height:1.5">
<h1 style="font-size:19px">${line(title)}</h1>
<p>${line(words)}</p>
<p>${line(label)} <code>${escapeHtml(logFolder)}</code></p>`
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
