import { FolderOpen, Sparkles, X } from 'lucide-react'
import type { RecentProject } from '../../shared/ipc/project'
import { openFolderAction } from '../actions/file/openFolder'
import { openSampleAction } from '../actions/file/openSample'
import { runAction } from '../actions/runAction'
import { useKeys } from '../actions/useKeys'
import { Button } from '../components/Button'
import { IconButton } from '../components/IconButton'
import { ProgressBar } from '../components/ProgressBar'
import { Tooltip } from '../components/Tooltip'
import { agoText } from '../language/duration'
import { t } from '../language/t'
import { forgetRecent, openRecent, useRecent } from '../state/project/openProject'
import { useProject } from '../state/project/project'
import { reportError } from '../state/studio/notices'
import { LanguageSelect } from './LanguageSelect'
import './Welcome.css'

/** Where no project is open: a folder, the sample, or one of the last projects. */
export function Welcome() {
  const isOpening = useProject((state) => state.status === 'opening')
  const projects = useRecent((state) => state.projects)
  const [chord] = useKeys(openFolderAction)
  return (
    <main className="welcome" data-testid="welcome">
      <div className="welcome-card">
        <h1>{t('Label, train, look, correct')}</h1>
        <p className="muted">
          {t(
            'Open a folder of pictures, draw boxes, press Train. The detector learns on this computer; nothing leaves it.',
          )}
        </p>
        <div className="welcome-actions">
          <Tooltip label={t('Pictures, or a project')} chord={chord}>
            <Button
              variant="primary"
              size="large"
              disabled={isOpening}
              data-testid="open-folder"
              onClick={() => runAction(openFolderAction)}
            >
              <FolderOpen aria-hidden /> {t('Open a folder')}
            </Button>
          </Tooltip>
          <Button
            size="large"
            disabled={isOpening}
            data-testid="open-sample"
            onClick={() => runAction(openSampleAction)}
          >
            <Sparkles aria-hidden /> {t('Try the sample project')}
          </Button>
        </div>
        {isOpening ? (
          <ProgressBar label={t('Opening')} value={null} />
        ) : (
          <p className="faint small">{t('or drop a folder anywhere on this window')}</p>
        )}
        {projects.length > 0 && (
          <section className="welcome-recent" aria-label={t('Recent projects')}>
            <h2>{t('Recent')}</h2>
            <ul>
              {projects.map((project) => (
                <Recent key={project.id} project={project} disabled={isOpening} />
              ))}
            </ul>
          </section>
        )}
        <div className="welcome-language">
          <LanguageSelect />
        </div>
      </div>
    </main>
  )
}

function Recent({ project, disabled }: { project: RecentProject; disabled: boolean }) {
  const { id, name, folder, openedAt, exists } = project
  return (
    <li className="welcome-project">
      <button
        type="button"
        className="welcome-open"
        data-testid="recent-project"
        disabled={disabled || !exists}
        onClick={() => openRecent(id)}
      >
        <span className="grow">
          <span className="ellipsis">{name}</span>
          <span className="ellipsis faint small mono" title={folder}>
            {folder}
          </span>
        </span>
        <span className="faint small">{exists ? agoText(openedAt, Date.now()) : t('not found')}</span>
      </button>
      <IconButton
        icon={X}
        label={t('Take off this list')}
        onClick={() => forgetRecent(id).catch(reportError)}
      />
    </li>
  )
}
