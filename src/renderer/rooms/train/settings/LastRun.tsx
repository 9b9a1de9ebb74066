import { useMemo } from 'react'
import { groupedText } from '../../../../shared/text/count'
import type { LossProfile } from '../../../../shared/training/lossProfile'
import { binLosses, crossEntropyLosses, type LossShares, sharesOf } from '../../../charts/lossShares'
import { ProfileFigure } from '../../../charts/ProfileFigure'
import { ShareBar } from '../../../charts/ShareBar'
import { percentText } from '../../../language/percent'
import { t } from '../../../language/t'
import { useProject } from '../../../state/project/project'
import type { PartProps } from './sectionParts'
import { useLastProfile } from './useLastProfile'

/** What the chosen loss would look at in the anchors of the last run, while the sliders move. */
export function LastRun({ config }: PartProps) {
  const { run, profile } = useLastProfile()
  return (
    <section className="last-run" aria-label={t('On your last run')}>
      <div className="last-run-head">
        <h4>{t('On your last run')}</h4>
        {profile !== null && <span className="faint small">{countedText(profile)}</span>}
      </div>
      {profile === null ? (
        <p className="figure-words" data-testid="no-profile">
          {run === null
            ? t('After the first run this shows how sure the model is of its anchors, and who pays the loss.')
            : t('{{name}} left no profile; the next one will.', { name: run.name })}
        </p>
      ) : (
        <Shares config={config} profile={profile} />
      )}
    </section>
  )
}

function Shares({ config, profile }: { config: PartProps['config']; profile: LossProfile }) {
  const numClasses = useProject((state) => Math.max(1, state.classes.length))
  const bins = useMemo(() => binLosses(config.loss, numClasses, profile), [config.loss, numClasses, profile])
  const plain = useMemo(() => sharesOf(crossEntropyLosses(profile), profile), [profile])
  const shares = bins === null ? null : sharesOf(bins, profile)
  return (
    <>
      <ProfileFigure profile={profile} bins={bins} />
      {shares !== null && <ShareBar label={t('These settings')} shares={shares} />}
      <ShareBar label={t('Cross-entropy')} shares={plain} />
      {shares !== null && (
        <p className="figure-words" data-testid="share-words">
          {shareWords(shares, plain)}
        </p>
      )}
    </>
  )
}

/** What the settings do, in one sentence. */
function shareWords(now: LossShares, plain: LossShares): string {
  const before = plain.easyNegatives + plain.hardNegatives
  const after = now.easyNegatives + now.hardNegatives
  return t(
    'Background pays {{after}} of the loss, {{before}} under cross-entropy; easy background {{easyNegatives}}, was {{easyNegatives2}}.',
    {
      after: percentText(after),
      before: percentText(before),
      easyNegatives: percentText(now.easyNegatives),
      easyNegatives2: percentText(plain.easyNegatives),
    },
  )
}

function countedText(profile: LossProfile): string {
  const count = [...profile.positives, ...profile.negatives].reduce((sum, each) => sum + each, 0)
  return count >= 1e6
    ? t('{{n}} M scores', { n: (count / 1e6).toFixed(1) })
    : t('{{n}} scores', { n: groupedText(count) })
}
