/** The page's text; nothing in it is interpreted. */
export function crashPage(logFolder: string): string {
  return `<!doctype html><meta charset="utf-8"><title>Focal Studio</title>
<body style="font:15px system-ui;padding:32px;line-height:1.5">
<h1 style="font-size:19px">The window keeps crashing</h1>
<p>Your labels are saved. Close this window and start the studio again; it will come up without graphics acceleration if that was the cause.</p>
<p>The log is in <code>${escapeHtml(logFolder)}</code></p>`
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
