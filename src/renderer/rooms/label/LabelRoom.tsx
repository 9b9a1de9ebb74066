import { FolderOpen } from 'lucide-react'
import { importFolder } from '../../actions/file/importFolder'
import { runAction } from '../../actions/runAction'
import { Button } from '../../components/Button'
import { EmptyState } from '../../components/EmptyState'
import { Panel } from '../../components/Panel'
import { type PanelSection, PanelSections } from '../../components/PanelSections'
import { t } from '../../language/t'
import { openSample } from '../../state/project/openProject'
import { useProject } from '../../state/project/project'
import { BoxesSection } from './BoxesSection'
import { ClassesSection } from './ClassesSection'
import { ClassManager } from './classes/ClassManager'
import { HistorySection } from './HistorySection'
import { ImagesPanel } from './ImagesPanel'
import { LabelCanvas } from './LabelCanvas'
import { PaceSection } from './PaceSection'
import { ProposalsSection } from './proposals/ProposalsSection'
import { ProposeForm } from './proposals/ProposeForm'
import { RemarksSection } from './RemarksSection'
import { SelectedSection } from './SelectedSection'
import './LabelRoom.css'

/** What stands open is worked with all the time; history and pace are looked at now and then. */
const sections: readonly PanelSection[] = [
  { id: 'classes', title: 'Classes', isOpen: true, ownsHead: true, Content: ClassesSection },
  { id: 'proposals', title: 'Proposals', isOpen: true, ownsHead: true, Content: ProposalsSection },
  { id: 'picture', title: 'Picture', isOpen: true, ownsHead: true, Content: RemarksSection },
  { id: 'boxes', title: 'Boxes here', isOpen: true, ownsHead: true, grows: true, Content: BoxesSection },
  { id: 'selected', title: 'Selected', isOpen: true, ownsHead: true, Content: SelectedSection },
  { id: 'history', title: 'History', isOpen: false, Content: HistorySection },
  { id: 'pace', title: 'Pace', isOpen: false, Content: PaceSection },
]

/** Where boxes are drawn. */
export function LabelRoom() {
  const isEmpty = useProject((state) => state.images.length === 0)
  const folder = useProject((state) => state.summary?.folder)
  if (isEmpty) {
    return (
      <EmptyState
        icon={FolderOpen}
        title={t('No pictures yet')}
        testId="no-pictures"
        actions={
          <>
            <Button variant="primary" onClick={() => runAction(importFolder)}>
              {t('Import a folder')}
            </Button>
            <Button onClick={() => openSample()}>{t('Try the sample project')}</Button>
          </>
        }
      >
        {t('There is no JPEG, PNG, WebP, BMP or TIFF file in')} <span className="mono">{folder}</span>
        {t('. Put pictures there, or import another folder.')}
      </EmptyState>
    )
  }
  return (
    <>
      <Panel id="label.left" side="left" label={t('Pictures')}>
        <ImagesPanel />
      </Panel>
      <LabelCanvas />
      <Panel id="label.right" side="right" label={t('Classes and boxes')}>
        <PanelSections panelId="label.right" sections={sections} />
      </Panel>
      <ProposeForm />
      <ClassManager />
    </>
  )
}
