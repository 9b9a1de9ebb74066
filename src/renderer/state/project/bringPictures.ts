import { create } from 'zustand'
import type { FramesRequest, VideoOffer } from '../../../shared/video/schema'
import { call } from '../../ipc/client'
import { t } from '../../language/t'
import { reloadAll } from '../labels/edits'
import { goToImage } from '../labels/selection'
import { takeOut } from '../labels/takeOut'
import { notify, reportError } from '../studio/notices'
import { tellImport } from './openProject'
import { atProjectChange } from './projectChange'

/** The video whose frames are about to be taken. */
export const useVideo = create<{ offer: VideoOffer | null; isTaking: boolean }>(() => ({
  offer: null,
  isTaking: false,
}))

atProjectChange(() => useVideo.setState({ offer: null, isTaking: false }))

/** Asks for a video. */
export async function chooseVideo(): Promise<void> {
  const offer = await call('pictures.chooseVideo', {})
  if (offer !== null) useVideo.setState({ offer })
}

/** Shows the video that was among what was dropped. */
export async function showDroppedVideo(): Promise<void> {
  const offer = await call('pictures.droppedVideo', {})
  if (offer !== null) useVideo.setState({ offer })
}

/** Takes frames; the form goes, the bar at the top shows how far it is. */
export async function takeFrames(request: FramesRequest): Promise<void> {
  useVideo.setState({ offer: null, isTaking: true })
  try {
    tellImport(await call('pictures.takeFrames', request))
    await reloadAll()
  } catch (cause) {
    reportError(cause)
  } finally {
    useVideo.setState({ isTaking: false })
  }
}

/** Takes a picture of the clipboard (Chromium gives every one as PNG) into the project. */
export async function pastePicture(file: Blob): Promise<void> {
  const pasted = await call('pictures.paste', { png: await base64Of(file) })
  await reloadAll()
  await goToImage(pasted.imageId)
  notify({
    tone: 'good',
    title: t('The picture is in the project'),
    action: { label: t('Take it out'), run: () => takeOut(new Set([pasted.imageId])) },
  })
}

async function base64Of(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let text = ''
  // More arguments at once than this overflow the stack.
  for (let at = 0; at < bytes.length; at += 0x8000)
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(text)
}
