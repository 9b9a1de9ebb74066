import { useEffect, useState } from 'react'
import { showDroppedVideo } from '../state/project/bringPictures'
import { readDropped } from '../state/project/importSheet'
import { openDropped } from '../state/project/openProject'
import { reportError } from '../state/studio/notices'

/** Opens a folder that is dropped anywhere on the window; true while one hovers over it. */
export function useDroppedFolders(): boolean {
  const [isOver, setIsOver] = useState(false)
  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true
    const over = (event: DragEvent) => {
      // Without this the window would navigate to the file.
      event.preventDefault()
      setIsOver(hasFiles(event))
    }
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setIsOver(false)
    }
    const drop = (event: DragEvent) => {
      event.preventDefault()
      setIsOver(false)
      const files = [...(event.dataTransfer?.files ?? [])]
      if (files.length > 0)
        void openDropped(files).then(showDroppedVideo).then(readDropped).catch(reportError)
    }
    window.addEventListener('dragover', over)
    window.addEventListener('dragleave', leave)
    window.addEventListener('drop', drop)
    return () => {
      window.removeEventListener('dragover', over)
      window.removeEventListener('dragleave', leave)
      window.removeEventListener('drop', drop)
    }
  }, [])
  return isOver
}
