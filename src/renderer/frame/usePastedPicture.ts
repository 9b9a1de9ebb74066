import { useEffect } from 'react'
import { pastePicture } from '../state/project/bringPictures'
import { useProject } from '../state/project/project'
import { reportError } from '../state/studio/notices'

/** A picture that is pasted anywhere but into a field of text comes into the project. Boxes that were copied come first. */
export function usePastedPicture(): void {
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const { summary } = useProject.getState()
      const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement
      if (summary === null || summary.readOnly || isTyping) return
      const picture = [...(event.clipboardData?.files ?? [])].find(({ type }) => type === 'image/png')
      if (picture !== undefined) pastePicture(picture).catch(reportError)
    }
    document.addEventListener('paste', paste)
    return () => document.removeEventListener('paste', paste)
  }, [])
}
