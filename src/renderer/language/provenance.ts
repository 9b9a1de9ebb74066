import type { BoxRecord } from '../../shared/annotation/schema'
import { fullMomentText } from './moment'
import { english, localText, t } from './t'

const sources: Record<BoxRecord['source'], string> = {
  drawn: english('Drawn by hand'),
  imported: english('Imported'),
  accepted: english('Accepted from a model'),
}

/** In the language of the interface: where a label comes from and when a person last agreed with it; `runName` gives a run's name, null where it is gone. */
export function provenanceText(
  { source, runId, createdAt, reviewedAt }: Pick<BoxRecord, 'source' | 'runId' | 'createdAt' | 'reviewedAt'>,
  runName: (runId: string) => string | null,
  now: number,
): string {
  const from =
    source === 'accepted' && runId !== null
      ? t('Accepted from {{maker}}', { maker: makerName(runId, runName) })
      : localText(sources[source])
  const made = t('{{from}}, {{moment}}', { from, moment: fullMomentText(createdAt, now) })
  return reviewedAt === null || reviewedAt === createdAt
    ? made
    : t('{{made}}; reviewed {{moment}}', { made, moment: fullMomentText(reviewedAt, now) })
}

function makerName(runId: string, runName: (runId: string) => string | null): string {
  return runId === 'coco' ? t('COCO’s classes') : (runName(runId) ?? runId)
}
