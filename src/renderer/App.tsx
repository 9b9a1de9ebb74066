import { useEffect } from 'react'
import { startDecoder } from './annotator/picture/decoding/decodeAside'
import { afterFrame } from './components/afterFrame'
import { TooltipProvider } from './components/Tooltip'
import { ErrorBoundary } from './ErrorBoundary'
import { Backups } from './frame/Backups'
import { CommandPalette } from './frame/CommandPalette'
import { ExportLabels } from './frame/ExportLabels'
import { ImportReportCard } from './frame/ImportReportCard'
import { ImportSheet } from './frame/ImportSheet'
import { KeyEditor } from './frame/keys/KeyEditor'
import { useAppMenu } from './frame/menu/useAppMenu'
import { Rail } from './frame/Rail'
import { ReadOnlyBanner } from './frame/ReadOnlyBanner'
import { ShortcutOverlay } from './frame/ShortcutOverlay'
import { TopBar } from './frame/TopBar'
import { Tray } from './frame/Tray'
import { useDroppedFolders } from './frame/useDroppedFolders'
import { useFocusKept } from './frame/useFocusKept'
import { usePastedPicture } from './frame/usePastedPicture'
import { useShortcuts } from './frame/useShortcuts'
import { useSystemLanguage } from './frame/useSystemLanguage'
import { VideoForm } from './frame/VideoForm'
import { Welcome } from './frame/Welcome'
import { useBareAlt } from './keys/useBareAlt'
import { t } from './language/t'
import { useAppliedLanguage } from './language/useAppliedLanguage'
import { rooms } from './rooms'
import { useProject } from './state/project/project'
import { useNavigation } from './state/studio/navigation'
import { useAppliedTheme } from './state/studio/theme'
import './App.css'

/** The one window: top bar, rail, and the room the person is in; without a project, the welcome. */
export function App() {
  useAppliedTheme()
  useAppliedLanguage()
  useShortcuts()
  useBareAlt()
  useAppMenu()
  useSystemLanguage()
  usePastedPicture()
  useFocusKept()
  const isDraggedOver = useDroppedFolders()
  const status = useProject((state) => state.status)
  const name = useProject((state) => state.summary?.name)
  const roomId = useNavigation((state) => state.room)
  const room = rooms.find((candidate) => candidate.id === roomId) ?? rooms[0]
  const isOpen = status === 'open'

  // The first picture does not wait for the thread that decodes it.
  useEffect(() => afterFrame(startDecoder), [])
  useEffect(() => {
    document.title = name === undefined ? t('Focal Studio') : t('{{name}} – Focal Studio', { name })
  }, [name])

  return (
    <TooltipProvider delayDuration={500} skipDelayDuration={200}>
      <div className="app">
        <TopBar />
        {isOpen && (
          <div className="app-body">
            <Rail />
            <ReadOnlyBanner />
            <main className="app-room" data-testid={`room-${room.id}`}>
              {/* A room that fails leaves the others usable: the key makes a fresh boundary for each. */}
              <ErrorBoundary key={room.id}>
                <room.Component />
              </ErrorBoundary>
            </main>
          </div>
        )}
        {(status === 'none' || status === 'opening') && <Welcome />}
        <Tray />
        <CommandPalette />
        <ShortcutOverlay />
        <KeyEditor />
        <ImportReportCard />
        <VideoForm />
        <ImportSheet />
        <ExportLabels />
        <Backups />
        {isDraggedOver && (
          <div className="app-drop">
            <p>
              {isOpen
                ? t('Drop a folder or project to open it; pictures, labels and videos come into this project')
                : t('Drop a folder of pictures or a project to open it')}
            </p>
          </div>
        )}
      </div>
    </TooltipProvider>
  )
}
