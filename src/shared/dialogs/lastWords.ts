/** What main says by itself when it, or the page, cannot go on. */
export const lastWords = {
  crash: {
    title: 'Focal Studio has to close',
    words: 'An error that nobody foresaw happened. Your work is saved.',
    label: 'Report:',
  },
  page: {
    title: 'The window keeps crashing',
    words:
      'Your labels are saved. Close this window and start the studio again; it will come up without graphics acceleration if that was the cause.',
    label: 'The log is in',
  },
} as const
