import { FolderLock } from 'lucide-react'
import type { ImageRow } from '../../../shared/annotation/schema'
import type { ImageRoot } from '../../../shared/project/schema'
import { Button } from '../../components/Button'
import { EmptyState } from '../../components/EmptyState'
import { call } from '../../ipc/client'
import { t } from '../../language/t'
import { reloadAll } from '../../state/labels/edits'
import { useProject } from '../../state/project/project'
import { reportError } from '../../state/studio/notices'

/** Pictures outside the project folder are read only after the person has said so on this machine. */
export function RootsBanner() {
  const root = useProject((state) => state.summary?.roots.find((candidate) => !candidate.granted))
  if (root === undefined) return null
  return (
    <div className="roots-banner" role="status">
      <RootWords root={root} />
      <ChooseRoot root={root} />
    </div>
  )
}

/** Stands where a picture of such a folder would be. */
export function RootNotice({ root }: { root: ImageRoot }) {
  return (
    <EmptyState
      icon={FolderLock}
      title={t('The studio may not read this folder yet')}
      testId="root-not-granted"
      actions={<ChooseRoot root={root} />}
    >
      <RootWords root={root} />
    </EmptyState>
  )
}

/** The folder of a picture, where it still has to be allowed. */
export function useClosedRoot(image: Pick<ImageRow, 'rootId'> | null): ImageRoot | null {
  return useProject(
    (state) => state.summary?.roots.find(({ id, granted }) => id === image?.rootId && !granted) ?? null,
  )
}

function RootWords({ root }: { root: ImageRoot }) {
  return (
    <span className="small">
      {t('Pictures in')} <span className="mono">{root.path}</span>{' '}
      {t('lie outside the project. Choose that folder once to let the studio read it here.')}
    </span>
  )
}

function ChooseRoot({ root }: { root: ImageRoot }) {
  const grant = async () => {
    await call('project.grantRoot', { rootId: root.id })
    await reloadAll()
  }
  return <Button onClick={() => grant().catch(reportError)}>{t('Choose the folder')}</Button>
}
