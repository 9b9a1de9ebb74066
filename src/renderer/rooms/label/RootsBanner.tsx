import { Button } from '../../components/Button'
import { call } from '../../ipc/client'
import { t } from '../../language/t'
import { reloadAll } from '../../state/labels/edits'
import { useProject } from '../../state/project/project'
import { reportError } from '../../state/studio/notices'

/** Pictures outside the project folder are read only after the person has said so on this machine. */
export function RootsBanner() {
  const root = useProject((state) => state.summary?.roots.find((candidate) => !candidate.granted))
  if (root === undefined) return null
  const grant = async () => {
    await call('project.grantRoot', { rootId: root.id })
    await reloadAll()
  }
  return (
    <div className="roots-banner" role="status">
      <p className="small">
        {t('Pictures in')} <span className="mono">{root.path}</span>{' '}
        {t('lie outside the project. Choose that folder once to let the studio read it here.')}
      </p>
      <Button onClick={() => grant().catch(reportError)}>{t('Choose the folder')}</Button>
    </div>
  )
}
