import { shell } from 'electron'
import { externalUrl } from './externalUrls'

/** Opens one of the listed pages in the person's browser; the only user of openExternal. */
export async function openExternalLink(id: string): Promise<void> {
  await shell.openExternal(externalUrl(id))
}
